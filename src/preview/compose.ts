import { attach, keptAttachments, MOST_FILES, namesOf, sentFiles, uploadsOf } from './attached.ts';
import { echoComponents, echoEmbeds, notShown } from './echo.ts';
import type { Upload } from './files.ts';
import { refuse, refuseStatus } from './refusal.ts';
import { overBudget } from './rules/components.ts';
import { isRecord } from './rules/issues.ts';
import { checkMessage } from './rules/message.ts';
import { apiTime } from './time.ts';
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
  if (draft.files.size > MOST_FILES) throw refuse(30015);
  checkMessage(draft.body, { at, settable, files: namesOf(draft, []), uploads: uploadsOf(draft, []) });
  checkBudget(draft.body, at);
  const id = world.id();
  const files = attach(world, place, draft, [], owner !== null);
  const flags = (Number(draft.body.flags ?? 0) | (owner === null ? 0 : Flag.ephemeral)) >>> 0;
  const message: Message = {
    id,
    type: 0,
    channel_id: place.id,
    author: world.bot,
    content: '',
    timestamp: apiTime(world.now()),
    edited_timestamp: null,
    flags,
    embeds: [],
    components: [],
    attachments: [],
    mentions: [],
    mention_everyone: false,
    mention_roles: [],
    pinned: false,
    tts: false,
    ...extra,
    ...contentOf(world, draft.body, files),
    ...(draft.body.nonce === undefined || draft.body.nonce === null
      ? {}
      : { nonce: draft.body.nonce as string }),
  };
  return keep(world, {
    message: {
      ...message,
      attachments: notShown(world, message, files),
      ...mentionsOf(world, message, draft.body, composition.mentions),
    },
    owner,
    files,
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
  const kept = keptAttachments(stored.files, draft.body);
  const sent = sentFiles(draft);
  if (kept.length + sent.files.size > MOST_FILES) throw refuse(30015);
  checkMessage(draft.body, {
    at,
    settable: settable & ~Flag.ephemeral,
    files: namesOf(sent, kept),
    uploads: uploadsOf(draft, stored.files),
    before: {
      flags: old.flags,
      content: old.content,
      embeds: old.embeds.length,
      files: stored.files.length,
    },
  });
  stored.files = attach(world, place, sent, kept, stored.owner !== null);
  checkBudget(draft.body, at);
  const asked = Number(draft.body.flags ?? 0);
  const flags = (((old.flags & ~Flag.suppressEmbeds) | asked) & ~Flag.loading) >>> 0;
  const loading = (old.flags & Flag.loading) !== 0;
  const message: Message = {
    ...old,
    flags,
    edited_timestamp: loading ? null : apiTime(world.now()),
    ...contentOf(world, draft.body, stored.files),
  };
  stored.message = {
    ...message,
    attachments: notShown(world, message, stored.files),
    ...mentionsOf(world, message, draft.body, composition.mentions),
  };
  world.tell({ kind: 'edit', stored, by: world.bot.id });
  return stored;
}

export function deleteMessage(world: World, stored: StoredMessage, by: string): void {
  world.messages.delete(stored.message.id);
  world.tell({ kind: 'delete', stored, by });
}

/** What is over an undocumented budget is an unknown interaction to a callback, and an error of the server elsewhere. */
function checkBudget(body: Json, at: readonly string[]): void {
  if (!overBudget(body.components)) return;
  throw at.length > 0 ? refuse(10062) : refuseStatus(500, 'Internal Server Error');
}

/** The members of a message that the body sets, as Discord gives them back. */
function contentOf(world: World, body: Json, files: readonly Attachment[]): Partial<Message> {
  const { content, embeds, components } = body;
  return {
    ...(content === undefined ? {} : { content: String(content ?? '').trim() }),
    ...(embeds === undefined ? {} : { embeds: echoEmbeds(world, (embeds ?? []) as Embed[], files) }),
    ...(components === undefined
      ? {}
      : { components: echoComponents(world, (components ?? []) as Component[], files) }),
  };
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
