import type { Ask } from '../../store/store.ts';
import { ACCENT, button, container, row, text } from '../platform/components.ts';
import { labEntries } from '../platform/entries.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { header } from '../platform/question-parts.ts';
import { toolRow } from './view-review.ts';

/** A lab that is due: doing it again is the answer, and the hints it takes are the grade. */
export function labCardMessage(ask: Ask, note?: string): OutgoingMessage {
  const { question, run, id } = ask;
  const words = [
    header(question, run),
    question.prompt,
    'Without hints it is graded **Good**, with hints **Hard**, with the answer **Again**.',
  ];
  return {
    components: [
      container(ACCENT.neutral, [
        text(words.join('\n')),
        ...(note === undefined ? [] : [text(note)]),
        row([button(labEntries.review.id(id), 'Start the lab', 'primary')]),
        toolRow(ask, run.review?.previous ?? null),
      ]),
    ],
  };
}
