import { earlierLabel } from './earlier-revision.ts';
import { isRightText } from './mends/given.ts';
import type { Answer, Question, QuestionOption } from './question.ts';

/** What became of an answer; everything the reveal shows. */
export interface Mark {
  readonly correct: boolean;
  /** What the answer is worth where the card counts: see `pointsOf`; 0 when wrong. */
  readonly points: number;
  /** The options the person chose, in the order shown. Empty for number and recall. */
  readonly chosen: readonly QuestionOption[];
  /** The right options, in the order shown. Empty for number and recall. */
  readonly right: readonly QuestionOption[];
}

/** A right answer earns the card's difficulty, 1 to 5; a recall card is judged by the person, so it earns 1. */
export function pointsOf(question: Pick<Question, 'kind' | 'difficulty'>): number {
  return question.kind === 'recall' ? 1 : question.difficulty;
}

/**
 * What a right answer brings beyond its points where it was given in time that was measured: half of them at most, for an
 * answer at once. Never more than knowing does. `leftMs` of `totalMs` were left.
 */
export function speedBonus(points: number, leftMs: number, totalMs: number): number {
  return Math.floor((points * Math.max(0, Math.min(leftMs, totalMs))) / (2 * totalMs));
}

function isRight(question: Question, answer: Answer): boolean {
  if (answer.kind === 'recall') return question.kind === 'recall' && answer.knew;
  if (answer.kind === 'number') return question.kind === 'number' && answer.value === question.number;
  if (answer.kind === 'text') return isRightText(question, answer.text);
  const chosen = new Set(answer.keys);
  const right = (question.options ?? []).filter((each) => each.correct);
  return right.length > 0 && right.length === chosen.size && right.every((each) => chosen.has(each.key));
}

/**
 * Marks an answer by the question it was given to. Choose-all is right only when exactly the right options
 * are chosen. A key that the question has not, or an answer of another kind, is wrong.
 */
export function mark(question: Question, answer: Answer): Mark {
  const options = question.options ?? [];
  const keys = new Set(answer.kind === 'options' ? answer.keys : []);
  const correct = isRight(question, answer);
  return {
    correct,
    points: correct ? pointsOf(question) : 0,
    chosen: options.filter((each) => keys.has(each.key)),
    right: options.filter((each) => each.correct),
  };
}

/** What a number is of, as options write it (`UID 2000`, `gid=3000`), left out. */
function withoutUnit(typed: string): string {
  return typed.replace(/^[ug]id ?[=:]? ?/i, '');
}

/** A number as a person types it (`2000`, ` 2 000 `, `UID 2000`, `0`); undefined for anything else. */
export function readNumber(typed: string): number | undefined {
  const plain = withoutUnit(typed.trim()).replace(/(?<=\d)[ _,](?=\d{3}\b)/g, '');
  return /^[+-]?\d{1,15}(\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined;
}

/**
 * What the options that an answer chose are called in the statistics of their card: by their ids. A drill draws other
 * numbers each time, so there it is the misconception; its right option has none. None for a number or recall.
 */
export function chosenItems(question: Question, answer: Answer): readonly string[] {
  if (answer.kind !== 'options') return [];
  const drill = question.card.startsWith('drill/');
  const items = (question.options ?? [])
    .filter((option) => answer.keys.includes(option.key))
    .flatMap((option) => (drill ? option.misconception : itemOf(question.kind, option)) ?? []);
  return [...new Set(items)];
}

/** An option's id; of a question put before options had ids, the label that stood for it. */
export function itemOf(kind: Question['kind'], option: QuestionOption): string {
  return option.id ?? earlierLabel(kind, { text: option.text, line: Number(option.key) });
}
