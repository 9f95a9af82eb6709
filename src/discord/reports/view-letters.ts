import type { ReportSheet, SeenReport } from '../../play/reported.ts';
import { findDrill } from '../../study/index.ts';
import { itemOf } from '../../study/mark.ts';
import { seenOptions } from '../../study/seen-options.ts';

/**
 * What the writer of a report saw otherwise than the card is shown, in words; empty where it was the same. Their letters
 * are put beside those of the card, so that "B is right too" can be read.
 */
export function seenOtherwise({ question }: ReportSheet, { question: seen, drawn }: SeenReport): string {
  if (question === undefined) return '';
  const drill = findDrill(question.card) !== undefined;
  if (seen === undefined) {
    if (drill) return 'Which question of this drill its writer saw is not kept.';
    return seenOptions(question).length === 0
      ? ''
      : 'In which order its writer saw the options is not kept: their letters may be others.';
  }
  if (drill) {
    const same = seen.seed === question.seed && seen.difficulty === question.difficulty;
    return same || drawn === null
      ? ''
      : `Its writer saw another question of this drill: seed ${drawn.seed}, difficulty ${drawn.difficulty}.`;
  }
  const here = new Map((question.options ?? []).map((option) => [itemOf(question.kind, option), option.key]));
  const pairs = (seen.options ?? []).flatMap((option) => {
    const shown = here.get(itemOf(seen.kind, option));
    return shown === undefined || shown === option.key
      ? []
      : [`their **${option.key}** is **${shown}** below`];
  });
  if (pairs.length === 0) return '';
  return `Its writer saw the options in another order: ${pairs.join(', ')}.`;
}
