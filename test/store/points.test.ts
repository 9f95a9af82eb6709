import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StoreError } from '../../src/store/engine/store-error.ts';
import { bucket, PERIODS } from '../../src/store/groups/periods.ts';
import { deckOfCard } from '../../src/store/groups/tally.ts';
import type { Board, Store } from '../../src/store/store.ts';
import { learnerDay } from '../../src/study/schedule/day.ts';
import { DEFAULT_SETTINGS } from '../../src/study/schedule/settings.ts';
import { propertyRuns } from '../property-runs.ts';
import { openStore } from './database.ts';
import { askInput, NOON, question, right, tempFolder } from './fixtures.ts';

const PEOPLE = ['100000000000000001', '100000000000000002'] as const;
const GUILDS = ['200000000000000001', '200000000000000002', null] as const;
const CARDS = ['a/1', 'a/2', 'b/1'] as const;
const WORTH = 4;
const LAB_WORTH = 10;
const SECONDS = 20;

type Step =
  | {
      readonly kind: 'answer';
      readonly who: number;
      readonly card: number;
      readonly guild: number;
      readonly right: boolean;
    }
  | { readonly kind: 'lab'; readonly who: number; readonly guild: number; readonly knew: boolean }
  | {
      readonly kind: 'match';
      readonly card: number;
      readonly left: readonly number[];
      readonly right: boolean;
    }
  | { readonly kind: 'undo'; readonly back: number }
  | { readonly kind: 'season'; readonly hours: number | null }
  | { readonly kind: 'end' | 'restart' }
  | { readonly kind: 'show'; readonly who: number; readonly shown: boolean }
  | { readonly kind: 'wait'; readonly hours: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constant('answer'),
      who: fc.nat(1),
      card: fc.nat(2),
      guild: fc.nat(2),
      right: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('lab'),
      who: fc.nat(1),
      guild: fc.nat(2),
      knew: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('match'),
      card: fc.nat(2),
      left: fc.tuple(fc.nat(SECONDS), fc.nat(SECONDS)),
      right: fc.boolean(),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('undo'), back: fc.nat(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('season'), hours: fc.constantFrom(null, 1, 30) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('end', 'restart') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('show'), who: fc.nat(1), shown: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait'), hours: fc.constantFrom(1, 9, 50) }) },
) as fc.Arbitrary<Step>;

/** One answer, as the rule sees it. */
interface Given {
  readonly ask: number;
  readonly userId: string;
  readonly guildId: string | null;
  readonly card: string;
  readonly at: number;
  readonly day: number;
  readonly right: boolean;
  /** The first of this card that day: only that can bring points. */
  readonly scored: boolean;
  readonly points: number;
  readonly season: number | null;
  undone: boolean;
}

/** The rule by the plainest means: everything that happened, in a list. */
function plainModel() {
  const log: Given[] = [];
  const seasons: {
    id: number;
    guildId: string;
    from: number;
    until: number | null;
    final: readonly Given[] | null;
  }[] = [];
  const alike = (one: Pick<Given, 'userId' | 'card' | 'day'>) =>
    log.filter(
      (other) =>
        other.userId === one.userId && other.card === one.card && other.day === one.day && other.scored,
    );
  return {
    log,
    seasons,
    answered(given: Omit<Given, 'day' | 'scored' | 'points' | 'undone' | 'season'>, worth: number): number {
      const day = learnerDay(given.at, DEFAULT_SETTINGS);
      const today = alike({ ...given, day });
      const scored = today.every(({ undone }) => undone);
      const cap = Math.min(...today.filter(({ undone }) => undone).map(({ points }) => points));
      const points = scored && given.right ? Math.min(worth, cap) : 0;
      const season = seasons.find(
        ({ guildId, from, until, final }) =>
          guildId === given.guildId && final === null && from <= given.at && given.at < (until ?? Infinity),
      );
      log.push({ ...given, day, scored, points, season: season?.id ?? null, undone: false });
      return points;
    },
    /** Ends what is due, as it is whenever somebody looks. */
    end(id: number): void {
      const season = seasons.find((one) => one.id === id);
      if (season !== undefined)
        season.final = log.filter((one) => one.season === id && !one.undone).map((one) => ({ ...one }));
    },
    of(board: Board, hidden: ReadonlySet<string>): readonly (readonly [string | null, number])[] {
      const season = 'seasonId' in board ? seasons.find(({ id }) => id === board.seasonId) : undefined;
      const counted =
        season?.final ??
        log.filter((one) =>
          'seasonId' in board
            ? one.season === board.seasonId && !one.undone
            : one.guildId === board.guildId &&
              !one.undone &&
              bucket(board.period, one.at) === bucket(board.period, board.now),
        );
      const final = season !== undefined && season.final !== null;
      const deck = board.deck ?? null;
      return PEOPLE.map((userId) => {
        const own = counted.filter(
          (one) => one.userId === userId && (deck === null || deckOfCard(one.card) === deck),
        );
        return [userId, own.reduce((sum, { points }) => sum + points, 0)] as const;
      })
        .filter(([userId, points]) => points > 0 && (final || !hidden.has(userId)))
        .map(([userId, points]) => [hidden.has(userId) ? null : userId, points] as const);
    },
  };
}

async function refused<T>(work: Promise<T>): Promise<T | undefined> {
  return work.catch((error: unknown) => {
    if (error instanceof StoreError && error.code === 'not-possible') return undefined;
    throw error;
  });
}

/** One round, from the lobby to its close; gives who answered when, in the order of their answers. */
async function playMatch(store: Store, card: string, one: Extract<Step, { kind: 'match' }>, now: number) {
  const options = {
    deck: null,
    topic: null,
    kind: 'mixed',
    rounds: 3,
    seconds: SECONDS,
    race: false,
    teams: 0,
    open: true,
  } as const;
  const [host] = PEOPLE;
  const opened = { guildId: GUILDS[0], channelId: '3', hostId: host, name: 'P', options, seed: 1, now };
  const { id: matchId } = await store.openMatch(opened);
  await store.startMatch({
    matchId,
    userId: host,
    mayManage: false,
    questions: [question(card, { difficulty: WORTH })],
    now,
  });
  await store.matchPosted({ matchId, what: 'post-round', round: 0, messageId: '1', version: 1, now });
  const given = PEOPLE.map((userId, index) => ({ userId, leftMs: (one.left[index] ?? 0) * 1000 }))
    .filter(({ leftMs }) => leftMs > 0)
    .toSorted((a, b) => b.leftMs - a.leftMs);
  for (const { userId, leftMs } of given)
    await store.answerMatch({
      matchId,
      round: 0,
      userId,
      name: 'P',
      answer: { kind: 'options', keys: ['A'] },
      correct: one.right,
      now: now + SECONDS * 1000 - leftMs,
    });
  const over = now + SECONDS * 1000;
  // Those of before still want their end posted.
  await store.claimMatches({ now: over, limit: 100 });
  await store.releaseMatches();
  await refused(store.stopMatch({ matchId, userId: host, mayManage: false, now: over }));
  return given.map((each) => ({ ...each, at: over - each.leftMs }));
}

test('no interleaving of answers, doubles, undo, matches, labs and seasons brings more than the rule, and every board is what a plain list gives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 30 }), async (steps) => {
      const path = join(tempFolder(), 'podium.db');
      let store = await openStore({ path });
      const model = plainModel();
      const hidden = new Set<string>();
      let now = NOON;
      let asks = 0;
      for (const one of steps) {
        now += 60_000;
        for (const { id } of model.seasons.filter(
          ({ until, final }) => final === null && (until ?? Infinity) <= now,
        ))
          model.end(id);
        await store.claimSeasons({ now, limit: 10 });
        if (one.kind === 'wait') now += one.hours * 3_600_000;
        if (one.kind === 'restart') {
          await store.close();
          store = await openStore({ path });
        }
        if (one.kind === 'answer') {
          const [userId, guildId, card] = [PEOPLE[one.who], GUILDS[one.guild], CARDS[one.card]];
          if (userId === undefined || guildId === undefined || card === undefined) continue;
          const { id } = await store.ask(askInput({ userId, guildId, question: question(card), now }));
          asks = id;
          const answer = right(id, { userId, correct: one.right, points: WORTH, now });
          const [first] = await Promise.all([store.recordAnswer(answer), store.recordAnswer(answer)]);
          expect(first.points).toBe(
            model.answered({ ask: id, userId, guildId, card, at: now, right: one.right }, WORTH),
          );
        }
        if (one.kind === 'lab') {
          const [userId, guildId] = [PEOPLE[one.who], GUILDS[one.guild]];
          if (userId === undefined || guildId === undefined) continue;
          const card = 'lab/l';
          const state = { state: new Uint8Array(), prompt: '$ ', edit: null, inside: false };
          const { id } = await store.startLab({
            userId,
            lab: 'l',
            revision: 1,
            askId: null,
            replaces: null,
            now,
            ...state,
          });
          const { run } = askInput();
          const { ask } = await store.finishLab({
            id,
            userId,
            guildId,
            channelId: '1',
            question: question(card),
            run,
            grade: one.knew ? 'good' : 'again',
            points: LAB_WORTH,
            teaches: [],
            now,
          });
          await store.leaveLab(id, userId);
          asks = ask?.id ?? asks;
          const before = model.log.some(
            (each) => each.userId === userId && each.card === card && !each.undone && each.points > 0,
          );
          expect(ask?.outcome?.points).toBe(
            model.answered(
              { ask: asks, userId, guildId, card, at: now, right: one.knew },
              before ? 0 : LAB_WORTH,
            ),
          );
        }
        if (one.kind === 'match') {
          const card = CARDS[one.card] ?? 'a/1';
          const given = await playMatch(store, card, one, now);
          for (const { userId, leftMs, at } of given) {
            asks += 1;
            const ask = await store.askFor(asks, userId);
            const worth = WORTH + Math.floor((WORTH * leftMs) / (2 * SECONDS * 1000));
            expect(ask.outcome?.points).toBe(
              model.answered({ ask: ask.id, userId, guildId: GUILDS[0], card, at, right: one.right }, worth),
            );
          }
          now += SECONDS * 1000;
        }
        if (one.kind === 'undo') {
          const given = model.log.at(-1 - one.back);
          if (given !== undefined && (await refused(store.undo(given.ask, given.userId))) !== undefined)
            given.undone = true;
        }
        if (one.kind === 'season') {
          const until = one.hours === null ? null : now + one.hours * 3_600_000;
          const opened = await refused(
            store.startSeason({ guildId: GUILDS[0], channelId: '9', name: 'S', endsAt: until, now }),
          );
          if (opened !== undefined)
            model.seasons.push({ id: opened.id, guildId: GUILDS[0], from: now, until, final: null });
        }
        if (one.kind === 'end') {
          const ended = await refused(store.endSeason({ guildId: GUILDS[0], now }));
          if (ended !== undefined) model.end(ended.id);
        }
        if (one.kind === 'show') {
          const userId = PEOPLE[one.who] ?? '';
          await store.changeSettings(userId, { onBoards: one.shown }, now);
          if (one.shown) hidden.delete(userId);
          else hidden.add(userId);
        }
      }
      const boards: Board[] = [
        ...GUILDS.flatMap((guildId) =>
          guildId === null ? [] : PERIODS.map((period) => ({ guildId, period, now: now })),
        ),
        ...model.seasons.map(({ id }) => ({ guildId: GUILDS[0], seasonId: id })),
      ];
      for (const board of boards)
        for (const deck of [null, 'a', 'b', 'lab']) {
          const rows = await store.leaderboard({ ...board, deck, limit: 10 });
          const shown = rows.map(({ userId, points }) => [userId, points] as const);
          const byPoints = (list: readonly (readonly [string | null, number])[]) =>
            list.toSorted((a, b) => b[1] - a[1] || String(a[0]).localeCompare(String(b[0])));
          expect(byPoints(shown)).toEqual(byPoints(model.of({ ...board, deck }, hidden)));
        }
      for (const userId of PEOPLE) {
        const known = model.log.filter((one) => one.userId === userId && one.right);
        const cards = new Set(
          known.filter(({ card }) => card !== 'lab/l').map(({ card, day }) => `${card} ${day}`),
        );
        const most = cards.size * WORTH * 1.5 + (known.some(({ card }) => card === 'lab/l') ? LAB_WORTH : 0);
        expect((await store.stats(userId, now)).points).toBeLessThanOrEqual(most);
      }
      await store.close();
    }),
    { numRuns: propertyRuns(60) },
  );
}, 240_000);
