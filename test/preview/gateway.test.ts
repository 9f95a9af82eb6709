import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Preview, startPreview } from '../../src/preview/server.ts';
import { ask, call } from './api.ts';

interface Frame {
  readonly op: number;
  readonly t: string | null;
  readonly s: number | null;
  readonly d: Record<string, unknown>;
}

/** A bare gateway connection whose frames are read one after another. */
class Connection {
  readonly socket: WebSocket;
  private readonly frames: Frame[] = [];
  private wake: () => void = () => undefined;

  constructor(preview: Preview) {
    this.socket = new WebSocket(`${preview.url.replace('http', 'ws')}/?v=10&encoding=json`);
    this.socket.on('message', (raw) => {
      this.frames.push(JSON.parse(String(raw)) as Frame);
      this.wake();
    });
  }

  /** The next frame that fits; those before it are thrown away. */
  async until(fits: (frame: Frame) => boolean): Promise<Frame> {
    for (;;) {
      const frame = this.frames.shift();
      if (frame && fits(frame)) return frame;
      if (frame) continue;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  send(op: number, d: unknown): void {
    this.socket.send(JSON.stringify({ op, d }));
  }

  async closeCode(): Promise<number> {
    const [code] = (await once(this.socket, 'close')) as [number];
    return code;
  }
}

let preview: Preview;
beforeAll(async () => {
  preview = await startPreview({ port: 0, limits: { windowMs: 0 } });
  await call(preview, 'PUT', `/applications/${preview.applicationId}/commands`, [
    { name: 'do', description: 'd' },
  ]);
});
afterAll(() => preview.close());

async function connect(): Promise<Connection> {
  const connection = new Connection(preview);
  expect((await connection.until(() => true)).op).toBe(10);
  return connection;
}

const identify = (token = preview.token, intents = 1) => ({ token, intents, properties: {} });

test('a port that is taken is refused with EADDRINUSE', async () => {
  const port = Number(new URL(preview.url).port);
  await expect(startPreview({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

describe('the gateway', () => {
  test('HELLO, IDENTIFY, READY and the server, heartbeats acknowledged', async () => {
    const connection = await connect();
    connection.send(2, identify());
    const ready = await connection.until((frame) => frame.t === 'READY');
    expect(ready.d).toMatchObject({ user: { bot: true }, application: { id: preview.applicationId } });
    const guild = await connection.until((frame) => frame.t === 'GUILD_CREATE');
    expect(guild.d.id).toBe(preview.guildId);
    connection.send(1, guild.s);
    expect((await connection.until((frame) => frame.op === 11)).op).toBe(11);
    connection.socket.close(1000);
  });

  test.each<[string, number, unknown, number]>([
    ['a wrong token', 2, { token: 'wrong', intents: 0 }, 4004],
    ['a privileged intent', 2, { intents: 1 << 15 }, 4014],
    ['intents that do not exist', 2, { intents: 1 << 28 }, 4013],
    ['anything before IDENTIFY', 3, {}, 4003],
    ['a payload over 4,096 bytes', 1, 'x'.repeat(5000), 4002],
  ])('%s closes the connection', async (_what, op, data, code) => {
    const connection = await connect();
    const token = { token: preview.token };
    connection.send(op, op === 2 ? { ...token, ...(data as object) } : data);
    expect(await connection.closeCode()).toBe(code);
  });

  test('a resume replays what was missed, in order and once', async () => {
    const first = await connect();
    first.send(2, identify());
    const ready = await first.until((frame) => frame.t === 'READY');
    const last = await first.until((frame) => frame.t === 'GUILD_CREATE');
    first.socket.terminate();
    await once(first.socket, 'close');
    const missed = [ask(preview.driver, 'do').id, ask(preview.driver, 'do').id];
    const second = await connect();
    second.send(6, { token: preview.token, session_id: ready.d.session_id, seq: last.s });
    expect((await second.until(() => true)).d.id).toBe(missed[0]);
    expect((await second.until(() => true)).d.id).toBe(missed[1]);
    expect((await second.until(() => true)).t).toBe('RESUMED');
    second.socket.close(1000);
  });

  test('a session that was closed with 1000 cannot be resumed', async () => {
    const first = await connect();
    first.send(2, identify());
    const ready = await first.until((frame) => frame.t === 'READY');
    first.socket.close(1000);
    await once(first.socket, 'close');
    const second = await connect();
    second.send(6, { token: preview.token, session_id: ready.d.session_id, seq: 1 });
    expect(await second.until(() => true)).toMatchObject({ op: 9, d: false });
    second.socket.close(1000);
  });
});

describe('shards', () => {
  let own: Preview;
  let now = Date.now();
  afterEach(() => own.close());

  async function identified(shard: unknown): Promise<Connection> {
    const connection = new Connection(own);
    await connection.until(({ op }) => op === 10);
    connection.send(2, {
      token: own.token,
      intents: 1,
      properties: {},
      ...(shard === undefined ? {} : { shard }),
    });
    return connection;
  }

  const guildIds = (frame: Frame): readonly unknown[] =>
    (frame.d.guilds as { id: string }[]).map(({ id }) => id);

  test.each([[[2, 2]], [[-1, 2]], [[0, 0]], [[0]], [['0', 1]], ['0/1'], [[0.5, 2]]])(
    'IDENTIFY with shard %j is closed with 4010',
    async (shard) => {
      own = await startPreview({ port: 0 });
      expect(await (await identified(shard)).closeCode()).toBe(4010);
    },
  );

  test('each server, and what happens in it, goes to one shard; direct messages go to shard 0', async () => {
    own = await startPreview({ port: 0, limits: { windowMs: 0 } });
    await call(own, 'PUT', `/applications/${own.applicationId}/commands`, [{ name: 'do', description: 'd' }]);
    const places = ['a', 'b', 'c', 'd', 'e'].map((name) => own.driver.server(name));
    const shards = await Promise.all([0, 1, 2].map((id) => identified([id, 3])));
    const shardOf = (id: string): number => Number((BigInt(id) >> 22n) % 3n);
    const inside = [own.guildId, ...places.map(({ guild }) => guild?.id ?? '')];
    for (const [id, shard] of shards.entries()) {
      const ready = await shard.until(({ t }) => t === 'READY');
      expect(ready.d.shard).toEqual([id, 3]);
      expect([...guildIds(ready)].sort()).toEqual(inside.filter((guild) => shardOf(guild) === id).sort());
      for (const guild of guildIds(ready))
        expect((await shard.until(({ t }) => t === 'GUILD_CREATE')).d.id).toBe(guild);
    }
    const ada = own.driver.person('Ada');
    for (const place of [...places, ada.inDm().place]) {
      void ada.at(place).run('do');
      const id = place.guild === null ? 0 : shardOf(place.guild.id);
      const event = await shards[id]?.until(() => true);
      expect(event).toMatchObject({ t: 'INTERACTION_CREATE', d: { channel_id: place.id } });
    }
  });

  test('more servers than a shard may have are closed with 4011, and GET /gateway/bot recommends more shards', async () => {
    own = await startPreview({ port: 0, limits: { guildsPerShard: 2, windowMs: 0 } });
    for (const name of ['a', 'b']) own.driver.server(name);
    expect(await (await identified(undefined)).closeCode()).toBe(4011);
    expect((await call(own, 'GET', '/gateway/bot')).body).toMatchObject({ shards: 3 });
  });

  test('a second IDENTIFY of a bucket within 5 s gets an invalid session; each one counts', async () => {
    own = await startPreview({ port: 0, now: () => now, limits: { maxConcurrency: 2 } });
    const answered = async (id: number): Promise<unknown> => {
      const { op, d } = await (await identified([id, 4])).until(() => true);
      return op === 9 ? d : op;
    };
    expect([await answered(0), await answered(1)]).toEqual([0, 0]);
    expect([await answered(2), await answered(3)]).toEqual([false, false]);
    now += 5000;
    expect([await answered(2), await answered(3)]).toEqual([0, 0]);
    const { body } = await call(own, 'GET', '/gateway/bot');
    expect(body.session_start_limit).toEqual({
      total: 1000,
      remaining: 994,
      reset_after: 86_400_000 - 5000,
      max_concurrency: 2,
    });
    now += 86_400_000;
    expect((await call(own, 'GET', '/gateway/bot')).body.session_start_limit).toMatchObject({
      remaining: 1000,
    });
  });

  test('who identifies when no session is left loses every session, and the token', async () => {
    own = await startPreview({ port: 0, limits: { total: 1, windowMs: 0 } });
    const { token } = own;
    const first = await identified(undefined);
    await first.until(({ t }) => t === 'READY');
    const closed = first.closeCode();
    expect(await (await identified(undefined)).closeCode()).toBe(4004);
    expect(await closed).toBe(4004);
    expect(own.token).not.toBe(token);
    expect((await call(own, 'GET', '/gateway/bot', undefined, token)).status).toBe(401);
  });

  test('a server in an outage is in READY, and is told of when the outage is over; one that left is not', async () => {
    own = await startPreview({ port: 0 });
    const [a, b] = [own.driver.server('a'), own.driver.server('b')];
    own.driver.outage(a);
    own.driver.leave(b);
    const shard = await identified([0, 1]);
    expect(guildIds(await shard.until(({ t }) => t === 'READY'))).toEqual([own.guildId, a.guild?.id]);
    expect((await shard.until(() => true)).d.id).toBe(own.guildId);
    own.driver.outage(a, true);
    expect(await shard.until(() => true)).toMatchObject({ t: 'GUILD_CREATE', d: { id: a.guild?.id } });
    own.driver.leave(a);
    expect(await shard.until(() => true)).toMatchObject({ t: 'GUILD_DELETE', d: { id: a.guild?.id } });
  });
});
