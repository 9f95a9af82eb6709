import { afterEach, expect, test } from 'vitest';
import { onPostgres } from '../store/database.ts';
import { monthsOfCards } from './learner.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage | undefined;
afterEach(() => stage?.close());

/** How long, in ms, a match stays in the hands of who claimed it, after another bot has started. */
async function heldAfterAStart(environment: Readonly<Record<string, string>>): Promise<number> {
  stage = await startStage({ questions: monthsOfCards, environment });
  const { store, driver } = stage;
  const host = driver.person('Ada');
  await store.openMatch({
    guildId: host.place.guild?.id ?? '',
    channelId: host.place.id,
    hostId: host.id,
    name: 'Ada',
    options: {
      deck: null,
      topic: null,
      kind: 'mixed',
      rounds: 3,
      seconds: 60,
      race: false,
      teams: 0,
      open: true,
    },
    seed: 1,
    now: Date.now(),
  });
  const now = Date.now();
  expect(await store.claimMatches({ now, limit: 5 })).toHaveLength(1);
  await stage.restart();
  await stage.bot.matches.check();
  return ((await store.nextMatchAt()) ?? 0) - now;
}

test('a bot that starts beside others on PostgreSQL leaves to them what they have in hand of a match', async () => {
  const held = await heldAfterAStart({ DATABASE_URL: 'postgres://podium@db.example.org/podium' });
  expect(held).toBeGreaterThan(5_000);
  expect(stage?.driver.calls.filter(({ path }) => path.endsWith('/messages'))).toEqual([]);
});

test.skipIf(onPostgres)(
  'a bot that has its database alone goes on at once with what the one before it had in hand',
  async () => {
    await heldAfterAStart({});
    const sent = stage?.driver.calls.filter(({ path }) => path.endsWith('/messages')) ?? [];
    expect(sent).toHaveLength(1);
  },
);
