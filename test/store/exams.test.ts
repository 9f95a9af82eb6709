import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { DAY, MINUTE } from '../../src/study/schedule/day.ts';
import { openStore } from './database.ts';
import { ADA, drawing, marksOf, RIGHT, reported, running, WRONG } from './exam-fixture.ts';
import { NOON, tempFolder, tempStore } from './fixtures.ts';

const GUILD = '200000000000000001';
const ROLE = '500000000000000001';

/** Signs of a process that is up, every 5 seconds. */
async function served(store: Store, from: number, to: number): Promise<void> {
  for (let now = from; now <= to; now += 5000) await store.claimExams({ now, limit: 0 });
}

describe('an exam', () => {
  test('goes from drawn over running and submitted to reported, and nothing out of this order', async () => {
    const store = await tempStore();
    const { id: examId } = await store.drawExam(drawing(4));
    const me = { examId, userId: ADA, now: NOON };
    await expect(store.answerExam({ ...me, item: 0, answer: RIGHT })).rejects.toMatchObject({
      code: 'not-possible',
    });
    await expect(store.submitExam(me)).rejects.toMatchObject({ code: 'not-possible' });
    await expect(reported(store, examId, NOON)).rejects.toMatchObject({ code: 'not-possible' });
    await store.beginExam({ ...me, roleId: null });
    await expect(store.beginExam({ ...me, roleId: null })).rejects.toMatchObject({ code: 'not-possible' });
    await expect(store.dropExam(me)).rejects.toMatchObject({ code: 'not-possible' });
    await expect(reported(store, examId, NOON)).rejects.toMatchObject({ code: 'not-possible' });
    expect((await store.answerExam({ ...me, item: 0, answer: WRONG })).done).toBe(true);
    await store.answerExam({ ...me, item: 0, answer: RIGHT });
    await expect(store.answerExam({ ...me, item: 9, answer: RIGHT })).rejects.toMatchObject({
      code: 'not-possible',
    });
    expect((await store.submitExam(me)).exam.state).toBe('submitted');
    await expect(store.submitExam(me)).rejects.toMatchObject({ code: 'not-possible' });
    await expect(store.answerExam({ ...me, item: 1, answer: RIGHT })).rejects.toMatchObject({
      code: 'not-possible',
    });
    const first = await reported(store, examId, NOON + 1000);
    expect(first).toMatchObject({
      first: true,
      exam: { state: 'reported', result: { percent: 25, passed: false } },
    });
    expect((await reported(store, examId, NOON + 2000)).first).toBe(false);
    expect(await store.stats(ADA, NOON + DAY / 4)).toMatchObject({ answered: 1, correct: 1 });
  });

  test('of somebody else is neither seen nor touched', async () => {
    const store = await tempStore();
    const examId = await running(store);
    const eve = { examId, userId: '100000000000000009', now: NOON };
    await expect(store.examView(examId, eve.userId)).rejects.toMatchObject({ code: 'not-yours' });
    await expect(store.answerExam({ ...eve, item: 0, answer: RIGHT })).rejects.toMatchObject({
      code: 'not-yours',
    });
    await expect(store.submitExam(eve)).rejects.toMatchObject({ code: 'not-yours' });
    await expect(store.lookAtExam({ ...eve, examId: 99 })).rejects.toMatchObject({ code: 'exam-gone' });
  });

  test('started twice at once is one exam', async () => {
    const store = await tempStore();
    const drawn = await Promise.all([1, 2, 3, 4].map((seed) => store.drawExam(drawing(4, { seed }))));
    expect(new Set(drawn.map(({ id }) => id)).size).toBe(1);
    const examId = drawn[0]?.id ?? 0;
    const begun = await Promise.allSettled(
      [1, 2, 3].map(() => store.beginExam({ examId, userId: ADA, roleId: null, now: NOON })),
    );
    expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await store.drawExam(drawing(4, { blueprint: 'another' }))).id).toBe(examId);
  });

  test('that is drawn gives way to another blueprint, and is swept after a day', async () => {
    const store = await tempStore();
    const { id } = await store.drawExam(drawing(4));
    const other = await store.drawExam(drawing(4, { blueprint: 'another' }));
    expect(other.id).not.toBe(id);
    await expect(store.examView(id, ADA)).rejects.toMatchObject({ code: 'exam-gone' });
    expect(await store.sweepExams(NOON + DAY)).toBe(1);
    expect(await store.liveExam(ADA)).toBeUndefined();
  });

  test('ends when its time is over, at the next click or with the job, with what was answered', async () => {
    const store = await tempStore();
    const examId = await running(store);
    await store.answerExam({ examId, userId: ADA, item: 0, answer: RIGHT, now: NOON });
    await served(store, NOON, NOON + 10 * MINUTE - 1);
    const late = await store.answerExam({
      examId,
      userId: ADA,
      item: 1,
      answer: RIGHT,
      now: NOON + 10 * MINUTE,
    });
    expect(late).toMatchObject({ done: false, exam: { state: 'timed-out', endedAt: NOON + 10 * MINUTE } });
    expect((await store.examView(examId, ADA)).items.map(({ answer }) => answer)).toEqual([
      RIGHT,
      null,
      null,
      null,
    ]);
    const claimed = await store.claimExams({ now: NOON + 10 * MINUTE + 1, limit: 5 });
    expect(claimed.map(({ id }) => id)).toEqual([examId]);
    expect(await store.claimExams({ now: NOON + 10 * MINUTE + 2, limit: 5 })).toEqual([]);
    await reported(store, examId, NOON + 11 * MINUTE);
    expect(await store.nextExamAt()).toBeNull();
  });

  test('keeps its result when its tasks are swept after half a year', async () => {
    const store = await tempStore();
    const examId = await running(store);
    await store.submitExam({ examId, userId: ADA, now: NOON });
    await reported(store, examId, NOON);
    await store.sweepExams(NOON + 179 * DAY);
    expect((await store.examView(examId, ADA)).items).toHaveLength(4);
    expect(await store.sweepExams(NOON + 180 * DAY)).toBe(1);
    expect(await store.examView(examId, ADA)).toMatchObject({ items: [], exam: { result: { percent: 0 } } });
  });
});

