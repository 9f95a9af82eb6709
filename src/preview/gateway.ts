import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { ownAccount } from './describe.ts';
import { guildCreate } from './guild.ts';
import { isRecord } from './rules/issues.ts';
import { readShard, type Shard, shardOf } from './shards.ts';
import type { Json } from './wire.ts';
import type { World } from './world.ts';

const Op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  resume: 6,
  reconnect: 7,
  invalid: 9,
  hello: 10,
  ack: 11,
} as const;
const HEARTBEAT_MS = 41_250;
const MOST_KEPT = 1000;
/** The intent that channels, threads and roles belong to. */
export const GUILDS = 1 << 0;
/** GUILD_MEMBERS, GUILD_PRESENCES, MESSAGE_CONTENT: not granted to the preview's bot. */
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);

/** One event, as every session that is told of it shares it: its name and its data as JSON. */
interface Event {
  readonly type: string;
  readonly data: string;
}

interface Session {
  readonly id: string;
  readonly shard: Shard;
  readonly intents: number;
  /** The latest events, so that a resume can replay what was missed; event n stands at n-1-forgotten. */
  readonly sent: Event[];
  forgotten: number;
  socket: WebSocket | null;
}

/** Discord's gateway: HELLO, heartbeats, IDENTIFY, READY, dispatches, RESUME with replay, op 7 and 9, close codes. */
export class Gateway {
  private readonly world: World;
  private readonly server = new WebSocketServer({ noServer: true, maxPayload: 1 << 20 });
  private readonly sessions = new Map<string, Session>();
  private readonly sockets = new Set<WebSocket>();
  private readonly waiters = new Set<() => void>();
  private readonly url: () => string;

  constructor(world: World, url: () => string) {
    this.world = world;
    this.url = url;
  }

