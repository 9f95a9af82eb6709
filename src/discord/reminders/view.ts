import { ACCENT, button, container, row, text } from '../platform/components.ts';
import { reviewEntries } from '../platform/entries.ts';
import { counted, moment } from '../platform/intervals.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { reminderIds } from './ids.ts';

/** The direct message that says cards are due. */
export function reminderMessage(due: number): OutgoingMessage {
  return {
    components: [
      container(ACCENT.neutral, [
        text(
          `**${counted(due, 'card')} ${due === 1 ? 'is' : 'are'} due.** Today is the best day to review them.`,
        ),
        row([
          button(reviewEntries.start.id(), 'Start', 'primary'),
          button(reminderIds.later.id(), 'In an hour'),
          button(reminderIds.stop.id(), 'Stop reminders'),
        ]),
      ]),
    ],
  };
}

/** After "In an hour". */
export function laterMessage(until: number): OutgoingMessage {
  return {
    components: [
      container(ACCENT.neutral, [
        text(`I will remind you again ${moment(until, 'R')}, if cards are still due then.`),
        row([
          button(reviewEntries.start.id(), 'Start', 'primary'),
          button(reminderIds.stop.id(), 'Stop reminders'),
        ]),
      ]),
    ],
  };
}

/** After "Stop reminders". */
export function stoppedMessage(): OutgoingMessage {
  return {
    components: [
      container(ACCENT.neutral, [
        text(
          'No more reminders. Your cards stay as they are: /review brings them when you like, and `/settings reminder:` turns reminders on again.',
        ),
      ]),
    ],
  };
}
