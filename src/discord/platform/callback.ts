import {
  type APIModalInteractionResponseCallbackData,
  type ApplicationCommandOptionChoiceData,
  InteractionResponseType,
  MessageFlags,
} from 'discord.js';
import type { Context } from '../context.ts';
import { encode } from './encode.ts';
import { type CallbackOutcome, doorOf, type Incoming } from './incoming.ts';
import type { OutgoingFile, OutgoingMessage } from './message.ts';
import { writeBody } from './multipart.ts';
import { postCallback } from './post-callback.ts';

/** The first answer to an interaction, as Discord numbers its kinds. */
export type Callback =
  | {
      readonly type: InteractionResponseType.ChannelMessageWithSource;
      readonly message: OutgoingMessage;
      readonly ephemeral: boolean;
    }
  | { readonly type: InteractionResponseType.UpdateMessage; readonly message: OutgoingMessage }
  | { readonly type: InteractionResponseType.DeferredChannelMessageWithSource; readonly ephemeral: boolean }
  | { readonly type: InteractionResponseType.DeferredMessageUpdate }
  | { readonly type: InteractionResponseType.Modal; readonly modal: APIModalInteractionResponseCallbackData }
  | {
      readonly type: InteractionResponseType.ApplicationCommandAutocompleteResult;
      readonly choices: readonly ApplicationCommandOptionChoiceData[];
    };

/**
 * Sends the first answer, by the door that the interaction came in.
 * @throws DiscordAPIError for a refusal, Undelivered when the time is over, AnsweredElsewhere.
 */
export async function sendCallback(
  interaction: Incoming,
  callback: Callback,
  context: Pick<Context, 'log' | 'now'>,
): Promise<CallbackOutcome> {
  const { data, files } = dataOf(callback, context.log);
  const body = writeBody({ type: callback.type, data }, files, interaction.id);
  const door = doorOf(interaction) ?? postCallback;
  return door(interaction, body, context);
}

interface CallbackData {
  readonly data?: object;
  readonly files: readonly OutgoingFile[];
}

function dataOf(callback: Callback, log: Context['log']): CallbackData {
  switch (callback.type) {
    case InteractionResponseType.Modal:
      return { data: callback.modal, files: [] };
    case InteractionResponseType.DeferredMessageUpdate:
      return { files: [] };
    case InteractionResponseType.DeferredChannelMessageWithSource:
      return { data: { flags: callback.ephemeral ? MessageFlags.Ephemeral : 0 }, files: [] };
    case InteractionResponseType.ApplicationCommandAutocompleteResult:
      return { data: { choices: callback.choices }, files: [] };
    case InteractionResponseType.UpdateMessage: {
      const { body, files } = encode(callback.message, log, { replaces: true });
      return { data: body, files };
    }
    default: {
      const { body, files } = encode(callback.message, log, { ephemeral: callback.ephemeral });
      return { data: body, files };
    }
  }
}
