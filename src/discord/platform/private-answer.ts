import type { Answer, Question } from '../../study/question.ts';
import { type ActionRow, button, row } from './components.ts';
import { optionSelect } from './question-parts.ts';
import { TYPE_LABELS } from './typed-question.ts';

/** The text input of the box that a number is typed into. */
export const VALUE_INPUT = 'value';

/** The custom_ids that a question in a channel is answered by: an option's button, the select, what opens the box. */
export interface AnswerIds {
  readonly answer: (key: string) => string;
  readonly pick: string;
  readonly type: string;
}

/** What a question that stands in a channel is answered with, by each in private. */
export function answerRow(ids: AnswerIds, question: Question): ActionRow {
  if (question.kind === 'choice')
    return row((question.options ?? []).map(({ key }) => button(ids.answer(key), key)));
  if (question.kind === 'multi' || question.kind === 'locate') return optionSelect(ids.pick, question);
  const label = question.kind === 'repair' ? TYPE_LABELS.repair : 'Answer…';
  return row([button(ids.type, label, 'primary')]);
}

/** An answer as it is told to who gave it: `**B**`, `line **4**`, `**2000**`. */
export function shownAnswer({ kind }: Pick<Question, 'kind'>, answer: Answer): string {
  if (answer.kind === 'number') return `**${answer.value}**`;
  if (answer.kind === 'recall' || answer.kind === 'text') return 'what you typed';
  return answer.keys.map((key) => (kind === 'locate' ? `line **${key}**` : `**${key}**`)).join(', ');
}
