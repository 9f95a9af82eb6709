import {
  type APIModalInteractionResponseCallbackData,
  type ApplicationCommandOptionChoiceData,
  type AutocompleteInteraction,
  type InteractionEditReplyOptions,
  InteractionResponseType,
  MessageFlags,
  type RepliableInteraction,
} from 'discord.js';
import { ackedState, setAcked } from './ack.ts';
import { API_CODE, apiCode, isLostAnswer } from './api-error.ts';
import { type Callback, sendCallback } from './callback.ts';
import type { Context } from './context.ts';
import { isCard, type OutgoingMessage } from './message.ts';
import { checkModal, fitChoices, fitMessage } from './payload-limits.ts';

/** Visible to the one person only, unless they asked to share. */
export interface Visibility {
  readonly ephemeral: boolean;
}

/** Discord forgets an unanswered interaction after 3 s; past this age a second try only fails. */
const RETRY_UNTIL_MS = 2500;

/** "Thinking…" for a command or modal, or for a component whose answer is a message of its own. */
export async function defer(
  interaction: RepliableInteraction,
  context: Context,
  { ephemeral }: Visibility,
): Promise<void> {
  await answer(interaction, context, {
    type: InteractionResponseType.DeferredChannelMessageWithSource,
    ephemeral,
  });
  interaction.deferred = true;
  setAcked(interaction, 'deferred');
}

/**
 * Answers with a message: as the reply, in place of "thinking", or as one more message when an answer is out.
 * The first answer decides who sees it; `ephemeral` of a deferred reply was fixed by {@link defer}.
 */
export async function reply(
  interaction: RepliableInteraction,
  context: Context,
  message: OutgoingMessage,
  { ephemeral }: Visibility,
): Promise<void> {
  const state = ackedState(interaction);
  const fitted = fitMessage(message, context.log);
  if (state === 'deferred') {
    await edit(interaction, fitted);
    return;
  }
  if (state !== 'none') {
    const { flags, ...payload } = toPayload(fitted);
    await interaction.followUp({ ...payload, flags: flags | (ephemeral ? MessageFlags.Ephemeral : 0) });
    return;
  }
  const outcome = await answer(interaction, context, {
    type: InteractionResponseType.ChannelMessageWithSource,
    message: fitted,
    ephemeral,
  });
  await settle(interaction, fitted, outcome);
}

/** Replaces the card a component stands on; for anything else the same as {@link reply} in private. */
export async function update(
  interaction: RepliableInteraction,
  context: Context,
  message: OutgoingMessage,
): Promise<void> {
  const onMessage =
    interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage());
  if (!onMessage) {
    await reply(interaction, context, message, { ephemeral: true });
    return;
  }
  const fitted = fitMessage(message, context.log);
  if (ackedState(interaction) !== 'none') {
    await edit(interaction, fitted);
    return;
  }
  const outcome = await answer(interaction, context, {
    type: InteractionResponseType.UpdateMessage,
    message: fitted,
  });
  await settle(interaction, fitted, outcome);
}

/** Acknowledges a component without showing anything; the next {@link update} edits its card. */
export async function deferUpdate(interaction: RepliableInteraction, context: Context): Promise<void> {
  if (!interaction.isMessageComponent() && !(interaction.isModalSubmit() && interaction.isFromMessage())) {
    await defer(interaction, context, { ephemeral: true });
    return;
  }
  await answer(interaction, context, { type: InteractionResponseType.DeferredMessageUpdate });
  interaction.deferred = true;
  setAcked(interaction, 'updating');
}

/** Opens a modal: only as the first answer to a command or component, within 3 s. */
export async function openModal(
  interaction: RepliableInteraction,
  context: Context,
  modal: APIModalInteractionResponseCallbackData,
): Promise<void> {
  const problems = checkModal(modal);
  if (problems.length > 0) throw new RangeError(`modal ${modal.custom_id}: ${problems.join('; ')}`);
  if (interaction.isModalSubmit()) throw new TypeError('A modal cannot be opened from a modal.');
  await answer(interaction, context, { type: InteractionResponseType.Modal, modal });
  interaction.replied = true;
  setAcked(interaction, 'answered');
}

/** At most 25 choices of at most 100 characters; the rest is left out. */
export async function suggest(
  interaction: AutocompleteInteraction,
  choices: readonly ApplicationCommandOptionChoiceData[],
): Promise<void> {
  setAcked(interaction, 'answered');
  await interaction.respond(fitChoices(choices));
}

/** One sentence to this person alone, whatever was answered before. Never replaces a card. */
export async function tell(
  interaction: RepliableInteraction,
  context: Context,
  content: string,
): Promise<void> {
  await reply(interaction, context, { content }, { ephemeral: true });
}

type CallbackOutcome = 'sent' | 'already-acknowledged';

/**
 * Sends the first answer. A connection that broke is tried once more while the interaction is young; 40060 then,
 * or after the library's own retry, means that an earlier answer arrived, which is a success of that one.
 */
async function answer(
  interaction: RepliableInteraction,
  context: Context,
  callback: Callback,
): Promise<CallbackOutcome> {
  try {
    await sendCallback(interaction, callback);
  } catch (error) {
    if (apiCode(error) === API_CODE.alreadyAcknowledged) return 'already-acknowledged';
    if (!isLostAnswer(error) || context.now() - interaction.createdTimestamp > RETRY_UNTIL_MS) throw error;
    return answerAgain(interaction, callback);
  }
  return 'sent';
}

async function answerAgain(interaction: RepliableInteraction, callback: Callback): Promise<CallbackOutcome> {
  try {
    await sendCallback(interaction, callback);
  } catch (error) {
    if (apiCode(error) === API_CODE.alreadyAcknowledged) return 'already-acknowledged';
    throw error;
  }
  return 'sent';
}

async function settle(
  interaction: RepliableInteraction,
  message: OutgoingMessage,
  outcome: CallbackOutcome,
): Promise<void> {
  interaction.replied = true;
  setAcked(interaction, 'answered');
  if (outcome === 'already-acknowledged') await edit(interaction, message);
}

async function edit(interaction: RepliableInteraction, message: OutgoingMessage): Promise<void> {
  const { flags, ...payload } = toPayload(message);
  const options: InteractionEditReplyOptions = {
    ...payload,
    ...(flags === 0 ? {} : { flags: MessageFlags.IsComponentsV2 }),
    ...(payload.files.length === 0 ? { attachments: [] } : {}),
  };
  try {
    await interaction.editReply(options);
  } catch (error) {
    if (!isLostAnswer(error)) throw error;
    await interaction.editReply(options);
  }
  setAcked(interaction, 'answered');
}

/** The library's form of a message. Mentions are off in every one: an edit would parse them again. */
function toPayload(message: OutgoingMessage) {
  return {
    ...(message.content === undefined ? {} : { content: message.content }),
    components: [...(message.components ?? [])],
    files: (message.files ?? []).map((file) => ({
      name: file.name,
      attachment: typeof file.data === 'string' ? Buffer.from(file.data, 'utf8') : file.data,
      ...(file.description === undefined ? {} : { description: file.description }),
    })),
    allowedMentions: { parse: [] },
    flags: flagsOf(message),
  } as const satisfies Record<string, unknown>;
}

function flagsOf(message: OutgoingMessage): MessageFlags.IsComponentsV2 | 0 {
  return isCard(message) ? MessageFlags.IsComponentsV2 : 0;
}
