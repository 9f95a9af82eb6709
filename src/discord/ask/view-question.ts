import type { APIModalInteractionResponseCallbackData } from 'discord.js';
import type { Ask } from '../../store/store.ts';
import { ACCENT, type ActionRow, button, container, row, text } from '../platform/components.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import {
  header,
  manifestBlock,
  optionLines,
  optionSelect,
  pasteAttachment,
} from '../platform/question-parts.ts';
import { goalLines, numberModal, TYPE_LABELS, typedModal } from '../platform/typed-question.ts';
import { NUMBER_INPUT, quizIds } from './ids.ts';

/** What stands below a question of `/review`. */
export interface ReviewRows {
  /** In place of "I knew it" and "I did not" under the back of a recall card. */
  readonly grades?: ActionRow;
  readonly tools: readonly ActionRow[];
  /** Why the card is shown again. */
  readonly note?: string;
}

/** A question that waits for its answer. `revealed` shows a recall card's back and asks whether it was known. */
export function questionMessage(ask: Ask, revealed = false, review?: ReviewRows): OutgoingMessage {
  const { question, run } = ask;
  const back = revealed && question.answer !== undefined ? [`**Answer**\n${question.answer}`] : [];
  const texts = [
    `${header(question, run)}\n${question.prompt}`,
    ...manifestBlock(question),
    ...optionLines(question),
    ...goalLines(question),
    ...back,
    ...(review?.note === undefined ? [] : [review.note]),
    ...(run.shared ? [`-# Asked for <@${ask.userId}>; only they can answer.`] : []),
  ];
  const answers = review?.grades ?? answerRow(ask, revealed);
  const rows = [answers, ...(review?.tools ?? [])];
  const { components, files } = pasteAttachment(question);
  return { components: [container(ACCENT.neutral, [...texts.map(text), ...rows]), ...components], files };
}

/** What an answer is typed into. */
export function answerModal(ask: Ask): APIModalInteractionResponseCallbackData {
  return ask.question.kind === 'number'
    ? numberModal(ask.question, {
        title: 'Your answer',
        customId: quizIds.number.id(ask.id),
        input: NUMBER_INPUT,
      })
    : typedModal(ask.question, quizIds.typed.id(ask.id), ask.draft);
}

function answerRow(ask: Ask, revealed: boolean): ActionRow {
  const { question, id } = ask;
  switch (question.kind) {
    case 'choice':
      return row((question.options ?? []).map(({ key }) => button(quizIds.answer.id(id, key), key)));
    case 'multi':
    case 'locate':
      return optionSelect(quizIds.pick.id(id), question);
    case 'number':
      return row([button(quizIds.type.id(id), 'Answer…', 'primary')]);
    case 'repair':
    case 'fill':
    case 'predict':
      return row([button(quizIds.type.id(id), TYPE_LABELS[question.kind], 'primary')]);
    case 'recall':
      return revealed
        ? row([
            button(quizIds.knew.id(id, 'yes'), 'I knew it', 'success'),
            button(quizIds.knew.id(id, 'no'), 'I did not'),
          ])
        : row([button(quizIds.reveal.id(id), 'Reveal', 'primary')]);
  }
}
