import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
  preview = await startPreview({ port: 0 });
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
