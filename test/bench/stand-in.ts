import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

type Json = Record<string, unknown>;

/** The least of Discord that a bot needs, as fast as it goes, so that the bot is what is measured. */
export interface StandIn {
  readonly apiUrl: string;
  /** Resolves at the next READY. */
  ready(): Promise<void>;
  /**
   * Sends an interaction of this person, in this server or (undefined) in direct messages; resolves with the answer: of a
   * deferred one, the edit.
   */
  send(user: number, type: number, data: Json, guild?: number): Promise<Json>;
  close(): Promise<void>;
}

const BOT = '100000000000000000';

/** Starts it on a free port of 127.0.0.1. `onDirect` is told of each direct message who gets it, by their id. */
export async function startStandIn(onDirect?: (userId: string) => void): Promise<StandIn> {
  const waiting = new Map<string, (answer: Json) => void>();
  let socket: WebSocket | undefined;
  let readyNow: () => void = () => undefined;
  let sequence = 0;
  let port = 0;

  const server = createServer(async (request, response) => {
    const body = await json(request);
    const [, , , kind, first = '', second = ''] = (request.url ?? '').split(/[/?]/);
    let answer: unknown;
    if (kind === 'gateway')
      answer = { url: `ws://127.0.0.1:${port}`, shards: 1, session_start_limit: LIMITS };
    else if (kind === 'applications') answer = Array.isArray(body) ? body.map(registered) : [];
    else if (kind === 'interactions' && body.type !== 5) take(second, body);
    else if (kind === 'webhooks') {
      take(second, body);
      answer = {
        id: BOT,
        channel_id: BOT,
        author: { id: BOT, username: 'b' },
        timestamp: '2026-01-01T00:00:00Z',
      };
    } else if (kind === 'users' && second === 'channels')
      // A person's channel has the number of the person.
      answer = { id: body.recipient_id, type: 1 };
    else if (kind === 'channels') {
      onDirect?.(first);
      answer = { id: BOT, channel_id: first, author: { id: BOT, username: 'b' } };
    }
    if (first === '') request.resume();
    if (answer === undefined) response.writeHead(204);
    else response.writeHead(200, { 'content-type': 'application/json' });
    response.end(answer === undefined ? undefined : JSON.stringify(answer));
  });
  function take(token: string, answer: Json): void {
    waiting.get(token)?.(answer);
    waiting.delete(token);
  }
  const gateway = new WebSocketServer({ server });
  gateway.on('connection', (connection) => {
    const say = (op: number, d: unknown, t: string | null = null): void =>
      connection.send(JSON.stringify({ op, d, t, s: t === null ? null : ++sequence }));
    connection.on('message', (raw) => {
      const { op } = JSON.parse(String(raw)) as { op: number };
      if (op === 1) say(11, null);
      if (op !== 2) return;
      socket = connection;
      say(
        0,
        {
          v: 10,
          user: { id: BOT, username: 'b' },
          guilds: [],
          session_id: 's',
          application: { id: BOT, flags: 0 },
          resume_gateway_url: `ws://127.0.0.1:${port}`,
        },
        'READY',
      );
      readyNow();
    });
    say(10, { heartbeat_interval: 60_000 });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;

  let id = 0;
  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    ready: () =>
      new Promise((resolve) => {
        readyNow = resolve;
      }),
    send(user, type, data, guild) {
      const snowflake = (
        (BigInt(Date.now() - 1_420_070_400_000) << 22n) +
        BigInt(id++ % 4_194_304)
      ).toString();
      const token = `t${snowflake}`;
      const d = {
        id: snowflake,
        token,
        type,
        data,
        version: 1,
        application_id: BOT,
        channel_id: BOT,
        entitlements: [],
        authorizing_integration_owners: {},
        locale: 'en-US',
        app_permissions: '0',
        ...from(user, guild),
        ...(type === 3
          ? {
              message: {
                id: BOT,
                channel_id: BOT,
                author: { id: BOT, username: 'b' },
                content: '',
                timestamp: '2026-01-01T00:00:00Z',
                flags: 64,
                attachments: [],
                embeds: [],
                components: [],
              },
            }
          : {}),
      };
      return new Promise((resolve) => {
        waiting.set(token, resolve);
        socket?.send(JSON.stringify({ op: 0, t: 'INTERACTION_CREATE', s: ++sequence, d }));
      });
    },
    async close() {
      for (const each of gateway.clients) each.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Who an interaction comes from, and where they are. */
function from(user: number, guild: number | undefined): Json {
  const person = {
    id: String(200_000_000_000_000_000n + BigInt(user)),
    username: `u${user}`,
    discriminator: '0',
    avatar: null,
  };
  if (guild === undefined) return { context: 1, channel: { id: BOT, type: 1 }, user: person };
  const guildId = String(400_000_000_000_000_000n + BigInt(guild));
  const member = { user: person, roles: [], permissions: '0', joined_at: '2026-01-01T00:00:00Z', flags: 0 };
  return { context: 0, channel: { id: BOT, type: 0 }, guild_id: guildId, guild_locale: 'en-US', member };
}

const LIMITS = { total: 1000, remaining: 1000, reset_after: 1, max_concurrency: 1 };

function registered(command: Json, index: number): Json {
  return { ...command, id: `30000000000000000${index}`, application_id: BOT, version: '1' };
}

async function json(request: IncomingMessage): Promise<Json> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString();
  if (text === '') return {};
  const start =
    text.startsWith('{') || text.startsWith('[') ? text : (/^\{.*\}\r?$/m.exec(text)?.[0] ?? '{}');
  return JSON.parse(start) as Json;
}
