import { ApplicationCommandType, PermissionFlagsBits } from 'discord.js';
import type { Command } from '../platform/command.ts';
import { serversOnly } from '../platform/reach.ts';
import { reply } from '../platform/respond.ts';
import { ownServer } from './rights.ts';
import { serverState } from './state.ts';
import { serverMessage } from './view.ts';

export const server: Command = {
  data: {
    name: 'server',
    description:
      'For managers of this server: its default deck, where matches may run, who changes its decks',
    type: ApplicationCommandType.ChatInput,
    ...serversOnly(),
    default_member_permissions: String(PermissionFlagsBits.ManageGuild),
  },
  help: 'For server managers: the default deck, the order of decks, where matches may run, who changes the decks.',
  execute: async (interaction, context) => {
    const guildId = ownServer(interaction);
    const shown = serverMessage(await serverState(interaction, context, guildId));
    await reply(interaction, context, shown, { ephemeral: true });
  },
};
