import { refuse } from '../refusal.ts';
import { Flag, type Json } from '../wire.ts';
import { checkComponents } from './components.ts';
import { checkEmbeds } from './embeds.ts';
import { Issues, isSnowflake } from './issues.ts';

/** What the rules need to know about a message besides its body. */
export interface MessageSetting {
  /** `['data']` for interaction callbacks, else empty. */
  readonly at: readonly string[];
  /** File names of this request and, for an edit, of what the message keeps. */
  readonly files: ReadonlySet<string>;
  /** What `attachments` may list: the numbers of this request's files, the ids of those the message has. */
  readonly uploads: ReadonlySet<string>;
  /** Flags that may be set here; any other bit is refused. */
  readonly settable: number;
  /** The message before an edit. */
  readonly before?: {
    readonly flags: number;
    readonly content: string;
    readonly embeds: number;
    readonly files: number;
  };
}

/** Throws 50035 (or 50006 for an empty message) where Discord would refuse `body` as a message or an edit. */
export function checkMessage(body: Json, setting: MessageSetting): void {
  const { at, before, files } = setting;
  const issues = new Issues();
  const asked = issues.integer(body, 'flags', at, 0, 2 ** 31 - 1) ?? 0;
  const odd = asked & ~setting.settable & ~(before?.flags ?? 0);
  if (odd !== 0)
    issues.add([...at, 'flags'], 'MESSAGE_FLAGS_NOT_SETTABLE', `These flags cannot be set here: ${odd}.`);
  const v2 = ((asked | (before?.flags ?? 0)) & Flag.v2) !== 0;
  if (v2) checkV2Only(body, setting, issues);
  issues.string(body, 'content', at, 0, 2000);
  issues.boolean(body, 'tts', at);
  checkEmbeds(body, at, files, issues);
  checkComponents(body, at, { v2, files }, issues);
  checkMentions(body, at, issues);
  checkNonce(body, at, issues);
  checkAttachments(body, setting, issues);
  issues.throwIfAny();
  if (isEmpty(body, setting, v2)) throw refuse(50006);
}

function checkV2Only(body: Json, setting: MessageSetting, issues: Issues): void {
  const { at, before } = setting;
  const becoming = before !== undefined && (before.flags & Flag.v2) === 0;
  const tell = (key: string) =>
    issues.add(
      [...at, key],
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    );
  if (body.content || (becoming && before.content !== '' && body.content === undefined)) tell('content');
  if (
    Array.isArray(body.embeds)
      ? body.embeds.length > 0
      : becoming && before.embeds > 0 && body.embeds === undefined
  ) {
    tell('embeds');
  }
  if (body.poll) tell('poll');
  if (Array.isArray(body.sticker_ids) && body.sticker_ids.length > 0) tell('sticker_ids');
}

function isEmpty(body: Json, setting: MessageSetting, v2: boolean): boolean {
  const { before, files } = setting;
  const has = (key: string) =>
    Array.isArray(body[key]) ? (body[key] as unknown[]).length > 0 : String(body[key] ?? '').trim() !== '';
  if (v2) return before ? Array.isArray(body.components) && !has('components') : !has('components');
  if (has('content') || has('embeds') || has('poll') || has('sticker_ids') || files.size > 0) return false;
  if (!before) return true;
  const keepsContent = body.content === undefined && before.content !== '';
  const keepsEmbeds = body.embeds === undefined && before.embeds > 0;
  return !keepsContent && !keepsEmbeds;
}

/** `parse` and `users`/`roles` exclude each other; 100 ids at most. */
function checkMentions(body: Json, at: readonly string[], issues: Issues): void {
  const mentions = issues.model(body, 'allowed_mentions', at);
  if (mentions === undefined) return;
  const path = [...at, 'allowed_mentions'];
  const parse = issues.set(mentions, 'parse', path, MENTIONS.length, isMention);
  issues.boolean(mentions, 'replied_user', path);
  for (const key of ['users', 'roles'] as const) {
    const ids = issues.set(mentions, key, path, 100, isSnowflake);
    if (ids.length > 0 && parse.includes(key)) {
      issues.add(
        path,
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${key}"] and ${key}: [ids...] are mutually exclusive.`,
      );
    }
  }
}

const MENTIONS = ['users', 'roles', 'everyone'] as const;

function isMention(value: unknown): value is (typeof MENTIONS)[number] {
  return MENTIONS.some((one) => one === value);
}

function checkNonce(body: Json, at: readonly string[], issues: Issues): void {
  const nonce = body.nonce;
  if (nonce === undefined || nonce === null || typeof nonce === 'number') return;
  issues.string(body, 'nonce', at, 0, 25);
}

function checkAttachments(body: Json, { at, uploads }: MessageSetting, issues: Issues): void {
  for (const [index, entry] of issues.list(body, 'attachments', at, 0, 10)) {
    const path = [...at, 'attachments', index];
    if (entry.id === undefined || entry.id === null) issues.required([...path, 'id']);
    else if (!uploads.has(String(entry.id)))
      issues.add([...path, 'id'], 'ATTACHMENT_NOT_FOUND', 'The attachment was not found.');
    issues.string(entry, 'description', path, 0, 1024);
    issues.string(entry, 'filename', path, 1, 1024);
    issues.string(entry, 'title', path, 0, 1024);
    issues.boolean(entry, 'is_spoiler', path);
  }
}
