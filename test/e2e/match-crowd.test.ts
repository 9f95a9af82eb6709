import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/preview/driver.ts';
import { monthsOfCards } from './learner.ts';
import { type Stage, startStage } from './stage.ts';

const CROWD = 200;

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ questions: monthsOfCards });
});
afterAll(() => stage.close());

test('two hundred people who click in the same second are all answered in time, and each has one row', async () => {
  const people = Array.from({ length: CROWD }, (_, n) => stage.driver.person(`Player ${n + 1}`));
  const [host] = people as [Actor];
  const last = (text: string) =>
    host.messages().findLast((message) => !message.ephemeral && message.text.includes(text)) ?? null;
  await host.run('match', { rounds: 3, seconds: 120, open: true });
  await stage.bot.matches.check();
  await host.press(last('A match is about to begin'), 'Start');
  stage.advance(1000);
  await stage.bot.matches.check();
  const asked = last('Round 1 of 3');
  // The preview, as Discord does, takes no answer after three seconds: a reply is then "failed", without a message.
  const replies = await Promise.all(people.map((person, n) => person.press(asked, n % 2 === 0 ? 'A' : 'B')));
  expect(replies.filter(({ kind }) => kind === 'failed')).toEqual([]);
  expect(replies.filter(({ message }) => message?.text.includes('You chose') !== true)).toEqual([]);
  expect(replies.filter(({ interaction }) => interaction.ackMs === null)).toEqual([]);
  const { answers, players } = await stage.store.matchView(1, 0);
  expect(players).toHaveLength(CROWD);
  expect(answers).toHaveLength(CROWD);
  expect(new Set(answers.map(({ seat }) => seat)).size).toBe(CROWD);
  expect(answers.filter(({ correct }) => correct)).toHaveLength(CROWD / 2);
  const edits = (): number =>
    stage.driver.calls.filter(({ method, path }) => method === 'PATCH' && path.startsWith('/channels/'))
      .length;
  const before = edits();
  stage.advance(1000);
  await stage.bot.matches.check();
  expect(asked?.text).toContain(`${CROWD} answered`);
  expect(edits() - before).toBeLessThanOrEqual(1);
  stage.advance(120_000);
  await stage.bot.matches.check();
  expect(asked?.text).toContain(`${CROWD / 2} of ${CROWD} answers right`);
  const remembered = await Promise.all(people.map(({ id }) => stage.store.stats(id, Date.now())));
  expect(remembered.every(({ answered }) => answered === 1)).toBe(true);
});
