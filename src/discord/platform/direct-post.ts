import { DefaultUserAgent, DiscordAPIError, type REST, type RouteLike } from 'discord.js';
import { Agent, util } from 'undici';
import type { WrittenBody } from './multipart.ts';

/** A callback is worth nothing after 3 s. */
const CONNECT_TIMEOUT_MS = 2500;

/** Connections are kept for the next answer. Idle ones hold no process up. */
const agent = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS } });

/** What Discord said, whatever its status. */
export interface Answer {
  readonly status: number;
  /** Of a 429 only; names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/** No answer in the time given. */
class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/**
 * One POST on a connection of our own, for the callbacks of interactions: they carry no token, are exempt from the
 * limit of 50 a second, and each has a bucket that no other request shares (topics/rate-limits), so of what the
 * library's REST does for a request nothing applies, and it costs three times as much as sending.
 * Rejects when the connection breaks, or with NoAnswer after `timeoutMs`; then nobody knows whether Discord acted.
 */
export function postOnce(
  rest: REST,
  route: RouteLike,
  { body, contentType }: WrittenBody,
  timeoutMs: number,
): Promise<Answer> {
  const { origin, pathname } = new URL(rest.options.api);
  const path = `${pathname.replace(/\/$/, '')}/v${rest.options.version}${route}`;
  const headers = { 'content-type': contentType, 'user-agent': DefaultUserAgent };
  return new Promise((resolve, reject) => {
    let status = 0;
    let received: Answer['headers'] = {};
    const parts: Buffer[] = [];
    let over: NoAnswer | undefined;
    let abort: (error: Error) => void = reject;
    const timer = setTimeout(() => {
      over = new NoAnswer(`no answer in ${timeoutMs} ms`);
      abort(over);
    }, timeoutMs);
    agent.dispatch(
      { origin, path, method: 'POST', headers, body },
      {
        onConnect(cancel) {
          abort = cancel;
          // The connection stood only after the time was over: it must not be sent any more.
          if (over !== undefined) cancel(over);
        },
        onHeaders(code, raw) {
          status = code;
          if (code === 429) received = named(raw);
          return true;
        },
        onData(chunk) {
          parts.push(chunk);
          return true;
        },
        onComplete() {
          clearTimeout(timer);
          resolve({ status, headers: received, text: Buffer.concat(parts).toString() });
        },
        onError(error) {
          clearTimeout(timer);
          reject(error);
        },
      },
    );
  });
}

function named(raw: Buffer[]): Answer['headers'] {
  return Object.fromEntries(
    Object.entries(util.parseHeaders(raw)).map(([name, value]) => [name, String(value)]),
  );
}

/** A refusal as the library makes it of the same answer. */
export function refusal({ status, text }: Answer, route: string): DiscordAPIError {
  const { code = 0, message = 'no reason given' } = readRefusal(text);
  return new DiscordAPIError({ code, message }, code, status, 'POST', route, {});
}

function readRefusal(text: string): { readonly code?: number; readonly message?: string } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
