import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { Actor } from '../../src/preview/driver.ts';
import type { Seen } from '../../src/preview/seen.ts';
import { startPreview } from '../../src/preview/server.ts';
import { randomFrom } from '../../src/study/random.ts';
import { onPostgres, openStore } from '../store/database.ts';
import { killedBot } from './killed-bot.ts';

/**
 * How many times faster than the machine's the bots' clock runs. On PostgreSQL a match that a killed bot had in its hands
 * waits until its hold is over, so that a round's two minutes must not be over as soon.
 */
const FAST = onPostgres ? 6 : 15;
const NAMES = ['Ada', 'Bob', 'Cem', 'Dua', 'Eli'];
const ROUNDS = 5;
/** Half as many on PostgreSQL: a bot takes seconds to come back, and test/e2e/endure.test.ts kills more of them there. */
const KILLS = onPostgres ? 5 : 10;

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

test(`a match of five over five rounds, its bot killed with -9 ${KILLS} times, ends as if nothing had been`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'podium-kills-'));
  const preview = await startPreview({ port: 0, limits: { windowMs: 0 } });
  const database = join(folder, 'podium.db');
  cleanups.push(
    () => rmSync(folder, { recursive: true, force: true }),
    () => preview.close(),
  );
  const random = randomFrom(Number(process.env.PROPERTY_SEED ?? Date.now() % 2 ** 31));
  const clock = { EPOCH: String(Date.now()), FAST: String(FAST) };
  const bots = killedBot(preview, './match-bot.child.ts', database);
  cleanups.push(() => bots.kill());
  await bots.start(clock);
  const people = NAMES.map((name) => preview.driver.person(name));
  const [host] = people;
  if (host === undefined) throw new Error('nobody plays');
  await host.run('match', { rounds: ROUNDS, seconds: 120 });
  const lobby = await shown(host, 'A match is about to begin');
  for (const person of people.slice(1)) await person.press(lobby, 'Join');
  await host.press(lobby, 'Start');

  const playing = Promise.all(people.map((person, index) => play(person, index)));
  let kills = 0;
  const killing = (async () => {
    for (; kills < KILLS; kills += 1) {
      await sleep(100 + random.below(900));
      await bots.kill();
      await bots.start(clock);
    }
  })();
  await Promise.all([playing, killing]);
  const end = await shown(host, 'The match is over');
  await bots.kill();
  expect(kills).toBe(KILLS);
  expect(end.text).toContain('🥇');
  for (let round = 1; round <= ROUNDS; round += 1) {
    const messages = host.messages().filter(({ text }) => text.includes(`Round ${round} of ${ROUNDS}`));
    expect(messages).toHaveLength(1);
    // Who has this place has as many right: the first one all, the last one the last round alone.
    expect(messages[0]?.text).toContain(`${round} of ${NAMES.length} answers right`);
  }
  expect(host.messages().filter(({ text }) => text.includes('The match is over'))).toHaveLength(1);
  const store = await openStore({ path: database });
  cleanups.push(() => store.close());
  const { match, players } = await store.matchView(1);
  expect(match).toMatchObject({ state: 'finished', ending: 'played' });
  expect(players.map(({ right }) => right)).toEqual([5, 4, 3, 2, 1]);
  for (const { userId, right, points } of players) {
    expect(points).toBeGreaterThanOrEqual(right * 100);
    expect(points).toBeLessThanOrEqual(right * 150);
    const { answered, correct } = await store.stats(userId ?? '', Date.now());
    expect({ answered, correct }).toEqual({ answered: ROUNDS, correct: right });
  }
}, 180_000);

/** Answers every round, as somebody does whose press is not answered: once more, until it is. */
async function play(person: Actor, place: number): Promise<void> {
  for (let round = 1; round <= ROUNDS; round += 1) {
    const asked = await shown(person, `Round ${round} of ${ROUNDS}`);
    for (let taken = false; !taken; ) {
      const reply = await person.press(asked, place < round ? 'B' : 'A');
      taken = /You chose/.test(reply.message?.text ?? '');
    }
  }
}

/** The message with this text, as soon as it is there. */
async function shown(person: Actor, text: string): Promise<Seen> {
  const there = person.messages().find((message) => !message.ephemeral && message.text.includes(text));
  return there ?? person.next((message) => !message.ephemeral && message.text.includes(text));
}
