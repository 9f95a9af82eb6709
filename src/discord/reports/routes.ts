import { reportSheet, retireReported } from '../../play/reported.ts';

import { openModal, update } from '../platform/respond.ts';
import type { Route } from '../platform/route.ts';
import { NOTE_INPUT, reportIds } from './ids.ts';
import { managedReports } from './rights.ts';
import { noteModal, reportMessage, settledNote } from './view.ts';

/** The buttons of `/reports`; whether who presses them may is asked every time. */
export const reportRoutes: readonly Route[] = [
  reportIds.page.leadsTo(async (interaction, [index], context) => {
    const sheet = await reportSheet(context, await managedReports(interaction, context), index);
    await update(interaction, context, reportMessage(sheet));
  }),
  reportIds.resolve.leadsTo(async (interaction, [reportId, index], context) => {
    await context.store.reportedCard(await managedReports(interaction, context), reportId);
    await openModal(interaction, context, noteModal(reportId, index));
  }),
  reportIds.resolved.leadsTo(async (interaction, [reportId, index], context, typed) => {
    const guildId = await managedReports(interaction, context);
    const note = typed[NOTE_INPUT].trim();
    const settled = await context.store.settleReports({
      guildId,
      reportId,
      note: note === '' ? null : note,
      now: context.now(),
    });
    const sheet = await reportSheet(context, guildId, index);
    await update(interaction, context, reportMessage(sheet, settledNote(settled)));
  }),
  reportIds.retire.leadsTo(async (interaction, [reportId, index], context) => {
    const guildId = await managedReports(interaction, context);
    const card = await retireReported(context, { guildId, reportId, now: context.now() });
    const sheet = await reportSheet(context, guildId, { card, else: index });
    await update(
      interaction,
      context,
      reportMessage(sheet, '**Done.** You can bring the card back whenever you like.'),
    );
  }),
  reportIds.back.leadsTo(async (interaction, [retiredId, index], context) => {
    const guildId = await managedReports(interaction, context);
    const card = await context.store.bringBack(guildId, retiredId);
    const sheet = await reportSheet(context, guildId, { card, else: index });
    await update(
      interaction,
      context,
      reportMessage(sheet, '**It is back:** this server asks that card again.'),
    );
  }),
];
