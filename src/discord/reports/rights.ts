import type { ButtonInteraction, ModalSubmitInteraction } from 'discord.js';
import { UserError } from '../../runtime/user-error.ts';
import type { Context } from '../context.ts';
import type { CommandInteraction } from '../platform/command.ts';
import { managedServer } from '../platform/deck-rights.ts';

/** The server whose reports this person may see and settle: those who may change its decks may. Throws UserError. */
export async function managedReports(
  interaction: CommandInteraction | ButtonInteraction | ModalSubmitInteraction,
  context: Context,
): Promise<string> {
  try {
    return await managedServer(interaction, context);
  } catch (error) {
    if (!(error instanceof UserError) || error.identifier !== 'not-a-manager') throw error;
    throw new UserError({
      identifier: 'not-a-manager',
      message:
        'Only people who manage this server (permission "Manage Server") or its decks can see its reports and retire cards. Ask one of them.',
    });
  }
}
