import { ApplicationIntegrationType, InteractionContextType } from 'discord.js';

/** Where a command is offered. Both are always stated: Discord reads an absent list as "everywhere". */
export interface Reach {
  readonly contexts: InteractionContextType[];
  readonly integration_types: ApplicationIntegrationType[];
}

/** In servers, in direct messages, and anywhere for a person who installed the app for themselves. */
export function everywhere(): Reach {
  return {
    contexts: [
      InteractionContextType.Guild,
      InteractionContextType.BotDM,
      InteractionContextType.PrivateChannel,
    ],
    integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  };
}

/** Only in servers that added the bot. */
export function serversOnly(): Reach {
  return {
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  };
}
