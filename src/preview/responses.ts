import { createMessage, type Draft, deleteMessage, editMessage, keep } from './compose.ts';
import { metadataOf, originOf, referenceTo } from './origin.ts';
import { isHeldBack } from './permissions.ts';
import { refuse } from './refusal.ts';
import { checkChoice } from './rules/commands.ts';
import { Issues } from './rules/issues.ts';
import { checkModal } from './rules/modal.ts';
import { apiTime } from './time.ts';
import { type Choice, Flag, type Json, type Message, type Modal } from './wire.ts';
import type { Interaction, StoredMessage, World } from './world.ts';

/** The first response must come within 3 s; the token then lives for 15 min. */
export const ANSWER_MS = 3000;
const TOKEN_MS = 15 * 60 * 1000;

const Callback = { message: 4, defer: 5, deferUpdate: 6, update: 7, choices: 8, modal: 9 } as const;
const Type = { autocomplete: 4, modal: 5 } as const;
const SETTABLE = Flag.suppressEmbeds | Flag.ephemeral | Flag.v2 | Flag.voice | Flag.suppressNotifications;

/**
 * The first response to an interaction: POST /interactions/:id/:token/callback.
 * Gives the message it made or changed, if any. Throws 10062, 40060, 50035, 50006.
 */
export function answer(world: World, id: string, token: string, draft: Draft): StoredMessage | null {
  const interaction = world.interactions.get(id);
  if (!interaction || interaction.token !== token) throw refuse(10062);
  if (interaction.answer !== null) throw refuse(40060);
  if (interaction.failed || world.now() - interaction.createdAt > ANSWER_MS) throw refuse(10062);
  const type = checkType(draft.body, interaction);
  const data = dataOf(draft.body);
  const inner: Draft = { body: data, files: draft.files };
  const stored = apply(world, interaction, type, inner);
  interaction.answer = type;
  world.pending.delete(interaction);
  interaction.ackMs = world.now() - interaction.createdAt;
  interaction.original = stored?.message.id ?? null;
  world.tell({ kind: 'interaction', interaction });
  return stored;
}

function dataOf(body: Json): Json {
  const issues = new Issues();
  const data = issues.model(body, 'data', []);
  issues.throwIfAny();
  return data ?? {};
}

function checkType(body: Json, interaction: Interaction): number {
  const issues = new Issues();
  const allowed: number[] =
    interaction.type === Type.autocomplete ? [Callback.choices] : [Callback.message, Callback.defer];
  if (interaction.type !== Type.autocomplete && interaction.type !== Type.modal) allowed.push(Callback.modal);
  if (interaction.source) allowed.push(Callback.deferUpdate, Callback.update);
  const type = issues.choice(body, 'type', [], allowed, true);
  issues.throwIfAny();
  return type ?? 0;
}

function apply(world: World, interaction: Interaction, type: number, draft: Draft): StoredMessage | null {
  const shared = { place: interaction.place, at: ['data'], settable: SETTABLE, mentions: 'users' as const };
  if (type === Callback.message) {
    interaction.ephemeral = isEphemeral(interaction, Number(draft.body.flags ?? 0));
    return createMessage(world, {
      ...shared,
      draft,
      owner: ownerOf(interaction),
      extra: originOf(world, interaction),
    });
  }
  if (type === Callback.defer) return defer(world, interaction, draft);
  if (type === Callback.modal) {
    checkModal(draft.body);
    interaction.modal = draft.body as unknown as Modal;
    return null;
  }
  if (type === Callback.choices) {
    interaction.choices = choicesOf(draft.body, interaction);
    return null;
  }
  const source = interaction.source;
  if (!source) return null;
  interaction.ephemeral = source.owner !== null;
  if (type === Callback.update) {
    if (!world.messages.has(source.message.id)) throw refuse(10008);
    editMessage(world, source, { ...shared, draft });
  }
  return source;
}

/** "thinking…": only EPHEMERAL may be set; IS_COMPONENTS_V2 comes with the edit. */
function defer(world: World, interaction: Interaction, draft: Draft): StoredMessage {
  const issues = new Issues();
  const flags = issues.integer(draft.body, 'flags', ['data'], 0, 2 ** 31 - 1) ?? 0;
  if ((flags & ~Flag.ephemeral) !== 0) {
    issues.add(
      ['data', 'flags'],
      'MESSAGE_FLAGS_NOT_SETTABLE',
      'Only EPHEMERAL may be set on a deferred response.',
    );
  }
  issues.throwIfAny();
  interaction.ephemeral = isEphemeral(interaction, flags);
  const owner = ownerOf(interaction);
  const message: Message = {
    id: world.id(),
    type: 0,
    channel_id: interaction.place.id,
    author: world.bot,
    content: '',
    timestamp: apiTime(world.now()),
    edited_timestamp: null,
    flags: (owner === null ? 0 : Flag.ephemeral) | Flag.loading,
    embeds: [],
    components: [],
    attachments: [],
    mentions: [],
    mention_everyone: false,
    mention_roles: [],
    pinned: false,
    tts: false,
    ...originOf(world, interaction),
  };
  return keep(world, { message, owner, files: [] });
}

