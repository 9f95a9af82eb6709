import { UserError } from '../runtime/user-error.ts';
import { StoreError } from '../store/engine/store-error.ts';
import type { Ask, Outcome } from '../store/store.ts';
import {
  type Answer,
  beliefsBehind,
  chosenItems,
  findDrill,
  isForgotten,
  mark,
  pointsOf,
  type Question,
  readNumber,
  TEXT_KINDS,
} from '../study/index.ts';
import type { Grade } from '../study/schedule/memory.ts';
import { checkText } from './answer-text.ts';
import { labOfCard } from './labs-card.ts';
import type { Play } from './session.ts';

/** An answer as it was given. */
export interface Given {
  readonly askId: number;
  readonly userId: string;
  readonly answer: Answer;
  /** How well it was known, where the person says so. */
  readonly grade?: Grade;
  /** What the button said the grade leads to. */
  readonly promised?: string;
}

/**
 * What an answer did. `answered`: it was recorded, now or by an earlier press. `forgotten`: it was recorded before, and
 * nothing else is kept of the question, which was about a paste. `changed`: the grade would not lead where its button
 * said, so nothing was recorded.
 */
export type Answered =
  | { readonly kind: 'answered' | 'forgotten'; readonly ask: Ask; readonly outcome: Outcome }
  | { readonly kind: 'changed'; readonly ask: Ask };

/**
 * Marks an answer and records it once.
 * @throws UserError `unfitting-answer` for what no button of the question says, StoreError as `recordAnswer`.
 */
export async function giveAnswer({ store, now }: Play, given: Given): Promise<Answered> {
  const { askId, userId, answer, ...known } = given;
  const ask = await store.askFor(askId, userId);
  if (isForgotten(ask.question)) {
    if (ask.outcome === null) throw unfitting();
    return { kind: 'forgotten', ask, outcome: ask.outcome };
  }
  if (!fits(ask.question, answer)) throw unfitting();
  if (answer.kind === 'text' && ask.outcome === null) await checkText(store, ask, answer.text);
  const outcome = await unlessChanged(
    store.recordAnswer({
      askId,
      userId,
      answer,
      correct: mark(ask.question, answer).correct,
      chosen: chosenItems(ask.question, answer),
      beliefs: beliefsBehind(ask.question, answer),
      points: pointsOf(ask.question),
      ...(isDrill(ask) ? { difficulty: ask.question.difficulty } : {}),
      now: now(),
      inReview: ask.run.review !== undefined,
      ...known,
    }),
  );
  return outcome === undefined ? { kind: 'changed', ask } : { kind: 'answered', ask, outcome };
}

/**
 * Grades an answer again. `open`: it was taken back meanwhile, so the question waits for its answer.
 * @throws StoreError as `regrade`.
 */
export async function gradeAgain(
  { store }: Play,
  given: Pick<Given, 'askId' | 'userId' | 'promised'> & { readonly grade: Exclude<Grade, 'again'> },
): Promise<
  | { readonly kind: 'answered' | 'changed'; readonly ask: Ask; readonly outcome: Outcome }
  | { readonly kind: 'open'; readonly ask: Ask }
> {
  const ask = await store.askFor(given.askId, given.userId);
  const outcome = await unlessChanged(store.regrade(given));
  if (outcome !== undefined) return { kind: 'answered', ask, outcome };
  return ask.outcome === null ? { kind: 'open', ask } : { kind: 'changed', ask, outcome: ask.outcome };
}

/**
 * A number as a person types it.
 * @throws UserError `not-a-number`.
 */
export function typedNumber(typed: string): number {
  const value = readNumber(typed);
  if (value !== undefined) return value;
  throw new UserError({
    identifier: 'not-a-number',
    message: 'That is not a number. Press the button again and type digits only, for instance 1000.',
  });
}

/** For what no button of ours says. */
export function unfitting(): UserError {
  return new UserError({
    identifier: 'unfitting-answer',
    message: 'That answer does not fit this question. Get a new one with /quiz.',
  });
}

/** A question that a drill drew; one about a paste is as hard as the paste is. */
function isDrill({ question }: Ask): boolean {
  return question.pasted === undefined && findDrill(question.card) !== undefined;
}

/** undefined where a grade was refused because it leads elsewhere than its button said. */
async function unlessChanged<T>(recorded: Promise<T>): Promise<T | undefined> {
  try {
    return await recorded;
  } catch (error) {
    if (error instanceof StoreError && error.code === 'promise-changed') return undefined;
    throw error;
  }
}

/** Whether the question can be answered in that way at all; a custom_id can be forged. */
export function fits(question: Question, given: Answer): boolean {
  if (given.kind === 'number') return question.kind === 'number';
  if (given.kind === 'text') return TEXT_KINDS.includes(question.kind);
  // A lab is answered by doing it.
  if (given.kind === 'recall') return question.kind === 'recall' && labOfCard(question.card) === undefined;
  const known = new Set((question.options ?? []).map((option) => option.key));
  const single = question.kind === 'choice' || question.kind === 'locate';
  const enough = single ? given.keys.length === 1 : question.kind === 'multi' && given.keys.length > 0;
  return enough && given.keys.every((key) => known.has(key));
}
