import type { Ask, Outcome } from '../../store/store.ts';
import type { QuestionOption } from '../../study/question.ts';
import { ACCENT, clip, container, text } from '../platform/components.ts';
import type { OutgoingMessage } from '../platform/message.ts';

/** The options that the outcome makes no remark on: neither chosen wrongly nor right. */
export function othersOf({ question }: Ask, { answer }: Outcome): readonly QuestionOption[] {
  const keys = answer.kind === 'options' ? answer.keys : [];
  return (question.options ?? []).filter(
    ({ correct, key, why }) => !correct && why !== '' && !keys.includes(key),
  );
}

/** **Why not the others**: a remark on each option that was neither chosen nor right, and the mistake behind it. */
export function othersMessage(ask: Ask, outcome: Outcome): OutgoingMessage {
  const { question } = ask;
  const locate = question.kind === 'locate';
  const remarks = othersOf(ask, outcome).map(({ key, text: words, why, misconception }) => {
    const name = locate ? `Line ${key}: \`${words.trim()}\`` : key;
    const behind = misconception === undefined ? '' : `\n-# The mistake behind it: ${misconception}.`;
    return `✗ **${name}**${locate ? '' : `  ${words}`}\n> ${why.replaceAll('\n', '\n> ')}${behind}`;
  });
  const said = ['**Why not the others**', ...remarks].join('\n');
  return { components: [container(ACCENT.neutral, [text(clip(said, 3200).text)])] };
}
