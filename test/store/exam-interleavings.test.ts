import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StoreError } from '../../src/store/engine/store-error.ts';
import type { ExamState, Store } from '../../src/store/store.ts';
import { DAY, MINUTE } from '../../src/study/schedule/day.ts';
import { propertyRuns } from '../property-runs.ts';
import { onPostgres, openStore } from './database.ts';
import { drawing, RIGHT, reported, WRONG } from './exam-fixture.ts';
import { NOON, tempFolder } from './fixtures.ts';

const TASKS = 3;
const MINUTES = 4;
/** What a silence must be longer than to be an absence, as the rules of every exam tell it: 15 seconds. */
const SILENCE = 15_000;

type Act = 'begin' | 'answer' | 'flag' | 'look' | 'submit' | 'report';
type Step =
  | { readonly kind: Act; readonly who: 0 | 1; readonly item: number; readonly yes: boolean }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'sign' | 'restart' };

const act = (kind: Act) =>
  fc.record({
    kind: fc.constant(kind),
    who: fc.constantFrom(0 as const, 1 as const),
    item: fc.nat(TASKS - 1),
    yes: fc.boolean(),
  });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: act('answer') },
  { weight: 4, arbitrary: act('begin') },
  { weight: 3, arbitrary: act('flag') },
  { weight: 2, arbitrary: act('look') },
  { weight: 1, arbitrary: act('submit') },
  { weight: 2, arbitrary: act('report') },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.constantFrom(1, 4999, SILENCE, SILENCE + 1, MINUTE, 5 * MINUTE),
    }),
  },
  { weight: 8, arbitrary: fc.constant({ kind: 'sign' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
);

/** What an exam should be, told without a store. */
interface Plain {
  state: ExamState;
  deadline: number;
  ended: number | null;
  away: number;
  readonly answers: Map<number, boolean>;
  readonly flags: Set<number>;
  reviewed: number;
}

class World {
  seen: number;
  readonly exams: readonly Plain[] = [0, 1].map(() => ({
    state: 'drawn',
    deadline: 0,
    ended: null,
    away: 0,
    answers: new Map(),
    flags: new Set(),
    reviewed: 0,
  }));

  constructor(seen: number) {
    this.seen = seen;
  }

  sign(now: number): void {
    const before = this.seen;
    // A sign less than a second after the last one is not noted.
    if (now < before + 1000) return;
    this.seen = now;
    if (now - before <= SILENCE) return;
    for (const exam of this.exams) {
      if (exam.state !== 'running' || exam.deadline <= before) continue;
      exam.deadline += now - before;
      exam.away += now - before;
    }
  }

  close(exam: Plain, now: number): void {
    if (exam.state !== 'running' || exam.deadline > now) return;
    exam.state = 'timed-out';
    exam.ended = exam.deadline;
  }
}

test('any interleaving of answers, changes, flags, submissions, deadlines, restarts and absences is what the plain rules say', async () => {
  const path = join(tempFolder(), 'podium.db');
  let store = await openStore({ path });
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
      runs += 1;
      // A month after the one before, with people of its own.
      let now = NOON + runs * 30 * DAY;
      const people = [0, 1].map((who) => String(10n ** 17n + BigInt(2 * runs + who)));
      await store.claimExams({ now, limit: 0 });
      const world = new World(now);
      const exams: Sat[] = [];
      for (const [who, userId] of people.entries()) {
        const { id } = await store.drawExam(drawing(TASKS, { userId, minutes: MINUTES, now }));
        exams.push({ examId: id, userId, plain: world.exams[who] ?? nobody() });
      }
      for (const one of steps) {
        if ('who' in one) await both(store, world, exams[one.who] ?? nobody(), one, now);
        else if (one.kind === 'wait') now += one.ms;
        else if (one.kind === 'restart') {
          await store.close();
          store = await openStore({ path });
        } else {
          await store.claimExams({ now, limit: 0 });
          world.sign(now);
          for (const exam of world.exams) world.close(exam, now);
        }
      }
      for (const exam of exams) await expectSame(store, exam, now);
    }),
    { numRuns: propertyRuns(onPostgres ? 300 : 3000) },
  );
  await store.close();
}, 240_000);

/** A person in an exam, in the store and in the plain world. */
interface Sat {
  readonly examId: number;
  readonly userId: string;
  readonly plain: Plain;
}

function nobody(): never {
  throw new TypeError('nobody there');
}

/** Does it in the store and in the plain world; both must say the same of it. */
async function both(
  store: Store,
  world: World,
  { examId, userId, plain: exam }: Sat,
  { kind, item, yes }: Extract<Step, { readonly who: 0 | 1 }>,
  now: number,
): Promise<void> {
  const me = { examId, userId, now };
  const { state } = exam;
  if (kind === 'begin') {
    const done = await allowed(store.beginExam({ ...me, roleId: null }));
    expect(done !== undefined).toBe(state === 'drawn');
    if (state !== 'drawn') return;
    world.sign(now);
    Object.assign(exam, { state: 'running', deadline: now + MINUTES * MINUTE });
    return;
  }
  if (kind === 'look') {
    const seen = await store.lookAtExam(me);
    world.sign(now);
    world.close(exam, now);
    expect(seen.state).toBe(exam.state);
    return;
  }
  if (kind === 'report') {
    const { items } = await store.examView(examId, userId);
    const done = await allowed(reported(store, examId, now, userId));
    expect(done?.first).toBe(
      state === 'reported' ? false : state === 'submitted' || state === 'timed-out' ? true : undefined,
    );
    if (done?.first !== true) return;
    exam.state = 'reported';
    exam.reviewed = items.filter(({ answer }) => answer !== null).length;
    return;
  }
  const answer = yes ? RIGHT : WRONG;
  const done = await allowed(
    kind === 'answer'
      ? store.answerExam({ ...me, item, answer })
      : kind === 'flag'
        ? store.flagExam({ ...me, item, flagged: yes })
        : store.submitExam(me),
  );
  if (state !== 'running') return expect(done).toBeUndefined();
  world.sign(now);
  world.close(exam, now);
  const on = exam.state === 'running';
  expect(done?.done).toBe(on);
  if (!on) return;
  if (kind === 'answer') exam.answers.set(item, yes);
  if (kind === 'flag' && yes) exam.flags.add(item);
  if (kind === 'flag' && !yes) exam.flags.delete(item);
  if (kind === 'submit') Object.assign(exam, { state: 'submitted', ended: now });
}

async function expectSame(store: Store, { plain, examId, userId }: Sat, now: number): Promise<void> {
  const { exam, items } = await store.examView(examId, userId);
  expect({ state: exam.state, away: exam.awayMs, ended: exam.endedAt }).toEqual({
    state: plain.state,
    away: plain.away,
    ended: plain.ended,
  });
  if (plain.state !== 'drawn') expect(exam.deadlineAt).toBe(plain.deadline);
  for (const { item, answer, flagged, correct } of items) {
    const given = plain.answers.get(item);
    expect(answer).toEqual(given === undefined ? null : given ? RIGHT : WRONG);
    expect(flagged).toBe(plain.flags.has(item));
    expect(correct).toBe(plain.state === 'reported' ? given === true : null);
  }
  expect((await store.stats(userId, now)).answered).toBe(plain.reviewed);
}

/** What the store says to it; undefined where it refuses in words. */
async function allowed<T>(work: Promise<T>): Promise<T | undefined> {
  return work.catch((error: unknown) => {
    if (error instanceof StoreError && error.code === 'not-possible') return undefined;
    throw error;
  });
}
