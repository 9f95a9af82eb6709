import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { atSource } from '../runtime/source-lines.ts';

/** Discord's JSON error codes that Podium acts on (topics/opcodes-and-status-codes). */
export const API_CODE = {
  unknownMessage: 10008,
  unknownInteraction: 10062,
  alreadyAcknowledged: 40060,
  missingAccess: 50001,
  cannotMessageUser: 50007,
  missingPermissions: 50013,
  invalidToken: 50027,
} as const;

const EXPECTED: ReadonlySet<number | string> = new Set(Object.values(API_CODE));

/** Discord's code of a refused request; undefined for any other error. */
export function apiCode(error: unknown): number | undefined {
  return error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : undefined;
}

/** Deleted messages, dead tokens, missing rights, closed DMs: everyday events, no fault of ours. */
export function isExpectedApiError(error: unknown): boolean {
  const code = apiCode(error);
  return code !== undefined && EXPECTED.has(code);
}

/** The connection broke, so nobody knows whether Discord acted: not a refusal, a status or a rate limit. */
export function isLostAnswer(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof DiscordAPIError || error instanceof HTTPError || error instanceof RateLimitError) {
    return false;
  }
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^(UND_ERR_SOCKET|ECONN|EPIPE|ETIMEDOUT)/.test(code);
}

/** Names whose messages come from Discord, SQLite, Node or our own code, never from what a person typed. */
const SAFE_MESSAGES = new Set([
  'StoreError',
  'SqliteError',
  'RangeError',
  'TypeError',
  'ReferenceError',
  'SocketError',
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
