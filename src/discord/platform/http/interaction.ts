import {
  type APIInteraction,
  ApplicationCommandType,
  AutocompleteInteraction,
  ButtonInteraction,
  ChannelSelectMenuInteraction,
  ChatInputCommandInteraction,
  type Client,
  ComponentType,
  InteractionType,
  MentionableSelectMenuInteraction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  RoleSelectMenuInteraction,
  StringSelectMenuInteraction,
  UserContextMenuCommandInteraction,
  UserSelectMenuInteraction,
} from 'discord.js';
import type { Incoming } from '../incoming.ts';

/** The library makes its structures itself, over the gateway; their constructors are there, but not in its types. */
type Structure = new (client: Client, data: object) => Incoming;
const structure = (made: unknown): Structure => made as Structure;

const COMMANDS: Readonly<Record<number, Structure>> = {
  [ApplicationCommandType.ChatInput]: structure(ChatInputCommandInteraction),
  [ApplicationCommandType.User]: structure(UserContextMenuCommandInteraction),
  [ApplicationCommandType.Message]: structure(MessageContextMenuCommandInteraction),
};

const COMPONENTS: Readonly<Record<number, Structure>> = {
  [ComponentType.Button]: structure(ButtonInteraction),
  [ComponentType.StringSelect]: structure(StringSelectMenuInteraction),
  [ComponentType.UserSelect]: structure(UserSelectMenuInteraction),
  [ComponentType.RoleSelect]: structure(RoleSelectMenuInteraction),
  [ComponentType.MentionableSelect]: structure(MentionableSelectMenuInteraction),
  [ComponentType.ChannelSelect]: structure(ChannelSelectMenuInteraction),
};

/**
 * A payload as the structure that the gateway would have made of it; undefined where it is no interaction, or of a
 * kind that the library does not know. The client need not be connected, but must know its application.
 */
export function interactionOf(client: Client, payload: unknown): Incoming | undefined {
  if (!isInteraction(payload)) return undefined;
  const Made = structureOf(payload);
  if (Made === undefined) return undefined;
  try {
    return new Made(client, payload);
  } catch (error) {
    // Something that the structure reads is not there.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Whether it has what every interaction has; the signature says that Discord wrote it. */
function isInteraction(payload: unknown): payload is APIInteraction {
  if (typeof payload !== 'object' || payload === null) return false;
  const { id, token, type, data } = payload as Readonly<Record<string, unknown>>;
  return (
    /^\d{1,20}$/.test(String(id)) &&
    typeof token === 'string' &&
    typeof type === 'number' &&
    typeof data === 'object' &&
    data !== null
  );
}

function structureOf(payload: APIInteraction): Structure | undefined {
  switch (payload.type) {
    case InteractionType.ApplicationCommand:
      return COMMANDS[payload.data.type];
    case InteractionType.MessageComponent:
      return COMPONENTS[payload.data.component_type];
    case InteractionType.ApplicationCommandAutocomplete:
      return structure(AutocompleteInteraction);
    case InteractionType.ModalSubmit:
      return structure(ModalSubmitInteraction);
    default:
      return undefined;
  }
}
