import type { Json, Message } from './wire.ts';
import type { Interaction, World } from './world.ts';

const Type = { command: 2, component: 3 } as const;

/** What Discord tells of the interaction a message answers, with the one that opened the modal it came from. */
export function metadataOf(interaction: Interaction): Json {
  const data = interaction.event.data as Json | undefined;
  return {
    id: interaction.id,
    type: interaction.type,
    user: interaction.person.user,
    authorizing_integration_owners: interaction.event.authorizing_integration_owners,
    ...(interaction.type === Type.command
      ? { name: commandName(interaction), command_type: data?.type }
      : {}),
    ...(data?.target_id ? { target_message_id: data.target_id } : {}),
    ...(interaction.type === Type.component && interaction.source
      ? { interacted_message_id: interaction.source.message.id }
      : {}),
    ...(interaction.opener ? { triggering_interaction_metadata: metadataOf(interaction.opener) } : {}),
  };
}

/** With its subcommand: `deck show`. */
function commandName(interaction: Interaction): string {
  const names: unknown[] = [];
  let step = interaction.event.data as Json | undefined;
  while (step) {
    names.push(step.name);
    const [first]: Json[] = Array.isArray(step.options) ? (step.options as Json[]) : [];
    step = first && Number(first.type) <= 2 ? first : undefined;
  }
  return names.join(' ');
}

/** Answers to a component, and messages after the first, refer to the message before. */
export function referenceTo(interaction: Interaction, messageId: string): Json {
  const { id, guild } = interaction.place;
  return { type: 0, channel_id: id, message_id: messageId, ...(guild ? { guild_id: guild.id } : {}) };
}

/** What a message says of the interaction it answers: its type, whose it is, and what it refers to. */
export function originOf(world: World, interaction: Interaction): Partial<Message> {
  const command = interaction.type === Type.command;
  const data = interaction.event.data as Json | undefined;
  const { source } = interaction;
  return {
    type: command ? (data?.type === 1 ? 20 : 23) : source ? 19 : 0,
    application_id: world.bot.id,
    webhook_id: world.bot.id,
    interaction_metadata: metadataOf(interaction),
    ...(command
      ? {
          interaction: {
            id: interaction.id,
            type: 2,
            name: commandName(interaction),
            user: interaction.person.user,
          },
        }
      : {}),
    ...(source ? { message_reference: referenceTo(interaction, source.message.id) } : {}),
  };
}
