import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ourLabs } from '../../src/cli/shipped.ts';
import { labOfCard } from '../../src/play/labs-card.ts';
import { labWorkHere } from '../../src/play/labs-in-thread.ts';
import { labSource } from '../../src/play/labs-source.ts';
import { typeInLab } from '../../src/play/labs-typing.ts';
import type { Actor } from '../../src/preview/driver.ts';
import type { Seen } from '../../src/preview/seen.ts';
import { DAY, MINUTE } from '../../src/study/schedule/day.ts';
import { answerTask, examOf, examStage } from './exam-stage.ts';
import type { Stage } from './stage.ts';

const LABS = await ourLabs();
let stage: Stage;
beforeAll(async () => {
  stage = await examStage();
});
afterAll(() => stage.close());

/** Time goes by, and the bot is there. */
async function served(ms: number): Promise<void> {
  for (let gone = 0; gone < ms; gone += 10_000) {
    stage.advance(Math.min(10_000, ms - gone));
    await stage.bot.exams.check();
  }
}

async function begun(person: Actor, exam = 'ckad-security-contexts'): Promise<Seen> {
  const intro = await person.run('exam start', { exam });
  await person.press(intro.message, /^Begin/);
  return seen(intro.message);
}

function seen(message: Seen | null): Seen {
  if (message === null) throw new Error('no message');
  return message;
}

/** Types the solution of a lab where its person has it open. */
async function solve({ id: userId }: Actor, examId: number, lab: string): Promise<void> {
  const play = { store: stage.store, labs: labSource(() => LABS), labWork: labWorkHere(), now: Date.now };
  const solution = LABS.find(({ id }) => id === lab)?.steps[0]?.solution ?? [];
  for (const [turn, move] of solution.entries()) {
    const session = await stage.store.openLabSession(userId, `exam.${examId}.${lab}`);
    if (session === undefined) throw new Error('the lab is not open');
    const { edit } = session;
    const typed =
      move.kind === 'change'
        ? {
            kind: 'edit' as const,
            text: Object.entries(move.replace).reduce(
              (text, [from, to]) => text.replace(from, to),
              edit?.text ?? '',
            ),
          }
        : move;
    await typeInLab(play, { session, userId, turn: null, typed, once: `${lab} ${turn}` });
  }
}

async function handIn(person: Actor, message: Seen): Promise<void> {
  await person.press(message, 'All tasks');
  await person.press(message, 'Hand in…');
  await person.press(message, 'Hand in now');
}

