import { describe, expect, test } from 'vitest';
import type { MatchOptions, Store } from '../../src/store/store.ts';
import { DAY, HOUR, MINUTE } from '../../src/study/schedule/day.ts';
import { onPostgres } from './database.ts';
import { NOON, question, tempStore } from './fixtures.ts';

const GUILD = '200000000000000001';
const CHANNEL = '300000000000000001';
const ADA = '100000000000000001';
const BOB = '100000000000000002';
const EVE = '100000000000000003';
const OPTIONS: MatchOptions = {
  deck: null,
  topic: null,
  kind: 'mixed',
  rounds: 3,
  seconds: 20,
  race: false,
  teams: 0,
  open: false,
};
const RIGHT = { kind: 'options', keys: ['B'] } as const;
const WRONG = { kind: 'options', keys: ['A'] } as const;

async function opened(store: Store, options: Partial<MatchOptions> = {}, now = NOON): Promise<number> {
  const { id } = await store.openMatch({
    guildId: GUILD,
    channelId: CHANNEL,
    hostId: ADA,
    name: 'Ada',
    options: { ...OPTIONS, ...options },
    seed: 1,
    now,
  });
  return id;
}

/** A match that asks its first round since NOON, with Ada and Bob in it. */
async function asking(store: Store, options: Partial<MatchOptions> = {}): Promise<number> {
  const matchId = await opened(store, options);
  await send(store, NOON);
  await store.joinMatch({ matchId, userId: BOB, name: 'Bob', now: NOON });
  const questions = ['m/1', 'm/2', 'm/3'].map((card) => question(card));
  await store.startMatch({ matchId, userId: ADA, mayManage: false, questions, now: NOON });
  await send(store, NOON);
  return matchId;
}

/** Does what a bot does with everything that is due; gives what it would have sent. */
async function send(store: Store, now: number): Promise<readonly string[]> {
  const sent: string[] = [];
  for (let more = true; more; ) {
    const work = await store.claimMatches({ now, limit: 10 });
    more = work.length > 0;
    for (const { kind, view } of work) {
      const { id: matchId, round, version } = view.match;
      sent.push(kind);
      if (kind === 'edit') await store.matchEdited({ matchId, version, now });
      else
        await store.matchPosted({ matchId, what: kind, round, messageId: `${kind}-${round}`, version, now });
    }
  }
  return sent;
}

function given(matchId: number, userId: string, answer: typeof RIGHT | typeof WRONG, now: number, round = 0) {
  return { matchId, userId, name: userId, round, answer, correct: answer === RIGHT, now };
}

