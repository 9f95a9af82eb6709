import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { ownAccount } from './describe.ts';
import { guildCreate } from './guild.ts';
import { isRecord } from './rules/issues.ts';
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

interface Session {
  readonly id: string;
  readonly intents: number;
  /** The latest events, so that a resume can replay what was missed; event n stands at n-1-forgotten. */
  readonly sent: string[];
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

  /** How many IDENTIFYs and RESUMEs were accepted. */
  identifies = 0;
  resumes = 0;

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

  /** Sends an event to every session whose intents include one of `intents` (0: always, as for interactions). */
  dispatch(type: string, data: Json, intents = 0): void {
    for (const session of this.sessions.values()) {
      if (intents !== 0 && (session.intents & intents) === 0) continue;
      this.send(session, type, data);
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
    const session: Session = { id: randomBytes(16).toString('hex'), intents, sent: [], forgotten: 0, socket };
    this.sessions.set(session.id, session);
    this.identifies += 1;
    const guilds = new Map(
      [...this.world.places.values()].flatMap((one) =>
        one.guild?.botInside ? [[one.guild.id, one.guild] as const] : [],
      ),
    );
    this.send(session, 'READY', {
      v: 10,
      user: ownAccount(this.world.bot),
      session_id: session.id,
      resume_gateway_url: this.url(),
      guilds: (intents & GUILDS) === 0 ? [] : [...guilds.keys()].map((id) => ({ id, unavailable: true })),
      application: { id: this.world.bot.id, flags: 0 },
      session_type: 'normal',
      private_channels: [],
      shard: Array.isArray(data.shard) ? data.shard : [0, 1],
    });
    if ((intents & GUILDS) !== 0)
      for (const id of guilds.keys()) this.send(session, 'GUILD_CREATE', guildCreate(this.world, id));
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
    for (const missed of session.sent.slice(Math.max(0, seq - session.forgotten))) socket.send(missed);
    this.send(session, 'RESUMED', {});
    this.tellOnline();
    return session;
  }

  private send(session: Session, type: string, data: Json): void {
    const text = JSON.stringify({
      op: Op.dispatch,
      t: type,
      s: session.forgotten + session.sent.length + 1,
      d: data,
    });
    session.sent.push(text);
    if (session.sent.length > 2 * MOST_KEPT) session.forgotten += session.sent.splice(0, MOST_KEPT).length;
    if (session.socket?.readyState === 1) session.socket.send(text);
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
