import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StoreError } from '../../src/store/engine/store-error.ts';
import type { Store } from '../../src/store/store.ts';
import { propertyRuns } from '../property-runs.ts';
import { onPostgres, openStore } from './database.ts';
import { NOON, question, tempFolder } from './fixtures.ts';

const HOST = '100000000000000000';
const SECONDS = 10;

type Step =
  | { readonly kind: 'answer'; readonly player: number; readonly right: boolean; readonly round: number }
  | { readonly kind: 'join' | 'leave'; readonly player: number }
  | { readonly kind: 'wait'; readonly ms: number }
  | {
      readonly kind:
        | 'start'
        | 'send'
        | 'claim'
        | 'pause'
        | 'resume'
        | 'skip'
        | 'stop'
        | 'trouble'
        | 'restart';
    };

const player = fc.nat(4);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      player,
      right: fc.boolean(),
      // Mostly the present round; at times a button of an earlier one.
      round: fc.constantFrom(0, 0, 0, 0, -1),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('join' as const, 'leave' as const), player }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.constantFrom(1, 900, 4000, 11_000, 13_000),
    }),
  },
  { weight: 8, arbitrary: fc.constant({ kind: 'send' as const }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'start' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('claim' as const, 'pause' as const, 'resume' as const) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('skip' as const, 'stop' as const, 'trouble' as const, 'restart' as const),
    }),
  },
);

/** What should be: answers that were taken, by round and player, and the time that was left of the round. */
interface Given {
  right: boolean;
  changes: number;
  leftMs: number;
}

/** The clock of a round, kept apart from the store: how much of its time is gone, pauses left out. */
interface RoundClock {
  round: number;
  leftMs: number;
  /** The moment from which it runs; null while it stands. */
  since: number | null;
}

test('any interleaving of clicks, changes, deadlines, pauses, skips, crashes and restarts loses no answer and counts none twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(step, { minLength: 10, maxLength: 60 }), async (race, steps) => {
      const path = join(tempFolder(), 'podium.db');
      let store = await openStore({ path });
      const options = {
        deck: null,
        topic: null,
        kind: 'mixed',
        rounds: 3,
        seconds: SECONDS,
        race,
        teams: 0,
        open: true,
      } as const;
      const { id: matchId } = await store.openMatch({
        guildId: '2',
        channelId: '3',
        hostId: HOST,
        name: 'Host',
        options,
        seed: 1,
        now: NOON,
      });
      const host = { matchId, userId: HOST, mayManage: false };
      const taken = new Map<string, Given>();
      const posted = new Map<string, number>();
      let clock: RoundClock | null = null;
      let now = NOON;
      for (const one of [...steps, { kind: 'send' } as const]) {
        if (one.kind === 'wait') now += one.ms;
        if (one.kind === 'restart') {
          await store.close();
          store = await openStore({ path });
          await store.releaseMatches();
        }
        // A process that dies with the work in its hands.
        if (one.kind === 'claim') await store.claimMatches({ now, limit: 5 });
        if (one.kind === 'send') await sendAll(store, matchId, now, posted);
        if (one.kind === 'start') {
          const questions = ['m/1', 'm/2', 'm/3'].map((card) => question(card));
          await allowed(store.startMatch({ ...host, questions, now }));
        }
        if (one.kind === 'join' || one.kind === 'leave') {
          const who = { matchId, userId: `${HOST.slice(0, -1)}${one.player + 1}`, name: 'P', now };
          if (one.kind === 'join') await allowed(store.joinMatch(who));
          else await allowed(store.leaveMatch(who));
        }
        if (one.kind === 'pause') await allowed(store.pauseMatch({ ...host, now }));
        if (one.kind === 'resume') await allowed(store.resumeMatch({ ...host, now }));
        if (one.kind === 'skip') await allowed(store.skipRound({ ...host, now }));
        if (one.kind === 'stop') await allowed(store.stopMatch({ ...host, now }));
        if (one.kind === 'trouble') await store.matchTroubled({ matchId, trouble: 'not-permitted', now });
        const before = await store.matchView(matchId);
        clock = ticked(clock, before.match, now);
        if (one.kind === 'answer') {
          const round = before.match.round + one.round;
          const userId = `${HOST.slice(0, -1)}${one.player + 1}`;
          const key = `${round} ${userId}`;
          const answer = { kind: 'options', keys: [one.right ? 'B' : 'A'] } as const;
          const result = await allowed(
            store.answerMatch({ matchId, userId, name: 'P', round, answer, correct: one.right, now }),
          );
          const earlier = taken.get(key);
          if (result === 'taken') expect(earlier).toBeUndefined();
          if (result === 'changed') expect(earlier?.changes).toBe(0);
          if (result === 'taken' || result === 'changed') {
            expect(before.match.state).toBe('asking');
            taken.set(key, {
              right: one.right,
              changes: earlier === undefined ? 0 : 1,
              leftMs: clock?.leftMs ?? -1,
            });
          }
        }
      }
      for (const times of posted.values()) expect(times).toBe(1);
      await expectCounted(store, matchId, taken, race, now);
      await store.close();
    }),
    { numRuns: propertyRuns(onPostgres ? 25 : 1500) },
  );
});