describe('a match', () => {
  test('goes from the lobby through its rounds to its end, each posted once', async () => {
    const store = await tempStore();
    const id = await asking(store);
    const posted = [];
    for (let now = NOON, left = 200; left > 0; left -= 1, now += 1000) {
      posted.push(...(await send(store, now)).filter((kind) => kind !== 'edit'));
    }
    expect(posted).toEqual(['post-round', 'post-round', 'post-end']);
    const { match } = await store.matchView(id);
    expect(match).toMatchObject({ state: 'finished', ending: 'played', endMessage: 'post-end-2' });
    expect(await store.nextMatchAt()).toBeNull();
  });

  test('is one at a time in a channel', async () => {
    const store = await tempStore();
    await opened(store);
    await expect(opened(store)).rejects.toMatchObject({ code: 'not-possible' });
    const both = {
      guildId: GUILD,
      channelId: '300000000000000002',
      hostId: ADA,
      name: 'Ada',
      options: OPTIONS,
      seed: 1,
      now: NOON,
    };
    await store.openMatch(both);
    expect((await store.liveMatch(both.channelId))?.match.state).toBe('lobby');
  });

  test('takes an answer, lets it be changed once, and marks all of them when the time is up', async () => {
    const store = await tempStore();
    const id = await asking(store);
    expect(await store.answerMatch(given(id, ADA, WRONG, NOON + 1000))).toBe('taken');
    expect(await store.answerMatch(given(id, ADA, WRONG, NOON + 1500))).toBe('same');
    expect(await store.answerMatch(given(id, ADA, RIGHT, NOON + 2000))).toBe('changed');
    await expect(store.answerMatch(given(id, ADA, WRONG, NOON + 3000))).rejects.toMatchObject({
      code: 'not-possible',
    });
    expect((await store.matchView(id)).players[0]).toMatchObject({ points: 0 });
    await send(store, NOON + 20_000);
    const view = await store.matchView(id);
    expect(view.match.state).toBe('revealed');
    // 18 of 20 seconds were left: 100 for being right, and 18/20 of 50.
    expect(view.players.map(({ points }) => points)).toEqual([145, 0]);
    await expect(store.answerMatch(given(id, BOB, RIGHT, NOON + 20_000))).rejects.toMatchObject({
      code: 'not-possible',
    });
  });

  test('feeds the memory of who answered, once, and the board of its server', async () => {
    const store = await tempStore();
    const id = await asking(store);
    await store.answerMatch(given(id, ADA, RIGHT, NOON + 1000));
    await store.answerMatch(given(id, BOB, WRONG, NOON + 1000));
    await send(store, NOON + 30_000);
    await send(store, NOON + 31_000);
    const now = NOON + 31_000;
    expect((await store.stats(ADA, now)).answered).toBe(1);
    expect((await store.stats(BOB, now)).answered).toBe(1);
    const board = await store.leaderboard({ guildId: GUILD, period: 'all', limit: 10, now });
    expect(board).toMatchObject([{ userId: ADA, points: 2 }]);
    expect([...(await store.matchMemories(id)).keys()]).toEqual(['m/1']);
  });

  test('gives everybody who has answered five seconds more, no longer', async () => {
    const store = await tempStore();
    const id = await asking(store);
    await store.answerMatch(given(id, ADA, RIGHT, NOON + 1000));
    expect((await store.matchView(id)).match.dueAt).toBe(NOON + 20_000);
    await store.answerMatch(given(id, BOB, RIGHT, NOON + 2000));
    expect((await store.matchView(id)).match.dueAt).toBe(NOON + 7000);
  });

  test('that is a race ends its round with the first right answer, which takes the points', async () => {
    const store = await tempStore();
    const id = await asking(store, { race: true });
    await store.answerMatch(given(id, BOB, WRONG, NOON + 1000));
    await expect(store.answerMatch(given(id, BOB, RIGHT, NOON + 1500))).rejects.toMatchObject({
      code: 'not-possible',
    });
    await store.answerMatch(given(id, ADA, RIGHT, NOON + 10_000));
    await send(store, NOON + 10_000);
    const { match, players } = await store.matchView(id);
    expect(match.state).toBe('revealed');
    expect(players.map(({ points }) => points)).toEqual([125, 0]);
  });

  test('that is open takes in who answers; otherwise only who joined plays', async () => {
    const store = await tempStore();
    const id = await asking(store);
    await expect(store.answerMatch(given(id, EVE, RIGHT, NOON + 1))).rejects.toMatchObject({
      code: 'not-possible',
    });
    await store.stopMatch({ matchId: id, userId: ADA, mayManage: false, now: NOON + 2 });
    const open = await asking(store, { open: true });
    expect(await store.answerMatch(given(open, EVE, RIGHT, NOON + 1))).toBe('taken');
    expect((await store.matchView(open)).players.map(({ userId }) => userId)).toEqual([ADA, BOB, EVE]);
  });

  test('spreads who joins over its teams evenly', async () => {
    const store = await tempStore();
    const matchId = await opened(store, { teams: 2 });
    for (const userId of [BOB, EVE, BOB]) await store.joinMatch({ matchId, userId, name: userId, now: NOON });
    expect((await store.matchView(matchId)).players.map(({ team }) => team)).toEqual([0, 1, 0]);
    await store.leaveMatch({ matchId, userId: BOB, now: NOON });
    await store.joinMatch({ matchId, userId: '100000000000000004', name: 'Dan', now: NOON });
    expect((await store.matchView(matchId)).players.map(({ team }) => team)).toEqual([0, 0, 1]);
  });

  test('that is paused keeps the time that is left, and takes no answers meanwhile', async () => {
    const store = await tempStore();
    const id = await asking(store);
    const ada = { matchId: id, userId: ADA, mayManage: false };
    await store.pauseMatch({ ...ada, now: NOON + 5000 });
    await expect(store.answerMatch(given(id, BOB, RIGHT, NOON + 6000))).rejects.toMatchObject({
      code: 'not-possible',
    });
    await send(store, NOON + 10 * MINUTE);
    await store.resumeMatch({ ...ada, now: NOON + 10 * MINUTE });
    expect((await store.matchView(id)).match).toMatchObject({
      state: 'asking',
      dueAt: NOON + 10 * MINUTE + 15_000,
    });
    await store.answerMatch(given(id, BOB, RIGHT, NOON + 10 * MINUTE + 5000));
    await send(store, NOON + 10 * MINUTE + 15_000);
    // 10 of 20 seconds were left.
    expect((await store.matchView(id)).players[1]).toMatchObject({ points: 125 });
  });

  test('is paused where its channel is gone, and ends by itself after an hour', async () => {
    const store = await tempStore();
    const id = await asking(store);
    expect(await store.matchTroubled({ matchId: id, trouble: 'channel-gone', now: NOON + 1000 })).toBe(true);
    expect(await store.matchTroubled({ matchId: id, trouble: 'channel-gone', now: NOON + 1000 })).toBe(false);
    expect(await store.nextMatchAt()).toBe(NOON + 1000 + HOUR);
    expect(await store.claimMatches({ now: NOON + 1000 + HOUR, limit: 10 })).toMatchObject([
      { kind: 'post-end' },
    ]);
    expect((await store.matchView(id)).match).toMatchObject({ state: 'finished', ending: 'left-paused' });
    // The end cannot be posted either.
    await store.matchTroubled({ matchId: id, trouble: 'channel-gone', now: NOON + 2000 + HOUR });
    expect(await store.nextMatchAt()).toBeNull();
  });

  test('is controlled by who opened it and by who may manage messages', async () => {
    const store = await tempStore();
    const id = await asking(store);
    const bob = { matchId: id, userId: BOB, now: NOON + 1 };
    await expect(store.skipRound({ ...bob, mayManage: false })).rejects.toMatchObject({ code: 'not-yours' });
    await store.skipRound({ ...bob, mayManage: true });
    expect((await store.matchView(id)).round).toMatchObject({ skipped: true, closedAt: NOON + 1 });
  });

  test('that was skipped or stopped in a round brings nothing for it', async () => {
    const store = await tempStore();
    const id = await asking(store);
    await store.answerMatch(given(id, ADA, RIGHT, NOON + 1000));
    await store.stopMatch({ matchId: id, userId: ADA, mayManage: false, now: NOON + 2000 });
    expect((await store.stats(ADA, NOON + 3000)).answered).toBe(0);
    expect((await store.matchView(id)).players[0]).toMatchObject({ points: 0 });
    expect(await store.missedInMatch({ matchId: id, userId: BOB })).toEqual([]);
  });

  test('that nobody starts ends by itself', async () => {
    const store = await tempStore();
    const id = await opened(store);
    await send(store, NOON);
    const due = (await store.nextMatchAt()) ?? 0;
    expect(due).toBe(NOON + 30 * MINUTE);
    await send(store, due);
    expect((await store.matchView(id)).match).toMatchObject({ state: 'finished', ending: 'not-started' });
  });

  test('tells each player what they missed', async () => {
    const store = await tempStore();
    const id = await asking(store);
    await store.answerMatch(given(id, ADA, RIGHT, NOON + 1000));
    await send(store, NOON + 20_000);
    expect(await store.missedInMatch({ matchId: id, userId: ADA })).toEqual([]);
    expect(await store.missedInMatch({ matchId: id, userId: BOB })).toMatchObject([
      { round: 0, answer: null },
    ]);
  });
});

