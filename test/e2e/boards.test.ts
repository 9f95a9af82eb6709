import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor, Reply } from '../../src/preview/driver.ts';
import { type Stage, startStage } from './stage.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let stage: Stage;
let ada: Actor;
let bob: Actor;
let cyd: Actor;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  ada = stage.driver.person('Ada');
  bob = stage.driver.person('Bob');
  cyd = stage.driver.person('Cyd');
  await stage.store.deleteGuild(ada.place.guild?.id ?? '');
  for (const { person, id } of [ada, bob, cyd]) {
    person.member = true;
    await stage.store.deleteUser(id);
  }
  await earn(ada, true);
  await earn(bob, true);
  await earn(bob, true);
});

/** Answers a question, at its hardest worth two points. */
async function earn(person: Actor, right: boolean): Promise<void> {
  const asked = await person.run('quiz', { topic: 'choice' });
  await person.press(asked.message, right ? 'B' : 'A');
  // Tomorrow it counts again.
  stage.advance(DAY);
}

const textOf = ({ message }: Reply): string => message?.text ?? '';
const asksOf = () => stage.driver.calls.filter(({ path }) => /\/members\/\d+$/.test(path)).length;

describe('/leaderboard', () => {
  test('is for who asks alone, with their own place, and shown to everybody on demand without it', async () => {
    const board = await ada.run('leaderboard', { period: 'all' });
    expect(board.message?.ephemeral).toBe(true);
    expect(textOf(board)).toContain(`🥇 <@${bob.id}> · **4** points\n🥈 <@${ada.id}> · **2** points`);
    expect(textOf(board)).toContain('You: 🥈 · **2** points');
    expect(textOf(board)).toContain('a card counts once a day');
    const shared = await ada.press(board.message, 'Show everybody');
    expect(shared.message?.ephemeral).toBe(false);
    expect(textOf(shared)).not.toContain('You:');
    const own = await cyd.press(shared.message, 'My place');
    expect(own.message?.ephemeral).toBe(true);
    expect(textOf(own)).toContain('You have no points here yet.');
    expect(textOf(shared)).not.toContain('You have');
    expect((await ada.run('leaderboard', { share: true })).message?.ephemeral).toBe(false);
  });

  test('of one deck keeps to it while the period changes', async () => {
    const [deck] = await ada.complete('leaderboard', 'deck', '');
    const board = await ada.run('leaderboard', { deck: String(deck?.value) });
    expect(textOf(board)).toContain(`this week · ${deck?.name}`);
    await ada.press(board.message, 'All time');
    expect(textOf(board)).toContain(`all time · ${deck?.name}`);
    expect(textOf(board)).toContain(`<@${bob.id}>`);
    expect(textOf(await ada.run('leaderboard', { deck: 'no such deck' }))).toContain("don't know that deck");
  });

  test('turns its pages', async () => {
    for (let each = 0; each < 11; each += 1) {
      const person = stage.driver.person(`Person ${each}`);
      await stage.store.deleteUser(person.id);
      await earn(person, true);
    }
    const board = await ada.run('leaderboard', { period: 'all' });
    expect(board.message?.text.match(/<@/g)).toHaveLength(10);
    await ada.press(board.message, 'Next ›');
    expect(board.message?.text.match(/<@/g)).toHaveLength(3);
    // All with two points share the second place, on every page.
    expect(board.message?.text.match(/🥈 <@/g)).toHaveLength(3);
    await ada.press(board.message, '‹ Previous');
    expect(textOf(board)).toContain(`🥇 <@${bob.id}>`);
  });

  test('hides who left the server, asking Discord once an hour, and shows them again once they answer', async () => {
    bob.person.member = false;
    const before = asksOf();
    const board = await ada.run('leaderboard', { period: 'all' });
    expect(textOf(board)).not.toContain(bob.id);
    expect(textOf(board)).toContain('You: 🥇 · **2** points');
    const asked = asksOf();
    // Ada is there, for she asks.
    expect(asked - before).toBe(1);
    await ada.press(board.message, 'This month');
    await ada.run('leaderboard', { period: 'all' });
    expect(asksOf()).toBe(asked);
    bob.person.member = true;
    await earn(bob, false);
    expect(textOf(await ada.run('leaderboard', { period: 'all' }))).toContain(bob.id);
  });

  test('says so where Discord does not tell who is still there, and shows the points', async () => {
    stage.driver.fault({ kind: 'status', status: 500, path: /\/members\/\d+$/, times: 20 });
    const board = await ada.run('leaderboard', { period: 'all' });
    expect(textOf(board)).toContain(`🥇 <@${bob.id}>`);
    expect(textOf(board)).toContain('Discord did not say in time whether everybody here is still');
    stage.driver.clearFaults();
  });
});

