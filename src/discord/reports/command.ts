import { ApplicationCommandType, PermissionFlagsBits } from 'discord.js';
import { reportSheet } from '../../play/reported.ts';
import type { Command } from '../platform/command.ts';

import { serversOnly } from '../platform/reach.ts';
import { reply } from '../platform/respond.ts';
import { managedReports } from './rights.ts';
import { reportMessage } from './view.ts';

export const reports: Command = {
  data: {
    name: 'reports',
    description: 'Mistakes that people reported: settle them, or retire a card in this server',
    type: ApplicationCommandType.ChatInput,
    ...serversOnly(),
    default_member_permissions: String(PermissionFlagsBits.ManageGuild),
  },
  help: 'For server managers: mistakes that people reported, and cards retired here.',
  execute: async (interaction, context) => {
    const guildId = await managedReports(interaction, context);
    const sheet = await reportSheet(context, guildId, 0);
    await reply(interaction, context, reportMessage(sheet), { ephemeral: true });
  },
};