describe('what is to be sent', () => {
  test('is in the hands of one process at a time, and comes back when that one is gone', async () => {
    const store = await tempStore();
    await opened(store);
    expect(await store.claimMatches({ now: NOON, limit: 10 })).toHaveLength(1);
    expect(await store.claimMatches({ now: NOON, limit: 10 })).toHaveLength(0);
    expect(await store.claimMatches({ now: NOON + 10_000, limit: 10 })).toMatchObject([
      { kind: 'post-lobby' },
    ]);
    await store.releaseMatches();
    // Where others may have the database open, too, what they have in hand stays theirs until its time is over.
    expect(await store.claimMatches({ now: NOON + 10_001, limit: 10 })).toHaveLength(onPostgres ? 0 : 1);
  });

  test('is the next round no sooner than a second after an edit, since it ends the message before it with another', async () => {
    const store = await tempStore();
    const matchId = await opened(store);
    await send(store, NOON);
    await store.joinMatch({ matchId, userId: BOB, name: 'Bob', now: NOON });
    expect(await send(store, NOON + 1000)).toEqual(['edit']);
    const questions = ['m/1', 'm/2', 'm/3'].map((card) => question(card));
    await store.startMatch({ matchId, userId: ADA, mayManage: false, questions, now: NOON + 1200 });
    expect(await send(store, NOON + 1300)).toEqual([]);
    expect(await store.nextMatchAt()).toBe(NOON + 2000);
    expect(await send(store, NOON + 1999)).toEqual([]);
    expect(await send(store, NOON + 2000)).toEqual(['post-round']);
  });

  test('is one edit a second, however many answer', async () => {
    const store = await tempStore();
    const id = await asking(store, { open: true });
    let edits = 0;
    for (let player = 0; player < 200; player += 1) {
      const now = NOON + 5000 + player * 10;
      await store.answerMatch(given(id, `9${String(player).padStart(17, '0')}`, RIGHT, now));
      edits += (await send(store, now)).length;
    }
    expect(edits).toBeLessThanOrEqual(3);
    await send(store, NOON + 8001);
    const { match, answers } = await store.matchView(id);
    expect(answers).toHaveLength(200);
    expect(match.shown).toBe(match.version);
  });
});