describe('/settings board:off', () => {
  test('hides a person from others everywhere, and shows them their own place', async () => {
    const changed = await bob.run('settings', { board: 'off' });
    expect(textOf(changed)).toContain('Leaderboards: **off**');
    expect(textOf(await ada.run('leaderboard', { period: 'all' }))).not.toContain(bob.id);
    const own = textOf(await bob.run('leaderboard', { period: 'all' }));
    expect(own).not.toContain(bob.id);
    expect(own).toContain('You: 🥇 · **4** points');
    expect(own).toContain('you are hidden on boards');
    await bob.run('settings', { board: 'on' });
    expect(textOf(await ada.run('leaderboard', { period: 'all' }))).toContain(bob.id);
  });
});

describe('/season', () => {
  test('is started and ended by managers alone, and shown to everybody', async () => {
    expect(textOf(await bob.run('season show'))).toContain('has had no season yet');
    expect(textOf(await bob.run('season start', { name: 'Mine' }))).toContain('"Manage Server"');
    expect(textOf(await bob.run('leaderboard', { period: 'season' }))).toContain('No season is on');
    const begun = await ada.run('season start', { name: 'Autumn *one*' });
    expect(begun.message?.ephemeral).toBe(false);
    expect(textOf(begun)).toContain('Season “Autumn \\*one\\*” has begun');
    expect(textOf(await ada.run('season start', { name: 'Two' }))).toContain('A season is on already');
    expect(textOf(await bob.run('season end'))).toContain('"Manage Server"');
    await earn(bob, true);
    await earn(ada, true);
    await earn(ada, true);
    const standings = await bob.press(begun.message, 'Standings');
    expect(textOf(standings)).toContain(`🥇 <@${ada.id}> · **4** points\n🥈 <@${bob.id}> · **2** points`);
    await bob.run('settings', { board: 'off' });
    const asked = await ada.run('season end');
    expect(asked.message?.ephemeral).toBe(true);
    expect(textOf(asked)).toContain('Nothing has changed yet');
    const ended = await ada.press(asked.message, 'End it now');
    expect(textOf(await ada.press(asked.message, 'End it now'))).toContain('has ended already');
    expect(textOf(ended)).toContain(`🥇 <@${ada.id}> · **4** points\n🥈 *somebody* · **2** points`);
    expect(JSON.stringify(ended.message?.stored.message)).toContain(
      '1: Ada with 4 points; 2: somebody with 2 points',
    );
    await earn(bob, true);
    const [choice] = await bob.complete('season show', 'season', 'aut');
    expect(choice?.name).toContain('Autumn');
    const final = await bob.run('season show', { season: String(choice?.value) });
    expect(textOf(final)).toContain('Final standings');
    expect(textOf(final)).toContain('You: 🥈 · **2** points');
    expect(textOf(await ada.run('season end'))).toContain('No season is on');
  });

  test('with a last day ends by itself and says so once where it was started', async () => {
    expect(textOf(await ada.run('season start', { name: 'Bad', ends: '2020-01-01' }))).toContain(
      'is over already',
    );
    expect(textOf(await ada.run('season start', { name: 'Bad', ends: 'soon' }))).toContain('not a date');
    const [soon] = await ada.complete('season start', 'ends', '');
    const begun = await ada.run('season start', { name: 'Winter', ends: String(soon?.value) });
    expect(textOf(begun)).toContain('It ends <t:');
    await earn(bob, true);
    stage.advance(7 * DAY);
    await Promise.all([stage.bot.seasons.check(), stage.bot.seasons.check()]);
    await stage.bot.seasons.check();
    const told = ada.messages().filter(({ text }) => text.includes('Season “Winter” is over'));
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain(`🥇 <@${bob.id}> · **2** points`);
    expect(told[0]?.ephemeral).toBe(false);
  });
});
