import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Delivery } from '../delivery.ts';
import { type Fault, Faults } from '../faults.ts';
import { Refusal, refuse, refuseStatus } from '../refusal.ts';
import type { World } from '../world.ts';
import { readDraft } from './body.ts';
import { type Headers, rateLimited, withinLimit } from './rate-limits.ts';
import { Created, ROUTES, type Route } from './routes.ts';

/** One REST call as it was answered, for tests that count. */
export interface RestCall {
  readonly method: string;
  readonly path: string;
  /** 0 when the connection was cut or left hanging. */
  readonly status: number;
  /** By the machine's clock, in milliseconds. */
  readonly at: number;
}

/** One REST call whole, as it was read and answered. */
export interface Exchange extends Omit<RestCall, 'at'> {
  /** The JSON of the request; of a multipart one its `payload_json`. undefined where it could not be read. */
  readonly sent: unknown;
  /** The JSON of the answer; undefined for 204. */
  readonly body: unknown;
}

interface Match {
  readonly route: Route;
  readonly params: Record<string, string>;
}

const COMPILED = ROUTES.map((route) => ({ route, parts: route.path.split('/').slice(1) }));

/** Discord's REST API under /api/v10: routing, authorization, faults, errors as Discord words them. */
export class RestServer {
  readonly faults = new Faults();
  /** The last 10,000 calls, oldest first. */
  readonly calls: RestCall[] = [];
  /** Is told of every call that got as far as its route. */
  onExchange: (exchange: Exchange) => void = () => undefined;
  private readonly world: World;
  private readonly delivery: Delivery;
  private readonly gatewayUrl: () => string;
  private readonly hanging = new Set<ServerResponse>();

  constructor(world: World, delivery: Delivery, gatewayUrl: () => string) {
    this.world = world;
    this.delivery = delivery;
    this.gatewayUrl = gatewayUrl;
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const method = request.method ?? 'GET';
    const path = url.pathname.replace(/^\/api(?:\/v\d+)?/, '');
    const fault = this.faults.take(method, path);
    if (fault && !fault.afterEffect) {
      request.resume();
      return this.strike(response, fault, method, path);
    }
    const { status, body, sent, headers } = await this.result(request, method, path, url);
    this.onExchange({ method, path, status, sent, body: body ?? undefined });
    if (fault) return this.strike(response, fault, method, path);
    this.note(method, path, status);
    send(response, status, body, headers);
  }

  /** Ends the calls that a `hang` left open. */
  release(): void {
    for (const response of this.hanging) response.destroy();
    this.hanging.clear();
  }

  private async result(
    request: IncomingMessage,
    method: string,
    path: string,
    url: URL,
  ): Promise<{ status: number; body: unknown; sent?: unknown; headers: Headers }> {
    let sent: unknown;
    let headers: Headers = {};
    try {
      if (!url.pathname.startsWith('/api/v10/')) throw refuseStatus(404, 'Not Found');
      if (!(request.headers['user-agent'] ?? '').startsWith('DiscordBot')) throw refuse(40333);
      const match = find(method, path);
      headers = withinLimit(`${method} ${match.route.path}`, this.world.now());
      if (!match.route.open && request.headers.authorization !== `Bot ${this.world.token}`) {
        throw refuseStatus(401, 'Unauthorized');
      }
      const draft = await readDraft(request);
      sent = draft.json;
      const given = match.route.run({
        world: this.world,
        delivery: this.delivery,
        params: match.params,
        query: url.searchParams,
        draft,
        gatewayUrl: this.gatewayUrl(),
      });
      // What is done at once is noted at once, before anybody goes on because of it.
      const made = given instanceof Promise ? await given : given;
      if (made instanceof Created) return { status: 201, body: made.body, sent, headers };
      return { status: made === null ? 204 : 200, body: made, sent, headers };
    } catch (error) {
      request.resume();
      if (!(error instanceof Refusal)) throw error;
      return { status: error.status, body: error.body(), sent, headers };
    }
  }

  private strike(response: ServerResponse, fault: Fault, method: string, path: string): void {
    if (fault.kind === 'drop' || fault.kind === 'reset' || fault.kind === 'hang') {
      this.note(method, path, 0);
      if (fault.kind === 'drop') response.destroy();
      else if (fault.kind === 'reset') response.socket?.resetAndDestroy();
      else this.hanging.add(response);
      return;
    }
    if (fault.kind === 'rate-limit') {
      const { headers, body } = rateLimited(fault, routeOf(method, path), this.world.now());
      this.note(method, path, 429);
      if (fault.headerOnly === true) response.writeHead(429, headers).end('<h1>429 Too Many Requests</h1>');
      else send(response, 429, body, headers);
      return;
    }
    const status = fault.status ?? 500;
    this.note(method, path, status);
    send(response, status, { message: `${status}: injected fault`, code: fault.code ?? 0 }, {});
  }

  private note(method: string, path: string, status: number): void {
    this.calls.push({ method, path, status, at: Date.now() });
    if (this.calls.length > 10_000) this.calls.splice(0, 5_000);
  }
}

function find(method: string, path: string): Match {
  const parts = path.split('/').slice(1).map(decodeURIComponent);
  let otherMethod = false;
  for (const { route, parts: pattern } of COMPILED) {
    if (pattern.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const fits = pattern.every((part, index) => {
      if (!part.startsWith(':')) return part === parts[index];
      params[part.slice(1)] = parts[index] ?? '';
      return true;
    });
    if (!fits) continue;
    if (route.method === method) return { route, params };
    otherMethod = true;
  }
  throw otherMethod ? refuseStatus(405, 'Method Not Allowed') : refuseStatus(404, 'Not Found');
}

/** The pattern that a request fits, for its bucket; where there is none the path itself. */
function routeOf(method: string, path: string): string {
  try {
    return `${method} ${find(method, path).route.path}`;
  } catch (error) {
    if (error instanceof Refusal) return `${method} ${path}`;
    throw error;
  }
}

function send(response: ServerResponse, status: number, body: unknown, headers: Headers): void {
  if (status === 204) {
    response.writeHead(204, headers).end();
    return;
  }
  const text = JSON.stringify(body);
  response.writeHead(status, {
    ...headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