describe('a player who had their data deleted', () => {
  test('is somebody: the seat and its points stay, the name does not', async () => {
    const store = await tempStore();
    const id = await asking(store);
    await store.answerMatch(given(id, ADA, RIGHT, NOON + 1000));
    await send(store, NOON + 20_000);
    expect((await store.exportUser(ADA)).match_players).toMatchObject([
      { match_id: id, name: 'Ada', rounds: [{ card: 'm/1', correct: 1 }] },
    ]);
    await store.deleteUser(ADA);
    const { match, players } = await store.matchView(id);
    expect(match.hostId).toBeNull();
    expect(players[0]).toMatchObject({ userId: null, name: null, points: 147 });
    expect((await store.exportUser(ADA)).match_players).toEqual([]);
  });

  test('matches go with their server, and a month after their end', async () => {
    const store = await tempStore();
    const id = await asking(store);
    await store.stopMatch({ matchId: id, userId: ADA, mayManage: false, now: NOON });
    expect(await store.sweepMatches(NOON + 29 * DAY)).toBe(0);
    expect(await store.sweepMatches(NOON + 30 * DAY)).toBe(1);
    const other = await asking(store);
    await store.deleteGuild(GUILD);
    await expect(store.matchView(other)).rejects.toMatchObject({ code: 'match-gone' });
  });
});