function choicesOf(body: Json, interaction: Interaction): Choice[] {
  const issues = new Issues();
  const type = focusedType((interaction.event.data as Json | undefined)?.options);
  const list = issues.list(body, 'choices', ['data'], 0, 25);
  for (const [index, choice] of list) checkChoice(choice, type, ['data', 'choices', index], issues);
  issues.throwIfAny();
  return list.map(([, choice]) => ({ name: String(choice.name), value: choice.value as string | number }));
}

function focusedType(options: unknown): number {
  if (!Array.isArray(options)) return 3;
  for (const one of options as Json[]) {
    if (one.focused === true) return Number(one.type);
    if (Array.isArray(one.options)) return focusedType(one.options);
  }
  return 3;
}

/** Finds what a webhook token stands for. Throws 10015 before the first response, 50027 after 15 minutes. */
export function webhookOf(world: World, applicationId: string, token: string): Interaction {
  const interaction = world.byToken.get(token);
  if (!interaction || applicationId !== world.bot.id) throw refuse(10015);
  if (world.now() - interaction.createdAt > TOKEN_MS) throw refuse(50027);
  if (interaction.answer === null || interaction.answer === Callback.choices) throw refuse(10015);
  return interaction;
}

/** POST /webhooks/:application/:token. Right after a deferral it completes that one, as Discord does. */
export function followUp(world: World, interaction: Interaction, draft: Draft): StoredMessage {
  const original = interaction.original ? world.messages.get(interaction.original) : undefined;
  if (original && (original.message.flags & Flag.loading) !== 0) {
    const flags = Number(draft.body.flags ?? 0) & ~Flag.ephemeral;
    return editResponse(world, interaction, original, { ...draft, body: { ...draft.body, flags } });
  }
  if (interaction.userInstalledOnly && interaction.followUps.length >= 5) throw refuse(40094);
  const ephemeral = isEphemeral(interaction, Number(draft.body.flags ?? 0));
  const stored = createMessage(world, {
    draft,
    place: interaction.place,
    owner: ephemeral ? interaction.person.user.id : null,
    at: [],
    settable: SETTABLE,
    mentions: 'users',
    extra: {
      ...originOf(world, interaction),
      type: 19,
      ...(interaction.original
        ? {
            message_reference: referenceTo(interaction, interaction.original),
            interaction_metadata: {
              ...metadataOf(interaction),
              original_response_message_id: interaction.original,
            },
          }
        : {}),
    },
  });
  interaction.followUps.push(stored.message.id);
  interaction.steps += 1;
  world.tell({ kind: 'interaction', interaction });
  return stored;
}

/** `@original`, or the id of a message that this interaction made or came from. Throws 10008. */
export function responseOf(world: World, interaction: Interaction, which: string): StoredMessage {
  const id = which === '@original' ? interaction.original : which;
  const own = [interaction.original, interaction.source?.message.id, ...interaction.followUps];
  const stored = id === null || !own.includes(id) ? undefined : world.messages.get(id);
  if (!stored || stored.message.author.id !== world.bot.id) throw refuse(10008);
  return stored;
}

export function editResponse(
  world: World,
  interaction: Interaction,
  stored: StoredMessage,
  draft: Draft,
): StoredMessage {
  editMessage(world, stored, {
    draft,
    place: interaction.place,
    at: [],
    settable: SETTABLE,
    mentions: 'users',
  });
  interaction.steps += 1;
  world.tell({ kind: 'interaction', interaction });
  return stored;
}

export function deleteResponse(world: World, interaction: Interaction, stored: StoredMessage): void {
  deleteMessage(world, stored, world.bot.id);
  interaction.steps += 1;
  world.tell({ kind: 'interaction', interaction });
}

/** The body of a callback answered with `?with_response=true`. */
export function callbackResponse(interaction: Interaction, message: Json | null): Json {
  const type = interaction.answer;
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      ...(interaction.original === null
        ? {}
        : {
            response_message_id: interaction.original,
            response_message_loading: type === Callback.defer,
            response_message_ephemeral: interaction.ephemeral,
          }),
    },
    ...(message && (type === Callback.message || type === Callback.update)
      ? { resource: { type, message } }
      : {}),
  };
}

/** Marks those as failed that nobody answered in time: "The application did not respond". */
export function expire(world: World): void {
  for (const interaction of world.pending) {
    if (world.now() - interaction.createdAt <= ANSWER_MS) continue;
    fail(world, interaction);
  }
}

/** "The application did not respond", if nothing else was answered. */
export function fail(world: World, interaction: Interaction): void {
  if (interaction.answer !== null || interaction.failed) return;
  interaction.failed = true;
  world.pending.delete(interaction);
  world.tell({ kind: 'interaction', interaction });
}

function isEphemeral(interaction: Interaction, flags: number): boolean {
  return (flags & Flag.ephemeral) !== 0 || isHeldBack(interaction);
}

function ownerOf(interaction: Interaction): string | null {
  return interaction.ephemeral ? interaction.person.user.id : null;
}
