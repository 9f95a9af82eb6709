import { DiscordAPIError, HTTPError } from 'discord.js';
import { atSource } from '../../runtime/source-lines.ts';

/** Discord's JSON error codes that Podium acts on (topics/opcodes-and-status-codes). */
export const API_CODE = {
  unknownChannel: 10003,
  unknownGuild: 10004,
  unknownMember: 10007,
  unknownMessage: 10008,
  unknownUser: 10013,
  unknownWebhook: 10015,
  unknownInteraction: 10062,
  alreadyAcknowledged: 40060,
  tooManyOldEdits: 30046,
  missingAccess: 50001,
  cannotMessageUser: 50007,
  missingPermissions: 50013,
  invalidToken: 50027,
} as const;

/** Nobody can be written to any more: DMs closed, no server in common, the account is gone. */
export const UNREACHABLE: ReadonlySet<number> = new Set([API_CODE.cannotMessageUser, 50278, 10013]);

/** Whether a channel cannot be reached: it is gone, or the bot may not see it. */
export function isGone(code: number): boolean {
  return code === API_CODE.unknownChannel || code === API_CODE.missingAccess;
}

/** A message after an answer that Discord never had: ours to have known. */
const EXPECTED: ReadonlySet<number | string> = new Set(
  Object.values(API_CODE).filter((code) => code !== API_CODE.unknownWebhook),
);

/** Discord's code of a refused request; undefined for any other error. */
export function apiCode(error: unknown): number | undefined {
  return error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : undefined;
}

/** Deleted messages, dead tokens, missing rights, closed DMs: everyday events, no fault of ours. */
export function isExpectedApiError(error: unknown): boolean {
  const code = apiCode(error);
  return code !== undefined && EXPECTED.has(code);
}

/** A first answer that did not arrive while Discord waited for one: nothing can reach the person any more. */
export class Undelivered extends Error {
  override readonly name = 'Undelivered';
  /** What Discord said last; 0 when there was no answer. */
  readonly status: number;
  readonly tries: number;

  constructor(status: number, tries: number) {
    super(`no answer was taken in time: ${tries} tries, last status ${status}`);
    this.status = status;
    this.tries = tries;
  }
}

/** Undici's and Node's codes of a connection that broke or never stood. */
const BROKEN = new Set([
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/**
 * Trouble that may be over in a moment: Discord's own (5xx), or a connection that broke, after which nobody knows
 * whether Discord acted. A refusal is not, and what the library itself waited for is not either.
 */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof HTTPError || error instanceof DiscordAPIError) return error.status >= 500;
  return 'code' in error && typeof error.code === 'string' && BROKEN.has(error.code);
}

/** Names whose messages come from Discord, SQLite, Node or our own code, never from what a person typed. */
const SAFE_MESSAGES = new Set([
  'StoreError',
  'SqliteError',
  'RangeError',
  'TypeError',
  'ReferenceError',
  'SocketError',
  'Undelivered',
]);

/**
 * What of an error may be logged. Left out: request bodies and addresses (they hold pastes and interaction
 * tokens), and messages of unknown origin (a parser's message quotes its input).
 */
export function loggableError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  const code = 'code' in error ? error.code : undefined;
  const fromDiscord = error instanceof DiscordAPIError || error instanceof HTTPError;
  const safe = fromDiscord || SAFE_MESSAGES.has(error.name) || 'errno' in error;
  return {
    type: error.name,
    ...(code === undefined ? {} : { code }),
    ...(fromDiscord ? { status: error.status, method: error.method } : {}),
    ...(safe ? { message: error.message } : {}),
    stack: atSource(frames.slice(0, 12).join('\n')),
  };
}

/** Another process of this bot has answered: there is nothing left to do or to say here. */
export class AnsweredElsewhere extends Error {
  override readonly name = 'AnsweredElsewhere';
}
