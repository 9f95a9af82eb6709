import {
  type APIModalInteractionResponseCallbackData,
  type ApplicationCommandOptionChoiceData,
  type AutocompleteInteraction,
  type ButtonInteraction,
  ComponentType,
  InteractionContextType,
  InteractionResponseType,
  MessageFlags,
  type RepliableInteraction,
} from 'discord.js';
import type { Context } from '../context.ts';
import { ackedState, setAcked } from './ack.ts';
import { sendCallback } from './callback.ts';
import { unmarked } from './components.ts';
import { encode } from './encode.ts';
import type { OutgoingMessage } from './message.ts';
import { checkModal, fitChoices } from './payload-limits.ts';
import { editAnswer, followUp } from './post.ts';

/** Visible to the one person only, unless they asked to share. */
export interface Visibility {
  readonly ephemeral: boolean;
}

/** "Thinking…" for a command or modal, or for a component whose answer is a message of its own. */
export async function defer(
  interaction: RepliableInteraction,
  context: Context,
  { ephemeral }: Visibility,
): Promise<void> {
  const type = InteractionResponseType.DeferredChannelMessageWithSource;
  await sendCallback(interaction, { type, ephemeral }, context);
  setAcked(interaction, 'deferred');
}

/** The same where nothing was answered yet; a component whose own message is to change is only acknowledged. */
export async function deferOnce(
  interaction: RepliableInteraction,
  context: Context,
  { ephemeral, inPlace = false }: Visibility & { readonly inPlace?: boolean },
): Promise<void> {
  if (ackedState(interaction) !== 'none') return;
  if (inPlace) await deferUpdate(interaction, context);
  else await defer(interaction, context, { ephemeral });
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
  if (state === 'deferred') await edit(interaction, context, message);
  else if (state !== 'none') await followUp(interaction, encode(message, context.log, { ephemeral }));
  else {
    const type = InteractionResponseType.ChannelMessageWithSource;
    const outcome = await sendCallback(interaction, { type, message, ephemeral }, context);
    setAcked(interaction, 'answered');
    if (outcome === 'answered-before') await edit(interaction, context, message);
  }
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
  if (ackedState(interaction) === 'none') {
    const type = InteractionResponseType.UpdateMessage;
    const outcome = await sendCallback(interaction, { type, message }, context);
    setAcked(interaction, 'answered');
    if (outcome === 'sent') return;
  }
  await edit(interaction, context, message);
}

/**
 * Something that is for whoever pressed a button: in the place of its message where nobody else sees that, else as one
 * of their own.
 */
export async function updateOwn(
  interaction: ButtonInteraction,
  context: Context,
  message: OutgoingMessage,
): Promise<void> {
  const alone =
    interaction.message.flags.has(MessageFlags.Ephemeral) ||
    interaction.context === InteractionContextType.BotDM;
  if (alone) await update(interaction, context, message);
  else await reply(interaction, context, message, { ephemeral: true });
}

/** Acknowledges a component without showing anything; the next {@link update} edits its card. */
export async function deferUpdate(interaction: RepliableInteraction, context: Context): Promise<void> {
  if (!interaction.isMessageComponent() && !(interaction.isModalSubmit() && interaction.isFromMessage())) {
    await defer(interaction, context, { ephemeral: true });
    return;
  }
  await sendCallback(interaction, { type: InteractionResponseType.DeferredMessageUpdate }, context);
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
  const plain = { ...modal, title: unmarked(modal.title), components: modal.components.map(plainLabel) };
  if (interaction.isModalSubmit()) throw new TypeError('A modal cannot be opened from a modal.');
  await sendCallback(interaction, { type: InteractionResponseType.Modal, modal: plain }, context);
  setAcked(interaction, 'answered');
}

function plainLabel<C extends APIModalInteractionResponseCallbackData['components'][number]>(
  component: C,
): C {
  if (component.type !== ComponentType.Label) return component;
  const { label, description } = component;
  return {
    ...component,
    label: unmarked(label),
    ...(description === undefined ? {} : { description: unmarked(description) }),
  };
}

/** At most 25 choices of at most 100 characters; the rest is left out. */
export async function suggest(
  interaction: AutocompleteInteraction,
  context: Context,
  choices: readonly ApplicationCommandOptionChoiceData[],
): Promise<void> {
  const type = InteractionResponseType.ApplicationCommandAutocompleteResult;
  await sendCallback(
    interaction,
    { type, choices: fitChoices(choices.map((each) => ({ ...each, name: unmarked(each.name) }))) },
    context,
  );
  setAcked(interaction, 'answered');
}

/** One sentence to this person alone, whatever was answered before. Never replaces a message. */
export async function tell(
  interaction: RepliableInteraction,
  context: Context,
  content: string,
): Promise<void> {
  if (ackedState(interaction) !== 'none') {
    await reply(interaction, context, { content }, { ephemeral: true });
    return;
  }
  const message = { content };
  const type = InteractionResponseType.ChannelMessageWithSource;
  const outcome = await sendCallback(interaction, { type, message, ephemeral: true }, context);
  setAcked(interaction, 'answered');
  // An answer of which nobody knew whether it arrived is there; the sentence comes beside it.
  if (outcome === 'answered-before') await reply(interaction, context, message, { ephemeral: true });
}

async function edit(
  interaction: RepliableInteraction,
  context: Context,
  message: OutgoingMessage,
): Promise<void> {
  await editAnswer(interaction, encode(message, context.log, { replaces: true }));
  setAcked(interaction, 'answered');
}
