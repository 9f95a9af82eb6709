import { deflateSync } from 'node:zlib';
import { deckOf } from '../../src/decks/deck-file.ts';
import type { Store } from '../../src/store/store.ts';
import { DAY } from '../../src/study/schedule/day.ts';
import { running } from './exam-fixture.ts';
import { answered, askInput, NOON, question } from './fixtures.ts';

/** A row of this person in every table that has people in it. */
export async function fill(store: Store, userId: string): Promise<void> {
  const { guildId } = askInput();
  const season = { guildId: guildId ?? '', channelId: '1', name: 'Autumn', endsAt: null, now: NOON };
  if ((await store.seasonOn(season.guildId, NOON)) === undefined) await store.startSeason(season);
  await answered(store, { userId }, { correct: false, beliefs: ['pod-wins'] });
  await store.noteMember({ guildId: season.guildId, userId, present: true, now: NOON });
  await store.saveSettings(userId, { zone: 'Europe/Berlin' }, NOON);
  await store.remindAt(userId, 18, NOON);
  await store.takeBreak(userId, Math.floor(NOON / DAY) + 3, NOON);
  const packed = deflateSync('{"objects":{}}');
  const state = { state: packed, prompt: '$ ', edit: { path: 'a', text: 'b' }, inside: false };
  const opened = { userId, lab: 'l', revision: 1, askId: null, replaces: null, now: NOON, ...state };
  const { id } = await store.startLab(opened);
  const printed = { stdout: 'uid=0\n', stderr: '', status: 0, notSimulated: null };
  const entry = { turn: 0, typed: { kind: 'line', text: 'id' }, prompt: '$ ', at: NOON, ...printed } as const;
  await store.recordTyped({ id, userId, entry, after: state, heavy: false, once: null });
  const { question, run } = askInput({ userId });
  const finished = { question, run, grade: 'good', points: 0, teaches: [], now: NOON } as const;
  await store.finishLab({ id, userId, guildId: null, channelId: '1', ...finished });
  const { id: at } = await store.openLesson({ userId, lesson: 'two-levels', step: 'a', now: NOON });
  await store.askInLesson({ id: at, step: 'a', ask: askInput({ userId, guildId: null }) });
  await store.openMatch({
    guildId: guildId ?? '',
    channelId: userId,
    hostId: userId,
    name: 'Ada',
    options: {
      deck: null,
      topic: null,
      kind: 'mixed',
      rounds: 3,
      seconds: 20,
      race: false,
      teams: 0,
      open: false,
    },
    seed: 1,
    now: NOON,
  });
  const report = { askId: 1, card: 'basics/uid', userId, guildId, text: 'Typo', now: NOON };
  const { id: reportId } = await store.reportMistake({ ...report, shownTo: guildId });
  await store.settleReports({ guildId: guildId ?? '', reportId, note: 'Mended', now: NOON });
  const recall = { kind: 'recall', topic: 't', difficulty: 1, prompt: 'What?', answer: 'That.' } as const;
  for (const id of ['a', 'b']) {
    const deck = deckOf({ id: `ours-${userId}`, title: 'Ours', description: '', cards: [{ ...recall, id }] });
    await store.proposeImport({ guildId: guildId ?? '', userId, deck, remarks: [], now: NOON });
  }
  await store.joinGroup({ guildId: guildId ?? '', userId, salt: 1, now: NOON });
  await answerDaily(store, userId);
  await running(store, 2, NOON, { userId });
}

/** Sets the daily question of a server of their own, and answers it. */
async function answerDaily(store: Store, userId: string): Promise<void> {
  const guildId = `2${userId.slice(1)}`;
  const at = { channelId: '3', minute: 12 * 60, zone: 'UTC', deck: null, seed: 1 };
  await store.setDaily({ guildId, userId, now: NOON, ...at });
  const work = await store.claimDailies({ now: NOON, limit: 9 });
  const questionId = work[0]?.view.question.id ?? 0;
  await store.dailyDrawn({ questionId, question: question('basics/uid'), deckGone: false, now: NOON });
  await store.dailyPosted({ questionId, messageId: 'm', now: NOON });
  const answer = { kind: 'options', keys: ['B'] } as const;
  await store.answerDaily({ questionId, userId, answer, correct: true, messageId: null, now: NOON });
}
