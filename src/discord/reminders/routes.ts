import { UserError } from '../../runtime/user-error.ts';
import { HOUR } from '../../study/schedule/day.ts';
import { update } from '../platform/respond.ts';
import type { Route } from '../platform/route.ts';
import { reminderIds } from './ids.ts';
import { laterMessage, stoppedMessage } from './view.ts';

/** What "In an hour" and "Stop reminders" lead to; "Start" is `/review`'s own. They act for who pressed them. */
export const reminderRoutes: readonly Route[] = [
  reminderIds.later.leadsTo(async (interaction, _args, context) => {
    const { store } = context;
    const at = context.now();
    const until = at + HOUR;
    if ((await store.reminderHour(interaction.user.id)) === null) {
      throw new UserError({
        identifier: 'no-reminder',
        message: 'Your reminders are off, so none will come. Turn them on with /settings reminder.',
      });
    }
    await store.snoozeReminder(interaction.user.id, until, at);
    await update(interaction, context, laterMessage(until));
  }),
  reminderIds.stop.leadsTo(async (interaction, _args, context) => {
    await context.store.remindAt(interaction.user.id, null, context.now());
    await update(interaction, context, stoppedMessage());
  }),
];
