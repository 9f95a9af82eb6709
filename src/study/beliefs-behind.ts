import { beliefId } from './belief-id.ts';
import { diagnose } from './diagnosis.ts';
import type { Answer, Question } from './question.ts';

/**
 * The ids of the beliefs that an answer shows: of the wrong options that were chosen, or of a wrong number where one
 * belief alone gives it. Each once; none for a right answer, and none where nothing is known.
 */
export function beliefsBehind(question: Question, answer: Answer): readonly string[] {
  if (answer.kind === 'recall' || answer.kind === 'text') return [];
  if (answer.kind === 'number') {
    const id = diagnose(question, answer.value)?.belief?.id;
    return id === undefined ? [] : [id];
  }
  const chosen = (question.options ?? []).filter(({ key, correct }) => !correct && answer.keys.includes(key));
  return [...new Set(chosen.flatMap(beliefsOf))];
}

/** The ids of the beliefs that lead to an option; none for what no drill drew. */
export function beliefsOf({
  misconception,
  beliefs,
}: {
  readonly misconception?: string;
  readonly beliefs?: readonly string[];
}): readonly string[] {
  return beliefs ?? (misconception === undefined ? [] : [beliefId(misconception)]);
}
