/** What Discord calls over HTTP: signed POSTs of bounded size, from clients that may be slow, many or not Discord. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { isIPv6, Server as NetServer } from 'node:net';
import { closeGently, listenOn } from '../../../runtime/serving.ts';
import { within } from '../../../runtime/within.ts';
import type { SignatureCheck, Signed } from './signature.ts';

/** Headers that go with every response. */
export type ResponseHeaders = () => Readonly<Record<string, string>>;

/** Answers a request whose signature is right. Whatever it does, the response must end. */
export type SignedHandler = (
  body: unknown,
  response: ServerResponse,
  headers: ResponseHeaders,
) => Promise<void>;

export interface SignedServerOptions {
  /** The address of this machine that it listens at. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly check: SignatureCheck;
  /** By path, what is done with the JSON that came. */
  readonly paths: Readonly<Record<string, SignedHandler>>;
  /** Told of every response: which of the paths, `other` for none of them, and its status; 0: the connection broke. */
  readonly onAnswer?: (path: string, status: number) => void;
  readonly onError: (error: unknown) => void;
  /** A request that is not here by then, in ms, is given up; a response that nobody fetches, after twice that. */
  readonly patienceMs?: number;
}

export interface SignedServer {
  /** `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Takes no new connections; requests that are here, or come on connections that stand, are served for `graceMs`. */
  close(graceMs: number): Promise<void>;
}

const PATIENCE_MS = 5_000;
/** A request that was sent before the port closed is here by then. */
const UNDER_WAY_MS = 300;
/** Longer than load balancers keep an idle connection (60 s), so that it is never this end that closes one in use. */
const KEEP_ALIVE_MS = 75_000;
/** A modal with five full texts in three-byte letters has 60 kB, a message with all it may have about 150 kB. */
export const MOST_BODY_BYTES = 512 * 1024;
/** Each may hold a body in memory; more than these are closed at once. */
const MOST_CONNECTIONS = 1_000;

/** Begins to serve. Rejects as {@link listenOn} does. */
export async function startSignedServer(options: SignedServerOptions): Promise<SignedServer> {
  const { host, onError, onAnswer = () => undefined, patienceMs = PATIENCE_MS } = options;
  let closing = false;
  const headers: ResponseHeaders = () => ({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // A connection that goes on would hold the process up.
    ...(closing ? { connection: 'close' } : {}),
  });
  const server = createServer(
    {
      requestTimeout: patienceMs,
      headersTimeout: patienceMs,
      connectionsCheckingInterval: Math.min(1_000, patienceMs),
    },
    (request, response) => {
      const limit = setTimeout(() => response.destroy(), 2 * patienceMs).unref();
      const path = pathOf(request);
      response.once('close', () => {
        clearTimeout(limit);
        onAnswer(path in options.paths ? path : 'other', response.writableFinished ? response.statusCode : 0);
      });
      serve(request, response, path, options, headers).catch((error: unknown) => {
        onError(error);
        refuse(response, 500, 'This went wrong here; the log says why.', headers);
      });
    },
  );
  server.maxConnections = MOST_CONNECTIONS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  // While a response is awaited, nothing moves on its connection.
  server.timeout = 0;
  const port = await listenOn(server, options.port, host);
  return {
    url: `http://${isIPv6(host) ? `[${host}]` : host}:${port}`,
    async close(graceMs) {
      closing = true;
      // Only the port at first: a connection on which nothing came yet may have a request under way.
      const ended = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
      await within(UNDER_WAY_MS, ended, undefined);
      await Promise.all([ended, closeGently(server, graceMs - UNDER_WAY_MS)]);
    },
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  { check, paths }: SignedServerOptions,
  headers: ResponseHeaders,
): Promise<void> {
  const handler = Object.hasOwn(paths, path) ? paths[path] : undefined;
  const no = (status: number, text: string, more: Readonly<Record<string, string>> = {}): void =>
    refuse(response, status, text, () => ({ ...headers(), ...more }));
  if (handler === undefined) return no(404, `There is nothing here but ${Object.keys(paths).join(' and ')}.`);
  if (request.method !== 'POST') return no(405, 'Only POST is answered.', { allow: 'POST' });
  const signed = signedBy(request);
  if (!check.plausible(signed)) return no(401, 'Not signed by Discord, or not within the last five minutes.');
  const body = await readBody(request);
  if (body === 'broken') return;
  if (body === 'too-big') return no(413, `A body has ${MOST_BODY_BYTES / 1024} KiB at most.`);
  if (!(await check.verify(signed, body))) return no(401, 'The signature is not right.');
  const payload = parsed(body);
  if (payload === undefined) return no(400, 'The body is no JSON.');
  await handler(payload, response, headers);
}

/** A status with a sentence. What was not read of the request is not waited for. */
export function refuse(
  response: ServerResponse,
  status: number,
  sentence: string,
  headers: ResponseHeaders,
): void {
  if (response.headersSent || response.destroyed) return;
  const text = `${sentence}\n`;
  const unread = response.req.readableEnded ? {} : { connection: 'close' };
  response.writeHead(status, {
    ...headers(),
    ...unread,
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?')[0] ?? '/';
}

function signedBy({ headers }: IncomingMessage): Signed {
  const one = (name: string): string | undefined => {
    const value = headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  return { signature: one('x-signature-ed25519'), timestamp: one('x-signature-timestamp') };
}

/** The body as it was sent; `too-big` as soon as that is known, `broken` where the connection ended before it. */
async function readBody(request: IncomingMessage): Promise<Buffer | 'too-big' | 'broken'> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_BODY_BYTES) return 'too-big';
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      length += (chunk as Buffer).length;
      if (length > MOST_BODY_BYTES) return 'too-big';
      chunks.push(chunk as Buffer);
    }
  } catch {
    return 'broken';
  }
  return Buffer.concat(chunks, length);
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
