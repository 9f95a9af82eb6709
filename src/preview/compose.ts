import { storeFile, type Upload } from './files.ts';
import { isRecord } from './rules/issues.ts';
import { checkMessage } from './rules/message.ts';
import type { Attachment, Component, Embed, Json, Message, User } from './wire.ts';
import { Flag } from './wire.ts';
import type { Place, StoredMessage, World } from './world.ts';

/** The bot's side of a message: the JSON body and the files that came with it in one multipart request. */
export interface Draft {
  readonly body: Json;
  readonly files: ReadonlyMap<number, Upload>;
}

export interface Composition {
  readonly draft: Draft;
  readonly place: Place;
  readonly owner: string | null;
  /** `['data']` in interaction callbacks: where the errors tree starts. */
  readonly at: readonly string[];
  readonly settable: number;
  /** What an absent allowed_mentions means: webhooks parse users only, channel messages everything. */
  readonly mentions: 'users' | 'everything';
  readonly extra?: Partial<Message>;
}

/** Checks a new message as Discord does, stores it and tells the world. Throws a Refusal. */
export function createMessage(world: World, composition: Composition): StoredMessage {
  const { draft, place, owner, at, settable, extra } = composition;
  checkMessage(draft.body, { at, settable, files: namesOf(draft, []) });
  const id = world.id();
  const attachments = attach(world, place, draft, []);
  const flags = (Number(draft.body.flags ?? 0) | (owner === null ? 0 : Flag.ephemeral)) >>> 0;
  const message: Message = {
    id,
    type: 0,
    channel_id: place.id,
    author: world.bot,
    content: '',
    timestamp: new Date(world.now()).toISOString(),
    edited_timestamp: null,
    flags,
    embeds: [],
    components: [],
    attachments,
    mentions: [],
    mention_everyone: false,
    mention_roles: [],
    pinned: false,
    tts: false,
    ...extra,
    ...contentOf(draft.body, attachments),
    ...(draft.body.nonce === undefined || draft.body.nonce === null
      ? {}
      : { nonce: draft.body.nonce as string }),
  };
  return keep(world, {
    message: { ...message, ...mentionsOf(world, message, draft.body, composition.mentions) },
    owner,
  });
}

/** Stores a finished message and tells the world. */
export function keep(world: World, stored: StoredMessage): StoredMessage {
  world.addMessage(stored);
  world.tell({ kind: 'message', stored, by: stored.message.author.id });
  return stored;
}

/** Checks an edit as Discord does and applies it. A deferred answer stops loading. Throws a Refusal. */
export function editMessage(
  world: World,
  stored: StoredMessage,
  composition: Omit<Composition, 'owner' | 'extra'>,
): StoredMessage {
  const { draft, place, at, settable } = composition;
  const old = stored.message;
  const kept = keptAttachments(old.attachments, draft.body);
  checkMessage(draft.body, {
    at,
    settable: settable & ~Flag.ephemeral,
    files: namesOf(draft, kept),
    before: {
      flags: old.flags,
      content: old.content,
      embeds: old.embeds.length,
      files: old.attachments.length,
    },
  });
  const attachments = attach(world, place, draft, kept);
  const asked = Number(draft.body.flags ?? 0);
  const flags = (((old.flags & ~Flag.suppressEmbeds) | asked) & ~Flag.loading) >>> 0;
  const loading = (old.flags & Flag.loading) !== 0;
  const message: Message = {
    ...old,
    flags,
    attachments,
    edited_timestamp: loading ? null : new Date(world.now()).toISOString(),
    ...contentOf(draft.body, attachments),
  };
  stored.message = { ...message, ...mentionsOf(world, message, draft.body, composition.mentions) };
  world.tell({ kind: 'edit', stored, by: world.bot.id });
  return stored;
}

export function deleteMessage(world: World, stored: StoredMessage, by: string): void {
  world.messages.delete(stored.message.id);
  world.tell({ kind: 'delete', stored, by });
}