describe('/exam', () => {
  test('tells what it is like, moves back and forth, keeps and changes answers, says nothing, and reports at the end', async () => {
    const ida = stage.driver.person('Ida');
    const intro = await ida.run('exam start', { exam: 'ckad-security-contexts' });
    expect(intro.message?.ephemeral).toBe(true);
    expect(intro.message?.text).toContain('40 minutes');
    expect(intro.message?.text).toContain('Only you see your answers and your result.');
    const message = seen(intro.message);
    await ida.press(message, 'Begin');
    const { items } = await examOf(stage, ida);
    expect(items.length).toBeGreaterThan(15);
    for (const item of items) {
      expect(message.text).toContain(`task ${item.item + 1} of ${items.length}`);
      expect(message.text).toMatch(/Ends <t:\d+:R>/);
      if (labOfCard(item.question.card) === undefined) {
        // First wrong, then right: nothing on the way tells one from the other.
        await answerTask(ida, message, item, false);
        expect(message.text).not.toMatch(/✓|✗|[Rr]ight answer|Wrong|Points/);
        await answerTask(ida, message, item, item.item % 5 !== 0);
        expect(message.text).toContain('Your answer:');
      }
      if (item.item < items.length - 1) await ida.press(message, 'Next');
    }
    await ida.press(message, 'Previous');
    await ida.press(message, 'Flag');
    await ida.press(message, 'All tasks');
    expect(message.text).toContain(`**Flagged:** ${items.length - 1}`);
    await ida.choose(message, 0, '2');
    expect(message.text).toContain('task 3 of');
    await handIn(ida, message);
    expect(message.text).toMatch(/## [✓✗] (?:Not p|P)assed: \d+ %/);
    const { exam, items: after } = await examOf(stage, ida);
    const right = after.filter(({ correct }) => correct === true).length;
    const labs = after.filter(({ question }) => labOfCard(question.card) !== undefined).length;
    const wrong = items.filter(
      ({ item, question }) => item % 5 === 0 && labOfCard(question.card) === undefined,
    ).length;
    expect(right).toBe(items.length - labs - wrong);
    expect(message.text).toContain(`${exam.result?.percent} %`);
    expect(message.text).toContain('the lesson');
    expect(message.text).toContain(`Practise the ${wrong} questions you missed`);
    expect(await stage.store.stats(ida.id, Date.now())).toMatchObject({
      answered: items.length - labs,
      correct: items.length - labs - wrong,
    });
    // Every task of the report fits, with what is right.
    await ida.press(message, 'Go through the tasks');
    while (!message.buttons.find(({ label }) => label === 'Next')?.disabled) {
      expect(message.text).toMatch(/✓ Right|✗ (?:Wrong|Not)/);
      await ida.press(message, 'Next');
    }
    await ida.press(message, 'Report');
    await ida.press(message, /^Practise the/);
    expect(message.text).toContain(`1 of ${wrong}`);
    expect(stage.logged.filter(({ level }) => Number(level) > 30)).toEqual([]);
  });

  test('a lab of an exam has no Check and no hints, and is judged by the state it was left in', async () => {
    const lea = stage.driver.person('Lea');
    const message = await begun(lea);
    const { exam, items } = await examOf(stage, lea);
    const task = items.find(({ question }) => labOfCard(question.card) !== undefined);
    const lab = labOfCard(task?.question.card ?? '') ?? '';
    await lea.press(message, 'All tasks');
    await lea.choose(message, 0, String(task?.item));
    await lea.press(message, 'Open the lab');
    expect(message.text).toContain('the exam ends <t:');
    const labels = message.buttons.map(({ label }) => label);
    expect(labels).not.toContain('Check');
    expect(labels).not.toContain('Hint');
    await solve(lea, exam.id, lab);
    await lea.press(message, 'Back to the exam');
    expect(message.text).toContain('**Opened.**');
    await handIn(lea, message);
    const after = await examOf(stage, lea);
    expect(
      after.items.filter(({ correct }) => correct === true).map(({ question }) => question.card),
    ).toEqual([`lab/${lab}`]);
    expect(await stage.store.openLabSession(lea.id, `exam.${exam.id}.${lab}`)).toBeUndefined();
    expect(await stage.store.metLabCards(lea.id)).toEqual([`lab/${lab}`]);
  });

  test('what cannot be read as a manifest is kept as a draft, and opens again', async () => {
    const max = stage.driver.person('Max');
    const message = await begun(max);
    const { items } = await examOf(stage, max);
    const task = items.find(({ question }) => question.kind === 'repair' && question.mend !== undefined);
    await max.press(message, 'All tasks');
    await max.choose(message, 0, String(task?.item));
    const refused = await max.submit(await max.press(message, 'Edit the manifest…'), { typed: 'spec: [' });
    expect(refused.message?.text).toContain('does not count as an answer');
    await max.press(message, 'All tasks');
    await max.press(message, /^Back to task/);
    expect(message.text).toContain('It is kept');
    const again = await max.press(message, 'Edit the manifest…');
    expect(JSON.stringify(again.interaction)).toContain('spec: [');
  });

  test('ends when the time is over: the next click shows the report, and a reminded person is told', async () => {
    const [noa, ole] = [stage.driver.person('Noa'), stage.driver.person('Ole')];
    await stage.store.remindAt(ole.id, 9, Date.now());
    const [first] = [await begun(noa), await begun(ole)];
    const { items } = await examOf(stage, noa);
    const [task] = items;
    if (task === undefined) throw new Error('no task');
    await answerTask(noa, first, task, true);
    await served(40 * MINUTE);
    await noa.press(first, 'Next');
    expect(first.text).toContain('the time was over');
    expect(first.text).not.toContain('was away');
    const told = ole.inDm().messages();
    expect(told.filter(({ text }) => text.includes('The time of your exam is over'))).toHaveLength(1);
    expect(noa.inDm().messages()).toEqual([]);
    const dm = seen(told.find(({ text }) => text.includes('The time of your exam is over')) ?? null);
    await ole.press(dm, 'See the report');
    expect(dm.text).toContain('Not passed: 0 %');
    const opened = await noa.run('exam open');
    expect(opened.message?.text).toContain('the time was over');
  });

  test('time that the bot was away is given back, and the report says how much', async () => {
    const pia = stage.driver.person('Pia');
    const message = await begun(pia);
    await served(MINUTE);
    // Longer than the whole exam: nobody gave a sign.
    stage.advance(60 * MINUTE);
    await pia.press(message, 'Next');
    expect(message.text).toContain('60 minutes given back');
    await stage.bot.exams.check();
    await handIn(pia, message);
    expect(message.text).toContain(
      'Podium was away for 60 minutes while you were in this exam; your time was extended',
    );
  });

  test('nobody else sees or answers it', async () => {
    const [qi, eve] = [stage.driver.person('Qi'), stage.driver.person('Eve')];
    const message = await begun(qi);
    const { exam } = await examOf(stage, qi);
    const others = await begun(eve);
    const custom = others.buttons.find(({ label }) => label === 'All tasks')?.customId ?? '';
    const raw = others.stored.message as { components: unknown };
    raw.components = JSON.parse(
      JSON.stringify(raw.components).replaceAll(custom, `exam:overview:${exam.id}:0`),
    );
    const reply = await eve.press(others, 'All tasks');
    expect(reply.message?.text).toContain('somebody else’s exam');
    expect(message.text).toContain('task 1 of');
  });

  test('is exported and deleted with its person', async () => {
    const rut = stage.driver.person('Rut');
    const message = await begun(rut);
    await handIn(rut, message);
    const { exams, exam_items: tasks } = await stage.store.exportUser(rut.id);
    expect(exams).toMatchObject([{ state: 'reported', sections: [{ weight: 35 }, {}, {}, {}] }]);
    expect(tasks?.length).toBeGreaterThan(15);
    await stage.store.deleteUser(rut.id);
    expect((await rut.press(message, 'Go through the tasks')).message?.text).toContain('no longer kept');
    expect((await rut.run('exam open')).message?.text).toContain('You have not taken an exam yet');
  });
});

describe('a role for passing', () => {
  const role = (name: string): string =>
    [...stage.driver.world.roles.values()].find((each) => each.name === name)?.id ?? '';
  const boss = (): Actor => stage.driver.person('Ada', { admin: true });

  test('is set only by managers, and only where the bot and they could give it', async () => {
    const world = stage.driver.world;
    const set = async (who: Actor, options: Record<string, string | number | boolean>) =>
      (await who.run('exam set', options)).message?.text;
    const staff = role('Staff');
    const good = role('Certified');
    expect(await set(stage.driver.person('Sam'), { role: good })).toContain('"Manage Server"');
    expect(await set(boss(), { role: staff })).toContain('stands above mine');
    expect(await set(boss(), { role: world.botRole?.id ?? '' })).toContain('belongs to an integration');
    world.botManagesRoles = false;
    expect(await set(boss(), { role: good })).toContain('I lack the permission "Manage Roles"');
    world.botManagesRoles = true;
    const tom = stage.driver.person('Tom', { admin: true });
    expect(await set(tom, { role: good })).toContain('You could not give');
    expect(await set(boss().inDm(), { cool_down: 1 })).toContain('set in a server');
    expect(await set(boss(), { exam: 'ckad-security-contexts' })).toContain('Choose the `role:`');
    expect(await set(boss(), { role: good, exam: 'ckad-security-contexts', cool_down: 2 })).toContain(
      'Between two exams there must be 2 days',
    );
    expect(await set(tom, { cool_down: 3 })).toContain('3 days');
    expect(await stage.store.examRules(stage.driver.world.home.guild?.id ?? '')).toEqual({
      roleId: good,
      roleExam: 'ckad-security-contexts',
      coolDays: 3,
    });
  });

  test('is told of before the exam begins; a failed try is told and made good at /exam open', async () => {
    const { world } = stage.driver;
    const good = role('Certified');
    const uma = stage.driver.person('Uma');
    // In a direct message there is neither a role nor a pause.
    await handIn(uma.inDm(), await begun(uma.inDm()));
    expect((await uma.run('exam open')).message?.text).toContain('Not passed');
    const intro = await uma.run('exam start', { exam: 'ckad-security-contexts' });
    expect(intro.message?.text).toContain('Everybody in this server sees who has a role');
    const message = seen(intro.message);
    await uma.press(message, 'Begin, for the role');
    const { items } = await examOf(stage, uma);
    for (const item of items) {
      if (labOfCard(item.question.card) === undefined) await answerTask(uma, message, item, true);
      if (item.item < items.length - 1) await uma.press(message, 'Next');
    }
    world.botManagesRoles = false;
    await handIn(uma, message);
    expect(message.text).toContain('✓ Passed');
    expect(message.text).toContain('could not give it to you yet**: I lack the permission');
    expect(uma.person.roles).toEqual([]);
    world.botManagesRoles = true;
    const opened = await uma.run('exam open');
    expect(opened.message?.text).toContain(`You have the role <@&${good}> now`);
    expect(uma.person.roles).toEqual([good]);
    const early = await uma.run('exam start', { exam: 'ckad-security-contexts' });
    expect((await uma.press(early.message, /^Begin, for/)).message?.text).toContain('asks for 3 days');
    stage.advance(3 * DAY);
    await uma.press(early.message, /^Begin without/);
    expect(early.message?.text).toContain('task 1 of');
  });
});
