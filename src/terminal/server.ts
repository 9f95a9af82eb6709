/**
 * Labs in the browser: a page, and what it asks, over HTTP on 127.0.0.1. There is no cookie and no session of its own: each
 * request carries the pass that stands behind `#` in the address the person was given (link.ts).
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { LabPlay } from '../play/labs.ts';
import { closeGently, listenOn } from '../runtime/serving.ts';
import { UserError } from '../runtime/user-error.ts';
import { StoreError } from '../store/index.ts';
import { ASKED, CALLS } from './calls.ts';
import { LINK_MS, passes } from './link.ts';
import { sendPage } from './page-files.ts';
import type { CallName, Failed } from './protocol.ts';

export interface TerminalOptions {
  readonly play: LabPlay;
  /** 0 takes a free port. */
  readonly port: number;
  /** The address that people reach it at, where it stands behind a proxy; without a slash at the end. */
  readonly url?: string | undefined;
  /** A secret of the bot's from which the key of the addresses follows. */
  readonly secret: string;
  /** An error that is Podium's own. */
  readonly onError: (error: unknown) => void;
}

export interface Terminal {
  /** Where it is: `http://127.0.0.1:8081`. */
  readonly url: string;
  /** The address that opens a lab for a person; `*` opens the list. It is good for a day. */
  link(userId: string, lab: string): string;
  close(): Promise<void>;
}

/** Of a request, in bytes: the longest text that may be typed, as JSON writes it at worst. */
const BODY_BYTES = 1024 * 1024;

/** Begins to serve. Rejects when the port is taken (EADDRINUSE). */
export async function startTerminal(options: TerminalOptions): Promise<Terminal> {
  const { play, secret, onError } = options;
  const signed = passes(secret);
  let own = '';
  const address = (userId: string, lab: string): string => {
    const path = lab === '*' ? '/' : `/lab/${encodeURIComponent(lab)}`;
    return `${path}#${signed.issue({ userId, lab, until: play.now() + LINK_MS })}`;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refused = refusal(request, hosts(own, options.url), options.url);
    if (refused !== undefined) return text(response, 403, refused);
    const { pathname } = new URL(request.url ?? '/', own);
    if (!pathname.startsWith('/api/')) return sendPage(request, response, pathname);
    const name = pathname.slice('/api/'.length);
    if (request.method !== 'POST' || !Object.hasOwn(CALLS, name)) return text(response, 404, 'Not found.\n');
    const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const pass = signed.read(bearer, play.now());
    if (pass === undefined) return json(response, 401, GONE);
    const body = await bodyOf(request);
    if (body === undefined) return json(response, 413, TOO_LONG);
    const call = name as CallName;
    const ask = ASKED[call].safeParse(body);
    if (!ask.success) return json(response, 400, OTHER_VERSION);
    const work = CALLS[call] as (asking: unknown, ask: unknown) => Promise<unknown>;
    const addressOf = (lab: string): string => address(pass.userId, lab);
    json(response, 200, await work({ play, pass, addressOf }, ask.data));
  };

  const server: Server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const told = error instanceof UserError || error instanceof StoreError;
      if (!told) onError(error);
      if (response.headersSent) response.destroy();
      else json(response, told ? 409 : 500, told ? { error: error.message } : BROKEN);
    });
  });
  server.requestTimeout = 30_000;
  own = `http://127.0.0.1:${await listenOn(server, options.port, '127.0.0.1')}`;
  return {
    url: options.url ?? own,
    link: (userId, lab) => `${options.url ?? own}${address(userId, lab)}`,
    close: () => closeGently(server),
  };
}

const GONE: Failed = {
  error:
    'This address is not good any more. Open the lab again: /lab in Discord, then “Open in the browser”.',
  gone: true,
};
const TOO_LONG: Failed = { error: 'That is more text than can be sent at once.' };
const OTHER_VERSION: Failed = { error: 'This page is of another version of Podium. Reload it.' };
const BROKEN: Failed = { error: 'Something went wrong in Podium itself; it is logged. Try again.' };

function hosts(own: string, url: string | undefined): readonly string[] {
  const { port } = new URL(own);
  const local = [`127.0.0.1:${port}`, `localhost:${port}`];
  return url === undefined ? local : [...local, new URL(url).host];
}

/** Why a request is not served: another name that leads here (DNS rebinding), or another site that sends it. */
function refusal(
  { headers }: IncomingMessage,
  known: readonly string[],
  url: string | undefined,
): string | undefined {
  const { host = '', origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = headers;
  if (!known.includes(host)) return 'Podium is not served under this name.\n';
  const origins = known.map((one) =>
    url !== undefined && new URL(url).host === one ? url : `http://${one}`,
  );
  const foreign = origin !== undefined && !origins.some((one) => new URL(one).origin === origin);
  if (foreign || (site !== undefined && !['same-origin', 'none'].includes(site) && mode !== 'navigate'))
    return 'Podium answers its own page only.\n';
  return undefined;
}

/** The JSON that was sent, null where it is none; undefined where it is too long. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > BODY_BYTES) return undefined;
    chunks.push(chunk as Buffer);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return null;
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(JSON.stringify(body));
}

function text(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}
