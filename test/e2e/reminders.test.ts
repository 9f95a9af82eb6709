import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../src/discord/commands.ts';
import { openPastes } from '../../src/discord/explain/pastes.ts';
import { helpOf } from '../../src/discord/platform/command.ts';
import { openServers } from '../../src/discord/platform/servers.ts';
import { startReminders } from '../../src/discord/reminders/job.ts';
import { openPictures } from '../../src/pictures/index.ts';
import { examSource } from '../../src/play/exam-source.ts';
import { openGroups } from '../../src/play/group.ts';
import { labWorkHere } from '../../src/play/labs-in-thread.ts';
import { lessonSource } from '../../src/play/lessons-source.ts';
import { openShelf } from '../../src/play/shelf.ts';
import type { Actor } from '../../src/preview/driver.ts';
import { readConfig } from '../../src/runtime/config.ts';
import { DAY, HOUR } from '../../src/study/schedule/day.ts';
import { tinyLabs } from '../play/lab-fixture.ts';
import { fixtureSource } from './fixture-questions.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
let offset = 0;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());

function advance(ms: number): void {
  offset += ms;
  stage.advance(ms);
}

/** Reminded since the last test; nobody is reminded in the next one. */
const learners: Actor[] = [];
afterEach(async () => {
  for (const { id } of learners.splice(0)) await stage.store.remindAt(id, null, Date.now() + offset);
});

/** Somebody with one card due from tomorrow on, reminded at the hour it is now. */
async function learner(name: string): Promise<Actor> {
  const person = stage.driver.person(name);
  learners.push(person);
  const asked = await person.run('review', { topic: 'choice' });
  await person.press(asked.message, 'A');
  const hour = new Date(Date.now() + offset).getUTCHours();
  await person.run('settings', { reminder: String(hour) });
  return person.inDm();
}

describe('a reminder', () => {
  test('comes once a day at the hour chosen, and Start begins the review there', async () => {
    const ada = await learner('Ada');
    await stage.bot.reminders.check();
    expect(ada.messages()).toHaveLength(0);
    advance(DAY);
    await stage.bot.reminders.check();
    await stage.bot.reminders.check();
    expect(ada.messages()).toHaveLength(1);
    const reminder = ada.messages()[0] ?? null;
    expect(reminder?.text).toContain('1 card is due.');
    expect(reminder?.buttons.map((each) => each.label)).toEqual(['Start', 'In an hour', 'Stop reminders']);
    await ada.press(reminder, 'Start');
    expect(reminder?.text).toContain('Which UID');
    await ada.press(reminder, 'B');
    expect(reminder?.text).toContain('✓ Right');
  });

  test('put off comes once more in an hour', async () => {
    const ben = await learner('Ben');
    advance(DAY);
    await stage.bot.reminders.check();
    const first = ben.messages().at(-1) ?? null;
    await ben.press(first, 'In an hour');
    expect(first?.text).toContain('I will remind you again');
    await stage.bot.reminders.check();
    expect(ben.messages()).toHaveLength(1);
    advance(HOUR + 1000);
    await stage.bot.reminders.check();
    await stage.bot.reminders.check();
    expect(ben.messages()).toHaveLength(2);
  });

  test('stopped comes no more', async () => {
    const cleo = await learner('Cleo');
    advance(DAY);
    await stage.bot.reminders.check();
    const reminder = cleo.messages().at(-1) ?? null;
    await cleo.press(reminder, 'Stop reminders');
    expect(reminder?.text).toContain('No more reminders');
    expect(await stage.store.reminderHour(cleo.id)).toBeNull();
    advance(DAY);
    await stage.bot.reminders.check();
    expect(cleo.messages()).toHaveLength(1);
  });

  test('does not come during a break', async () => {
    const dora = await learner('Dora');
    advance(DAY);
    const today = new Date(Date.now() + offset).toISOString().slice(0, 10);
    await dora.run('settings', { break_until: today });
    await stage.bot.reminders.check();
    expect(dora.messages().filter((each) => each.text.includes('due.'))).toHaveLength(0);
  });

  test('to closed direct messages (50007) is tried once; then they are off, and nothing else is hurt', async () => {
    const eve = await learner('Eve');
    const finn = await learner('Finn');
    stage.driver.person('Eve', { acceptsDms: false });
    advance(DAY);
    await stage.bot.reminders.check();
    expect(await stage.store.reminderHour(eve.id)).toBeNull();
    expect(finn.messages()).toHaveLength(1);
    const sends = (): number =>
      stage.driver.calls.filter((call) => call.path.endsWith(`${eve.place.id}/messages`)).length;
    expect(sends()).toBe(1);
    advance(DAY);
    await stage.bot.reminders.check();
    expect(sends()).toBe(1);
    expect(stage.logged.filter((line) => Number(line.level) >= 40)).toEqual([]);
  });

  test.each([
    [50278, 'no server in common', null],
    [10013, 'the account is gone', null],
    [40003, 'too many channels opened at once', 'kept'],
  ])('that Discord refuses with %i (%s) is tried once and leaves the hour %s', async (code, _why, kept) => {
    const hugo = await learner(`Hugo ${code}`);
    const hour = await stage.store.reminderHour(hugo.id);
    advance(DAY);
    const opened = () => stage.driver.calls.filter(({ path }) => path === '/users/@me/channels').length;
    const before = opened();
    const refusal = stage.driver.fault({
      kind: 'status',
      path: /^\/users\/@me\/channels$/,
      status: 403,
      code,
      times: 9,
    });
    await stage.bot.reminders.check();
    expect(opened() - before).toBe(1);
    await stage.bot.reminders.check();
    expect(opened() - before).toBe(1);
    refusal.remove();
    expect(await stage.store.reminderHour(hugo.id)).toBe(kept === null ? null : hour);
  });

  test.each([
    ['the channel', /^\/users\/@me\/channels$/],
    ['the message', /^\/channels\/\d+\/messages$/],
  ])('comes, and once, although a connection broke after %s took effect', async (name, path) => {
    const ida = await learner(`Ida ${name}`);
    advance(DAY);
    const armed = stage.driver.fault({ kind: 'drop', path, afterEffect: true });
    await stage.bot.reminders.check();
    expect(armed.hits()).toBe(1);
    expect(ida.messages().filter(({ text }) => text.includes('due.'))).toHaveLength(1);
  });

  test('that fell due while the bot was down is armed from the store at its start', async () => {
    const gus = await learner('Gus');
    const came = gus.next((message) => message.text.includes('due.'));
    const restarted = startReminders(stage.bot.client, {
      store: stage.store,
      config: readConfig({}),
      questions: fixtureSource,
      lessons: lessonSource(() => []),
      exams: examSource(() => []),
      labs: tinyLabs,
      wake: () => undefined,
      labWork: labWorkHere(),
      pastes: openPastes(),
      checkDeck: () => Promise.reject(new RangeError('no deck is imported here')),
      shelf: openShelf(fixtureSource, stage.store, tinyLabs),
      pictures: openPictures(),
      servers: openServers(stage.bot.client, Date.now),
      groups: openGroups(stage.store, fixtureSource, tinyLabs, Date.now),
      log: pino({ level: 'silent' }),
      now: () => Date.now() + offset + DAY,
      seed: () => 7,
      commands: commands.map(helpOf),
      commandId: () => undefined,
    });
    expect((await came).text).toContain('1 card is due.');
    await restarted.stop();
  });
});