describe('time that nobody served', () => {
  test('is given back to the deadline, once, and kept for the report', async () => {
    const path = join(tempFolder(), 'podium.db');
    let store = await openStore({ path });
    const examId = await running(store);
    await served(store, NOON, NOON + 2 * MINUTE);
    await store.close();
    store = await openStore({ path });
    const back = NOON + 9 * MINUTE;
    // Two clicks, and the job: whichever comes first gives the time back.
    await store.answerExam({ examId, userId: ADA, item: 0, answer: RIGHT, now: back });
    await store.claimExams({ now: back, limit: 5 });
    await store.claimExams({ now: back + 5000, limit: 5 });
    const { exam } = await store.examView(examId, ADA);
    expect(exam).toMatchObject({ awayMs: 7 * MINUTE, deadlineAt: NOON + 17 * MINUTE, state: 'running' });
    await store.close();
  });

  test('over the deadline leaves as much as was left when it began', async () => {
    const store = await tempStore();
    const examId = await running(store);
    await served(store, NOON, NOON + 8 * MINUTE);
    const claimed = await store.claimExams({ now: NOON + 3 * DAY, limit: 5 });
    expect(claimed).toEqual([]);
    const { exam } = await store.examView(examId, ADA);
    expect((exam.deadlineAt ?? 0) - (NOON + 3 * DAY)).toBe(2 * MINUTE);
  });

  test('gives nothing back while one of several processes is up, nor for a short silence', async () => {
    const store = await tempStore();
    const examId = await running(store);
    // Two processes, each silent for half a minute in turns.
    for (let now = NOON; now < NOON + 3 * MINUTE; now += 15_000) await store.claimExams({ now, limit: 0 });
    expect((await store.examView(examId, ADA)).exam.awayMs).toBe(0);
  });

  test('changes nothing for whose time was over before, nor for who begins after it', async () => {
    const store = await tempStore();
    const over = await running(store, 4, NOON, { minutes: 1 });
    const bob = '100000000000000002';
    const on = await running(store, 4, NOON, { userId: bob, minutes: 30 });
    await store.claimExams({ now: NOON + 10_000, limit: 0 });
    await served(store, NOON + 10_000, NOON + MINUTE - 1);
    // Nobody noticed yet that the first one's time is over.
    await store.lookAtExam({ examId: on, userId: bob, now: NOON + MINUTE + 4000 });
    const eve = '100000000000000003';
    const late = await running(store, 4, NOON + 20 * MINUTE, { userId: eve });
    expect((await store.examView(on, bob)).exam.awayMs).toBe(19 * MINUTE - 4000);
    expect((await store.examView(late, eve)).exam.awayMs).toBe(0);
    expect(await store.lookAtExam({ examId: over, userId: ADA, now: NOON + 21 * MINUTE })).toMatchObject({
      state: 'timed-out',
      awayMs: 0,
    });
  });
});

