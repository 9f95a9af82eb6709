import type { AnsweredDaily, DailyQuestion, DailyWork } from '../store/store.ts';
import { type Answer, mark, type Question } from '../study/index.ts';
import { seedFrom } from '../study/random.ts';
import { fits, unfitting } from './answer.ts';
import type { AskedKind } from './kinds.ts';
import { labOfCard } from './labs-card.ts';
import type { Play } from './session.ts';

/** What can be answered by a press, those with one right answer first; a number is typed into a box. */
const KINDS: readonly (readonly AskedKind[])[] = [['choice', 'drill'], ['multi', 'locate'], ['number']];
const ASKABLE: ReadonlySet<Question['kind']> = new Set(['choice', 'multi', 'locate', 'number']);

/**
 * Chooses the question of a day and keeps it: of the deck that was chosen, or where that is gone of every deck. Cards with
 * one right answer come first, in an order by lot that is the server's own, and none comes again before all have come. It
 * follows from the rows alone, so that two processes choose the same. Gives what is to be posted; undefined where nothing
 * is, because another process was faster or the date is over, and `no-card` where there is none to ask.
 */
export async function drawDaily(
  play: Play,
  daily: DailyQuestion,
): Promise<DailyWork | 'no-card' | undefined> {
  const { store, shelf, now } = play;
  const { id: questionId, guildId, day } = daily;
  const decks = await shelf.decks({ userId: '', guildId });
  const deckGone = daily.deck !== null && !decks.some(({ id }) => id === daily.deck);
  const { seed = 0 } = (await store.dailyStatus(guildId, ''))?.settings ?? {};
  const asked = await store.dailyAsked(guildId);
  for (const card of await inOrder(play, guildId, deckGone ? null : daily.deck, { seed, asked })) {
    const question = await shelf.drawCard(card, seedFrom(seed, `${card} ${day}`));
    if (question === undefined || !ASKABLE.has(question.kind)) continue;
    return store.dailyDrawn({ questionId, question, deckGone, now: now() });
  }
  return 'no-card';
}

/** Every card that may come, the next one first. */
async function inOrder(
  { shelf }: Play,
  guildId: string,
  deck: string | null,
  { seed, asked }: { readonly seed: number; readonly asked: ReadonlyMap<string, number> },
): Promise<readonly string[]> {
  const scope = { userId: '', guildId };
  const ranked = await Promise.all(
    KINDS.map(async (kinds, rank) => {
      const pools = await Promise.all(kinds.map((kind) => shelf.pool(scope, { deck, topic: null, kind })));
      return pools
        .flat()
        .filter(({ card }) => labOfCard(card) === undefined)
        .map(({ card }) => ({ card, rank, times: asked.get(card) ?? 0, lot: seedFrom(seed, card) }));
    }),
  );
  return ranked
    .flat()
    .toSorted((a, b) => a.times - b.times || a.rank - b.rank || a.lot - b.lot || (a.card < b.card ? -1 : 1))
    .map(({ card }) => card);
}

/** What a person gave to a daily question, and what became of it. */
export interface GivenDaily extends AnsweredDaily {
  readonly question: Question;
  /** When the right answer is told; null where no question follows. */
  readonly toldAt: number | null;
}

/**
 * Marks an answer and hands it in; what is right stays unsaid until the next question.
 * @throws UserError `unfitting-answer`, StoreError as `answerDaily`.
 */
export async function answerDaily(
  { store, now }: Play,
  given: {
    readonly questionId: number;
    readonly userId: string;
    readonly messageId: string | null;
    readonly answer: Answer;
  },
): Promise<GivenDaily> {
  const { question: daily, nextAt } = await store.dailyView(given.questionId);
  if (daily.question === null || !fits(daily.question, given.answer)) throw unfitting();
  const { correct } = mark(daily.question, given.answer);
  const answered = await store.answerDaily({ ...given, correct, now: now() });
  return { ...answered, question: daily.question, toldAt: nextAt };
}