function namesOf(draft: Draft, kept: readonly Attachment[]): Set<string> {
  return new Set([...kept.map((one) => one.filename), ...[...draft.files.values()].map((one) => one.name)]);
}

/** An edit without `attachments` keeps them all; with it, only those whose ids it lists. */
function keptAttachments(old: readonly Attachment[], body: Json): readonly Attachment[] {
  if (!Array.isArray(body.attachments)) return old;
  const ids = new Set(body.attachments.map((one: unknown) => (isRecord(one) ? String(one.id) : '')));
  return old.filter((one) => ids.has(one.id));
}

function attach(world: World, place: Place, draft: Draft, kept: readonly Attachment[]): Attachment[] {
  const listed = Array.isArray(draft.body.attachments) ? draft.body.attachments.filter(isRecord) : [];
  const fresh = [...draft.files].map(([index, upload]) => {
    const entry = listed.find((one) => String(one.id) === String(index));
    const description = typeof entry?.description === 'string' ? { description: entry.description } : {};
    const name = typeof entry?.filename === 'string' ? entry.filename : upload.name;
    return storeFile(world, place.id, { ...upload, ...description, name }, false);
  });
  return [...kept, ...fresh];
}

/** The members of a message that the body sets, with attachment:// turned into addresses. */
function contentOf(body: Json, attachments: readonly Attachment[]): Partial<Message> {
  const resolve = <T>(value: T): T => resolveFiles(value, attachments) as T;
  let next = 1;
  const number = (component: Component): Component => ({
    ...component,
    id: component.id ? component.id : next++,
    ...(component.components ? { components: component.components.map(number) } : {}),
    ...(component.accessory ? { accessory: number(component.accessory) } : {}),
  });
  return {
    ...(body.content === undefined ? {} : { content: String(body.content ?? '').trim() }),
    ...(body.embeds === undefined
      ? {}
      : { embeds: resolve((body.embeds ?? []) as Embed[]).map((embed) => ({ ...embed, type: 'rich' })) }),
    ...(body.components === undefined
      ? {}
      : { components: resolve((body.components ?? []) as Component[]).map(number) }),
  };
}

function resolveFiles(value: unknown, attachments: readonly Attachment[]): unknown {
  if (typeof value === 'string' && value.startsWith('attachment://')) {
    const name = value.slice('attachment://'.length);
    return attachments.find((one) => one.filename === name)?.url ?? value;
  }
  if (Array.isArray(value)) return value.map((one) => resolveFiles(one, attachments));
  if (isRecord(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, resolveFiles(one, attachments)]),
    );
  }
  return value;
}

/** Whom the text would ping, after allowed_mentions: an edit without it is parsed with the defaults again. */
function mentionsOf(
  world: World,
  message: Message,
  body: Json,
  defaults: 'users' | 'everything',
): { mentions: User[]; mention_everyone: boolean } {
  const allowed = isRecord(body.allowed_mentions) ? body.allowed_mentions : undefined;
  const parse = allowed
    ? listOf(allowed.parse)
    : defaults === 'users'
      ? ['users']
      : ['users', 'everyone', 'roles'];
  const users = new Set(listOf(allowed?.users));
  const text = [message.content, ...texts(message.components)].join('\n');
  const named = [...text.matchAll(/<@!?(\d+)>/g)].map((match) => match[1] ?? '');
  const pinged = [...new Set(named)].filter((id) => parse.includes('users') || users.has(id));
  return {
    mentions: pinged.flatMap((id) => world.people.get(id)?.user ?? []),
    mention_everyone: parse.includes('everyone') && /@(everyone|here)\b/.test(text),
  };
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function* texts(components: readonly Component[]): Generator<string> {
  for (const one of components) {
    if (one.content) yield one.content;
    if (one.components) yield* texts(one.components);
  }
}