/** Does what a bot does with all that is due at one moment. Counts the rounds whose time was begun. */
async function sendAll(
  store: Store,
  matchId: number,
  now: number,
  posted: Map<string, number>,
): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) {
    const work = await store.claimMatches({ now, limit: 5 });
    if (work.length === 0) return;
    for (const { kind, view } of work) {
      const { round, version } = view.match;
      if (kind === 'edit') {
        await store.matchEdited({ matchId, version, now });
        continue;
      }
      const before = (await store.matchView(matchId)).match.state;
      await store.matchPosted({ matchId, what: kind, round, messageId: `${kind} ${round}`, version, now });
      const after = (await store.matchView(matchId)).match.state;
      if (before === 'posting' && after === 'asking')
        posted.set(`${kind} ${round}`, (posted.get(`${kind} ${round}`) ?? 0) + 1);
    }
  }
  throw new Error('there was always more to send');
}

/** The clock at `now`, from what the match is seen to do. */
function ticked(
  clock: RoundClock | null,
  match: Awaited<ReturnType<Store['matchView']>>['match'],
  now: number,
): RoundClock | null {
  const runs = match.state === 'asking';
  if (clock === null || clock.round !== match.round) {
    return runs ? { round: match.round, leftMs: SECONDS * 1000, since: now } : null;
  }
  const gone = clock.since === null ? 0 : now - clock.since;
  return { round: match.round, leftMs: Math.max(0, clock.leftMs - gone), since: runs ? now : null };
}

async function expectCounted(
  store: Store,
  matchId: number,
  taken: ReadonlyMap<string, Given>,
  race: boolean,
  now: number,
): Promise<void> {
  const { match, players } = await store.matchView(matchId);
  const points = new Map<string, number>();
  const answered = new Map<string, number>();
  for (let round = 0; round < match.rounds; round += 1) {
    const view = await store.matchView(matchId, round);
    const given = [...taken].filter(([key]) => key.startsWith(`${round} `));
    // What was taken is there, with what it was last.
    expect(view.answers).toHaveLength(given.length);
    const counts = view.round?.closedAt !== null && view.round?.skipped === false;
    const first = view.answers.find(({ correct }) => correct)?.seat;
    for (const [key, { right, leftMs }] of given) {
      const userId = key.split(' ')[1] ?? '';
      const seat = players.find((one) => one.userId === userId)?.seat;
      const kept = view.answers.find((one) => one.seat === seat);
      expect(kept?.correct).toBe(right);
      if (!counts) continue;
      answered.set(userId, (answered.get(userId) ?? 0) + 1);
      const brings = right && (!race || seat === first);
      const speed = Math.floor((50 * leftMs) / (SECONDS * 1000));
      points.set(userId, (points.get(userId) ?? 0) + (brings ? 100 + speed : 0));
    }
  }
  for (const { userId, points: have } of players) {
    if (userId === null || userId === HOST) continue;
    expect(have).toBe(points.get(userId) ?? 0);
    expect((await store.stats(userId, now)).answered).toBe(answered.get(userId) ?? 0);
  }
}

/** What the store says to it; undefined where it refuses in words. */
async function allowed<T>(work: Promise<T>): Promise<T | undefined> {
  return work.catch((error: unknown) => {
    if (error instanceof StoreError && (error.code === 'not-possible' || error.code === 'not-yours'))
      return undefined;
    throw error;
  });
}