  /** How many IDENTIFYs and RESUMEs were accepted, and how many IDENTIFYs were answered with an invalid session. */
  identifies = 0;
  resumes = 0;
  tooSoon = 0;

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.server.handleUpgrade(request, socket, head, (ws) => this.connect(ws));
  }

  get online(): boolean {
    return [...this.sessions.values()].some((session) => session.socket !== null);
  }

  /** Resolves when a bot is READY or RESUMED and its events are flowing. */
  ready(): Promise<void> {
    if (this.online) return Promise.resolve();
    return this.nextReady();
  }

  /** Resolves at the next READY or RESUMED, even if a bot is connected now. */
  nextReady(): Promise<void> {
    return new Promise((resolve) => this.waiters.add(resolve));
  }

  /** The shards that are connected, as `id/count`, each as often as it is. */
  get shards(): string[] {
    const connected = [...this.sessions.values()].filter(({ socket }) => socket !== null);
    return connected.map(({ shard }) => shard.join('/')).sort();
  }

  /**
   * Sends an event to every session of the server's shard whose intents include one of `intents` (0: always, as for
   * interactions). `guildId`: null for what happens outside of servers.
   */
  dispatch(type: string, data: Json, guildId: string | null, intents = 0): void {
    const event = { type, data: JSON.stringify(data) };
    for (const session of this.sessions.values()) {
      if (intents !== 0 && (session.intents & intents) === 0) continue;
      if (shardOf(guildId, session.shard[1]) !== session.shard[0]) continue;
      this.deliver(session, event);
    }
  }

  /** Cuts every connection without a close frame, as a lost network does. Sessions can be resumed. */
  drop(): void {
    for (const socket of this.sockets) socket.terminate();
  }

  /** Op 7: asks the bot to reconnect and resume. */
  askReconnect(): void {
    for (const socket of this.sockets)
      socket.send(JSON.stringify({ op: Op.reconnect, d: null, s: null, t: null }));
  }

  /** Op 9: the session is invalid; `resumable` false makes the bot identify anew. */
  invalidate(resumable: boolean): void {
    if (!resumable) for (const session of [...this.sessions.values()]) this.end(session);
    for (const socket of this.sockets)
      socket.send(JSON.stringify({ op: Op.invalid, d: resumable, s: null, t: null }));
  }

  /** Closes every connection with one of the gateway's close codes. */
  closeAll(code: number, reason: string): void {
    for (const socket of this.sockets) socket.close(code, reason);
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.terminate();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private connect(socket: WebSocket): void {
    this.sockets.add(socket);
    let session: Session | null = null;
    const leave = (code: number) => {
      this.sockets.delete(socket);
      if (!session || session.socket !== socket) return;
      session.socket = null;
      if (code === 1000 || code === 1001) this.end(session);
      this.tellOnline();
    };
    socket.on('close', leave);
    socket.on('error', () => socket.terminate());
    socket.on('message', (raw) => {
      const payload = parse(String(raw));
      if (!payload || String(raw).length > 4096) return socket.close(4002, 'Error while decoding payload.');
      const data = isRecord(payload.d) ? payload.d : {};
      if (payload.op === Op.heartbeat)
        return socket.send(JSON.stringify({ op: Op.ack, d: null, s: null, t: null }));
      if (payload.op === Op.identify) {
        if (session) return socket.close(4005, 'Already authenticated.');
        session = this.identify(socket, data);
        return;
      }
      if (payload.op === Op.resume) {
        if (session) return socket.close(4005, 'Already authenticated.');
        session = this.resume(socket, data);
        return;
      }
      if (!session) return socket.close(4003, 'Not authenticated.');
      if (typeof payload.op !== 'number' || ![Op.presence, 4, 8, 14, 31].includes(payload.op)) {
        socket.close(4001, 'Unknown opcode.');
      }
    });
    socket.send(JSON.stringify({ op: Op.hello, d: { heartbeat_interval: HEARTBEAT_MS }, s: null, t: null }));
  }

  private identify(socket: WebSocket, data: Json): Session | null {
    if (data.token !== this.world.token) return refuse(socket, 4004, 'Authentication failed.');
    const intents = data.intents;
    if (typeof intents !== 'number' || intents < 0 || intents >= 1 << 27)
      return refuse(socket, 4013, 'Invalid intent(s).');
    if ((intents & PRIVILEGED) !== 0) return refuse(socket, 4014, 'Disallowed intent(s).');
    const shard = readShard(data.shard);
    if (shard === undefined) return refuse(socket, 4010, 'Invalid shard.');
    const guilds = this.world.guildsOf().filter((id) => shardOf(id, shard[1]) === shard[0]);
    if (guilds.length > this.world.starts.limits.guildsPerShard)
      return refuse(socket, 4011, 'Sharding required.');
    const start = this.world.starts.take(shard[0]);
    if (start === 'spent') {
      // "All active sessions are terminated, and your bot's token is reset" (gateway#identifying).
      this.world.resetToken();
      for (const session of [...this.sessions.values()]) this.end(session);
      this.closeAll(4004, 'Authentication failed.');
      return null;
    }
    if (start === 'too-soon') {
      this.tooSoon += 1;
      socket.send(JSON.stringify({ op: Op.invalid, d: false, s: null, t: null }));
      return null;
    }
    const id = randomBytes(16).toString('hex');
    const session: Session = { id, shard, intents, sent: [], forgotten: 0, socket };
    this.sessions.set(session.id, session);
    this.identifies += 1;
    this.send(session, 'READY', {
      v: 10,
      user: ownAccount(this.world.bot),
      session_id: session.id,
      resume_gateway_url: this.url(),
      guilds: (intents & GUILDS) === 0 ? [] : guilds.map((id) => ({ id, unavailable: true })),
      application: { id: this.world.bot.id, flags: 0 },
      session_type: 'normal',
      private_channels: [],
      shard,
    });
    if ((intents & GUILDS) !== 0)
      for (const id of guilds)
        if (!this.world.outages.has(id)) this.send(session, 'GUILD_CREATE', guildCreate(this.world, id));
    this.tellOnline();
    return session;
  }

  private resume(socket: WebSocket, data: Json): Session | null {
    if (data.token !== this.world.token) return refuse(socket, 4004, 'Authentication failed.');
    const session = this.sessions.get(String(data.session_id));
    if (!session) {
      socket.send(JSON.stringify({ op: Op.invalid, d: false, s: null, t: null }));
      return null;
    }
    const seq = typeof data.seq === 'number' ? data.seq : 0;
    if (seq > session.forgotten + session.sent.length) return refuse(socket, 4007, 'Invalid seq.');
    const before = session.socket;
    session.socket = socket;
    before?.terminate();
    this.resumes += 1;
    const from = Math.max(seq, session.forgotten);
    for (const [index, missed] of session.sent.slice(from - session.forgotten).entries())
      socket.send(framed(missed, from + index + 1));
    this.send(session, 'RESUMED', {});
    this.tellOnline();
    return session;
  }

  private send(session: Session, type: string, data: Json): void {
    this.deliver(session, { type, data: JSON.stringify(data) });
  }

  private deliver(session: Session, event: Event): void {
    session.sent.push(event);
    const number = session.forgotten + session.sent.length;
    if (session.sent.length > 2 * MOST_KEPT) session.forgotten += session.sent.splice(0, MOST_KEPT).length;
    if (session.socket?.readyState === 1) session.socket.send(framed(event, number));
  }

  private end(session: Session): void {
    this.sessions.delete(session.id);
  }

  private tellOnline(): void {
    const online = this.online;
    if (online) {
      for (const waiter of this.waiters) waiter();
      this.waiters.clear();
    }
    this.world.tellOnline(online);
  }
}

/** The payload in which a session is told of its event of this number. */
function framed({ type, data }: Event, number: number): string {
  return `{"op":${Op.dispatch},"t":${JSON.stringify(type)},"s":${number},"d":${data}}`;
}

function refuse(socket: WebSocket, code: number, reason: string): null {
  socket.close(code, reason);
  return null;
}

function parse(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
