import { DefaultUserAgent, DiscordAPIError, type REST, type RouteLike } from 'discord.js';
import { Agent } from 'undici';

/** What is sent, written out. */
export interface WrittenBody {
  readonly body: string | Buffer;
  readonly contentType: string;
}

/** A callback is worth nothing after 3 s. */
const TIMEOUT_MS = 2500;

/** Connections are kept for the next answer. Idle ones hold no process up. */
const agent = new Agent({
  connect: { timeout: TIMEOUT_MS },
  headersTimeout: TIMEOUT_MS,
  bodyTimeout: TIMEOUT_MS,
});

/**
 * Sends an interaction's callback on a connection of our own. Callbacks carry no token, are exempt from the limit of
 * 50 a second, and each has a bucket that no other request shares (topics/rate-limits), so of what the library's REST
 * does for a request nothing applies, and it costs three times as much as sending. Whatever is not a plain success
 * or refusal (429, 5xx, a broken connection, no answer in 2.5 s) is left to the library, which waits and tries again.
 * @throws DiscordAPIError for a refusal, or what the library's `post` throws.
 */
export async function postDirectly(rest: REST, route: RouteLike, written: WrittenBody): Promise<void> {
  const answer = await send(rest, route, written).catch(() => undefined);
  if (answer === undefined || answer.status === 429 || answer.status >= 500) {
    await rest.post(route, {
      auth: false,
      body: written.body,
      passThroughBody: true,
      headers: { 'Content-Type': written.contentType },
    });
  } else if (answer.status >= 400) throw refusal(answer, route);
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

function send(rest: REST, route: RouteLike, { body, contentType }: WrittenBody): Promise<Answer> {
  const { origin, pathname } = new URL(rest.options.api);
  const path = `${pathname.replace(/\/$/, '')}/v${rest.options.version}${route}`;
  const headers = { 'content-type': contentType, 'user-agent': DefaultUserAgent };
  return new Promise((resolve, reject) => {
    let status = 0;
    const parts: Buffer[] = [];
    agent.dispatch(
      { origin, path, method: 'POST', headers, body },
      {
        onConnect: () => undefined,
        onHeaders(code) {
          status = code;
          return true;
        },
        onData(chunk) {
          parts.push(chunk);
          return true;
        },
        onComplete: () => resolve({ status, text: Buffer.concat(parts).toString() }),
        onError: reject,
      },
    );
  });
}

/** As the library makes it of the same answer. */
function refusal({ status, text }: Answer, route: string): DiscordAPIError {
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