describe('what a server says of exams', () => {
  test('a cool-down refuses the next one in that server, and only there', async () => {
    const store = await tempStore();
    await store.setExamRules(GUILD, { roleId: null, roleExam: null, coolDays: 3 });
    const examId = await running(store);
    await store.submitExam({ examId, userId: ADA, now: NOON });
    await reported(store, examId, NOON);
    const soon = NOON + 3 * DAY - 1;
    const { id } = await store.drawExam(drawing(4, { now: soon }));
    const begin = { examId: id, userId: ADA, roleId: null };
    await expect(store.beginExam({ ...begin, now: soon })).rejects.toMatchObject({ code: 'cool-down' });
    expect((await store.liveExam(ADA))?.state).toBe('drawn');
    expect((await store.beginExam({ ...begin, now: NOON + 3 * DAY })).state).toBe('running');
    await store.submitExam({ examId: id, userId: ADA, now: NOON + 3 * DAY });
    await expect(running(store, 4, NOON + 4 * DAY, { guildId: null })).resolves.toBeGreaterThan(id);
  });

  test('a role is owed to who passed and wanted the role that was told of, until it is given', async () => {
    const store = await tempStore();
    await store.setExamRules(GUILD, { roleId: ROLE, roleExam: 'cks-like', coolDays: 0 });
    const pass = async (more: object, roleId: string | null, now: number) => {
      const { id: examId } = await store.drawExam(drawing(1, { now, ...more }));
      await store.beginExam({ examId, userId: ADA, roleId, now });
      await store.answerExam({ examId, userId: ADA, item: 0, answer: RIGHT, now });
      await store.submitExam({ examId, userId: ADA, now });
      return (await reported(store, examId, now)).exam;
    };
    expect((await pass({}, null, NOON)).role).toBeNull();
    expect((await pass({}, '500000000000000009', NOON)).role).toBeNull();
    expect((await pass({ blueprint: 'another' }, ROLE, NOON)).role).toBeNull();
    expect((await pass({ guildId: null }, ROLE, NOON)).role).toBeNull();
    const owed = await pass({}, ROLE, NOON);
    expect(owed.role).toEqual({ id: ROLE, state: 'owed', trouble: null });
    await store.noteExamRole({ examId: owed.id, userId: ADA, given: false, trouble: 'not-permitted' });
    expect(await store.owedRoles(ADA)).toMatchObject([{ id: owed.id, role: { trouble: 'not-permitted' } }]);
    await store.noteExamRole({ examId: owed.id, userId: ADA, given: true, trouble: null });
    expect(await store.owedRoles(ADA)).toEqual([]);
    await store.noteExamRole({ examId: owed.id, userId: ADA, given: false, trouble: 'later' });
    expect((await store.examView(owed.id, ADA)).exam.role?.state).toBe('given');
  });

  test('goes with the server, and the result stays its person’s alone', async () => {
    const store = await tempStore();
    await store.setExamRules(GUILD, { roleId: ROLE, roleExam: null, coolDays: 9 });
    const { id: examId } = await store.drawExam(drawing(1));
    await store.beginExam({ examId, userId: ADA, roleId: ROLE, now: NOON });
    await store.deleteGuild(GUILD);
    expect(await store.examRules(GUILD)).toEqual({ roleId: null, roleExam: null, coolDays: 0 });
    expect((await store.examView(examId, ADA)).exam).toMatchObject({ guildId: null, role: null });
  });
});

test('the answers of an exam feed the memory once, right and wrong ones, and what was left out or dropped does not', async () => {
  const store = await tempStore();
  const examId = await running(store);
  const me = { examId, userId: ADA, now: NOON };
  for (const [item, answer] of [RIGHT, WRONG, RIGHT].entries())
    await store.answerExam({ ...me, item, answer });
  await store.submitExam(me);
  const { items } = await store.examView(examId, ADA);
  const marks = marksOf(items).map((mark) =>
    mark.item === 2 ? { ...mark, dropped: 'gone' as const } : mark,
  );
  const report = { ...me, marks, percent: 50, passed: false };
  const both = await Promise.all([store.reportExam(report), store.reportExam(report)]);
  expect(both.map(({ first }) => first).toSorted()).toEqual([false, true]);
  expect(await store.stats(ADA, NOON)).toMatchObject({ answered: 2, correct: 1 });
  const after = await store.examView(examId, ADA);
  expect(after.items.map(({ correct, dropped }) => [correct, dropped])).toEqual([
    [true, null],
    [false, null],
    [null, 'gone'],
    [false, null],
  ]);
});
