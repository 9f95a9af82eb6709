import { setTimeout as sleep } from 'node:timers/promises';
import { type APIDMChannel, type REST, type RepliableInteraction, type RouteLike, Routes } from 'discord.js';
import { API_CODE, apiCode, isTransient } from './api-error.ts';
import type { Encoded } from './encode.ts';
import { doorOf } from './incoming.ts';
import { writeBody } from './multipart.ts';

/** Before the second and the third try. */
const PAUSES_MS = [0, 300] as const;

/** Before what follows a first answer is sent again, while Discord has not read that. */
const UNREAD_PAUSES_MS = [50, 100, 200, 400, 800, 1600] as const;

/** Puts the message in the place of "thinking", or of the message that a component stands on. */
export async function editAnswer(interaction: RepliableInteraction, message: Encoded): Promise<void> {
  const { rest } = interaction.client;
  const route = Routes.webhookMessage(interaction.applicationId, interaction.token, '@original');
  await afterAnswer(interaction, () => rest.patch(route, request(message, interaction.id, false)));
}

/** One more message after the first answer. One whose answer was lost may arrive twice, rather than never. */
export async function followUp(interaction: RepliableInteraction, message: Encoded): Promise<void> {
  const { rest } = interaction.client;
  const route = Routes.webhook(interaction.applicationId, interaction.token);
  await afterAnswer(interaction, () => rest.post(route, request(message, interaction.id, false)));
}

/**
 * What follows a first answer. Where that went as the response to a request, nobody tells when Discord has read it, and
 * what comes earlier is refused as for a webhook that is not known: it is sent again, for some seconds at most.
 */
async function afterAnswer(interaction: RepliableInteraction, send: () => Promise<unknown>): Promise<void> {
  const pauses = doorOf(interaction) === undefined ? [] : UNREAD_PAUSES_MS;
  for (const pause of pauses) {
    try {
      await persist(send);
      return;
    } catch (error) {
      if (apiCode(error) !== API_CODE.unknownWebhook) throw error;
      await sleep(pause);
    }
  }
  await persist(send);
}

/** A message of the bot's own, in any channel. With a nonce it arrives once, however often it has to be sent. */
export async function postInChannel(rest: REST, channelId: string, message: Encoded): Promise<unknown> {
  const route: RouteLike = Routes.channelMessages(channelId);
  return persist(() => rest.post(route, request(message, channelId, true)));
}

/** Edits a message of the bot's own, however old it is. */
export async function editInChannel(
  rest: REST,
  channelId: string,
  messageId: string,
  message: Encoded,
): Promise<void> {
  const route: RouteLike = Routes.channelMessage(channelId, messageId);
  await persist(() => rest.patch(route, request(message, messageId, true)));
}

/**
 * A message to a person; gives the channel of their direct messages. Where that is `known` already, it costs one request and
 * not two. Throws DiscordAPIError where they cannot be written to.
 */
export async function sendDirectly(
  rest: REST,
  userId: string,
  message: Encoded,
  known: string | null = null,
): Promise<string> {
  if (known !== null) {
    try {
      await postInChannel(rest, known, message);
      return known;
    } catch (error) {
      if (apiCode(error) !== API_CODE.unknownChannel) throw error;
    }
  }
  const open = { body: { recipient_id: userId } };
  const channel = (await persist(() => rest.post(Routes.userChannels(), open))) as APIDMChannel;
  await postInChannel(rest, channel.id, message);
  return channel.id;
}

/** Idempotent work against Discord, tried again where the connection breaks or Discord has trouble. */
export async function persist<T>(work: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES_MS) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error)) throw error;
      await sleep(pause);
    }
  }
  return work();
}

function request({ body, files }: Encoded, id: string, auth: boolean) {
  const written = writeBody(body, files, id);
  return {
    auth,
    body: written.body,
    passThroughBody: true,
    headers: { 'Content-Type': written.contentType },
  };
}
