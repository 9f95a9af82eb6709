import type { OutgoingMessage } from './message.ts';
import { checkMessage } from './payload-limits.ts';

/** Of several ways to say the same, from the fullest to the shortest: the first within Discord's limits, or the last. */
export function fitting(ways: readonly [OutgoingMessage, ...OutgoingMessage[]]): OutgoingMessage {
  const [first] = ways;
  return ways.find((each) => checkMessage(each).length === 0) ?? ways.at(-1) ?? first;
}
