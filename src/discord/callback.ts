import { type RepliableInteraction, Routes } from 'discord.js';
import type { OutgoingFile, OutgoingMessage } from './message.ts';
import { multipart } from './multipart.ts';

/** CHANNEL_MESSAGE_WITH_SOURCE: a message of its own; UPDATE_MESSAGE: the message a component stands on. */
export const CALLBACK = { message: 4, update: 7 } as const;

const NO_RESULT = new URLSearchParams({ with_response: 'false' });

/**
 * Answers an interaction with a message through the client's own REST, past what the library does on the way
 * there: our messages are written in the API's form already, and its FormData costs as much as the whole rest of an
 * answer. The caller notes the answer in the interaction. Rejects as the library's `reply` and `update` do.
 */
export async function sendCallback(
  interaction: RepliableInteraction,
  type: (typeof CALLBACK)[keyof typeof CALLBACK],
  message: OutgoingMessage,
  flags: number,
): Promise<void> {
  const files = message.files ?? [];
  const body = {
    type,
    data: {
      ...(message.content === undefined ? {} : { content: message.content }),
      components: message.components ?? [],
      flags,
      allowed_mentions: { parse: [] },
      ...(files.length === 0 && type !== CALLBACK.update ? {} : { attachments: files.map(described) }),
    },
  };
  const form = files.length === 0 ? undefined : multipart(body, files, interaction.id);
  await interaction.client.rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
    auth: false,
    query: NO_RESULT,
    ...(form === undefined
      ? { body }
      : { body: form.body, passThroughBody: true, headers: { 'Content-Type': form.contentType } }),
  });
}

function described({ name, description }: OutgoingFile, id: number) {
  return { id, filename: name, ...(description === undefined ? {} : { description }) };
}
