import {
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  MessageFlags,
  type RepliableInteraction,
  Routes,
} from 'discord.js';
import { postDirectly } from './direct-post.ts';
import { isCard, type OutgoingFile, type OutgoingMessage } from './message.ts';
import { multipart } from './multipart.ts';

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
  | { readonly type: InteractionResponseType.Modal; readonly modal: APIModalInteractionResponseCallbackData };

/**
 * Sends the first answer past what the library does on the way there: our messages are written in the API's form
 * already. The caller notes the answer in the interaction. Rejects as the library's `reply`, `update` and the like do.
 */
export async function sendCallback(interaction: RepliableInteraction, callback: Callback): Promise<void> {
  const files = 'message' in callback ? (callback.message.files ?? []) : [];
  const body = { type: callback.type, data: dataOf(callback) };
  await postDirectly(
    interaction.client.rest,
    Routes.interactionCallback(interaction.id, interaction.token),
    files.length === 0
      ? { body: JSON.stringify(body), contentType: 'application/json' }
      : multipart(body, files, interaction.id),
  );
}

/** Mentions are off in every message. An update without files removes those of the card before. */
function dataOf(callback: Callback): object | undefined {
  switch (callback.type) {
    case InteractionResponseType.Modal:
      return callback.modal;
    case InteractionResponseType.DeferredMessageUpdate:
      return undefined;
    case InteractionResponseType.DeferredChannelMessageWithSource:
      return { flags: callback.ephemeral ? MessageFlags.Ephemeral : 0 };
    default: {
      const { message, type } = callback;
      const files = message.files ?? [];
      const only = 'ephemeral' in callback && callback.ephemeral ? MessageFlags.Ephemeral : 0;
      return {
        ...(message.content === undefined ? {} : { content: message.content }),
        components: message.components ?? [],
        flags: (isCard(message) ? MessageFlags.IsComponentsV2 : 0) | only,
        allowed_mentions: { parse: [] },
        ...(files.length === 0 && type !== InteractionResponseType.UpdateMessage
          ? {}
          : { attachments: files.map(described) }),
      };
    }
  }
}

function described({ name, description }: OutgoingFile, id: number) {
  return { id, filename: name, ...(description === undefined ? {} : { description }) };
}
