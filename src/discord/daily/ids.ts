import { VALUE_INPUT } from '../platform/private-answer.ts';
import { onButton, oneOf, onModal, onSelect, routeTable, rowId, text } from '../platform/route.ts';

/** The buttons, selects and modals of a daily question. The first argument of an answer is the question's id. */
export const dailyIds = routeTable('daily', {
  /** The option's letter. */
  answer: onButton(rowId, text),
  pick: onSelect(rowId),
  type: onButton(rowId),
  number: onModal([VALUE_INPUT], rowId),
  share: onButton(oneOf(['on', 'off'])),
});

/** Whether a custom_id is one of a question's message. */
export function isOfQuestion(id: number): (customId: string) => boolean {
  const whole = [dailyIds.pick.id(id), dailyIds.type.id(id)];
  return (customId) => whole.includes(customId) || customId.startsWith(`${dailyIds.answer.name}:${id}:`);
}
