import { ComponentType } from 'discord.js';
import type { Explanation } from '../../manifest/index.ts';
import { button, buttonRows } from '../platform/components.ts';
import { labEntries } from '../platform/entries.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { checkMessage } from '../platform/payload-limits.ts';

/** The explanation with **Try it in a lab** at the end of its buttons, where there is a pod to try and room for it. */
export function withTry(message: OutgoingMessage, explanation: Explanation): OutgoingMessage {
  if (![explanation, ...explanation.readings].some(({ pods }) => pods.length > 0)) return message;
  const tried = button(labEntries.try.id(), 'Try it in a lab');
  const components = message.components ?? [];
  const last = components.at(-1);
  const buttons =
    last?.type === ComponentType.ActionRow
      ? last.components.flatMap((each) => (each.type === ComponentType.Button ? [each] : []))
      : [];
  const above = buttons.length > 0 ? components.slice(0, -1) : components;
  const longer = { ...message, components: [...above, ...buttonRows([...buttons, tried])] };
  return checkMessage(longer).length === 0 ? longer : message;
}
