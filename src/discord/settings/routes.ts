import { openModal, update } from '../platform/respond.ts';
import type { Route } from '../platform/route.ts';
import { changedSettings } from './change.ts';
import { settingsIds } from './ids.ts';
import { pauseModal, scheduleModal } from './modals.ts';
import { typedReminder, typedSchedule } from './typed.ts';

/** What the buttons under `/settings` lead to. */
export const settingsRoutes: readonly Route[] = [
  settingsIds.change.leadsTo(async (interaction, _args, context) => {
    const set = await context.store.learnerSettings(interaction.user.id, context.now());
    await openModal(interaction, context, scheduleModal(set));
  }),
  settingsIds.changed.leadsTo(async (interaction, _args, context, typed) => {
    const schedule = typedSchedule(typed, context.now());
    const wanted = { schedule, reminder: null, breakUntil: null, onBoards: null };
    await update(interaction, context, await changedSettings(context, interaction.user.id, wanted));
  }),
  settingsIds.pause.leadsTo(async (interaction, _args, context) => {
    const set = await context.store.learnerSettings(interaction.user.id, context.now());
    await openModal(interaction, context, pauseModal(set));
  }),
  settingsIds.paused.leadsTo(async (interaction, _args, context, typed) => {
    const reminder = typed.reminder.trim() === '' ? null : typedReminder(typed.reminder);
    const breakUntil = typed['break-until'].trim() === '' ? null : typed['break-until'];
    const wanted = { schedule: {}, reminder, breakUntil, onBoards: null };
    await update(interaction, context, await changedSettings(context, interaction.user.id, wanted));
  }),
];
