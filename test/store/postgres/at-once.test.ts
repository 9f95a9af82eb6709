import { expect, inject, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { answered, NOON, question, tempFolder, tempStore } from '../fixtures.ts';

const onServer = inject('postgres') !== undefined;
const GUILD = '200000000000000001';

/** Four stores on one database, as four processes have, taken in turns. */
async function processes(): Promise<(n: number) => Store> {
  const path = `${tempFolder()}/podium.db`;
  const stores = await Promise.all(Array.from({ length: 4 }, () => tempStore(path)));
  return (n) => stores[n % stores.length] as Store;
}

const people = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => String(1000 + n));

test.skipIf(!onServer)(
  'everybody who answers one card at once has answered it, and it is counted',
  async () => {
    const store = await processes();
    await Promise.all(people(24).map((userId, n) => answered(store(n), { userId }, { chosen: ['B'] })));
    const stats = await store(0).itemStats(['basics/uid']);
    expect(stats.get('basics/uid')).toEqual({ right: 24, wrong: 0, chosen: new Map([['B', 24]]) });
  },
);

test.skipIf(!onServer)('everybody who answers in one round at once is in it', async () => {
  const store = await processes();
  const options = {
    deck: null,
    topic: null,
    kind: 'mixed',
    rounds: 1,
    seconds: 60,
    race: false,
    teams: 2,
    open: false,
  } as const;
  const opened = { guildId: GUILD, channelId: '1', hostId: '1000', name: 'Ada', options, seed: 1, now: NOON };
  const { id: matchId } = await store(0).openMatch(opened);
  const players = people(24);
  await Promise.all(
    players.map((userId, n) => store(n).joinMatch({ matchId, userId, name: userId, now: NOON })),
  );
  await store(0).startMatch({
    matchId,
    userId: '1000',
    mayManage: false,
    questions: [question('basics/uid')],
    now: NOON,
  });
  const [work] = await store(0).claimMatches({ now: NOON, limit: 1 });
  const version = work?.view.match.version ?? 0;
  await store(0).matchPosted({ matchId, what: 'post-round', round: 0, messageId: 'm', version, now: NOON });
  const answer = { kind: 'options', keys: ['B'] } as const;
  const given = players.map((userId, n) =>
    store(n).answerMatch({
      matchId,
      userId,
      name: userId,
      round: 0,
      answer,
      correct: true,
      now: NOON + 1000,
    }),
  );
  expect(new Set(await Promise.all(given))).toEqual(new Set(['taken']));
  const view = await store(0).matchView(matchId);
  expect(view.answers).toHaveLength(24);
  expect(view.players.map(({ seat }) => seat)).toEqual(players.map((_, seat) => seat));
  // Both teams were filled evenly, though all came at once.
  expect(view.players.filter(({ team }) => team === 0)).toHaveLength(12);
});

test.skipIf(!onServer)(
  'everybody who answers the daily question at once is counted once, and so is their review',
  async () => {
    const store = await processes();
    const at = { channelId: '3', minute: 720, zone: 'UTC', deck: null, seed: 1 };
    await store(0).setDaily({ guildId: GUILD, userId: '1', now: NOON, ...at });
    const [work] = await store(0).claimDailies({ now: NOON, limit: 1 });
    const questionId = work?.view.question.id ?? 0;
    await store(0).dailyDrawn({ questionId, question: question('basics/uid'), deckGone: false, now: NOON });
    await store(0).dailyPosted({ questionId, messageId: 'm', now: NOON });
    const answer = { kind: 'options', keys: ['B'] } as const;
    await Promise.all(
      people(32).map((userId, n) =>
        store(n).answerDaily({ questionId, userId, answer, correct: true, messageId: null, now: NOON }),
      ),
    );
    expect((await store(0).dailyView(questionId)).answered).toBe(32);
    await store(0).dailyOff({ guildId: GUILD, now: NOON + 1 });
    // All of them at it, until nothing is left.
    for (let round = 0; round < 4; round += 1)
      await Promise.all([0, 1, 2, 3].map((n) => store(n).claimDailies({ now: NOON + 2, limit: 9 })));
    const each = await Promise.all(people(32).map((userId, n) => store(n).stats(userId, NOON)));
    expect(each.map((stats) => stats.answered)).toEqual(people(32).map(() => 1));
  },
);

test.skipIf(!onServer)(
  'who has their data deleted while they answer keeps an answer wholly or not at all',
  async () => {
    const store = await processes();
    const [userId = ''] = people(1);
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(
        Array.from({ length: 12 }, (_, n) =>
          n % 4 === 3
            ? store(n).deleteUser(userId)
            : answered(store(n), { userId, question: question(`basics/card-${n}`) }, {}).catch(
                () => undefined,
              ),
        ),
      );
      const kept = await store(0).exportUser(userId);
      const answers = kept.reviews?.length ?? 0;
      const sum = (table: string) =>
        (kept[table] ?? []).reduce<number>((all, row) => all + (row as { answered: number }).answered, 0);
      expect([kept.cards?.length, sum('days'), sum('topics')]).toEqual([answers, answers, answers]);
    }
  },
);
