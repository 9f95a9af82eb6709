import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type MetricsServer,
  type MetricsServerOptions,
  startMetricsServer,
} from '../../../src/runtime/metrics/server.ts';

let server: MetricsServer | undefined;
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server?.close();
  server = undefined;
});

async function start(more: Partial<MetricsServerOptions> = {}): Promise<string> {
  server = await startMetricsServer({
    host: '127.0.0.1',
    port: 0,
    metrics: async () => ({ contentType: 'text/plain; version=0.0.4', text: 'a 1\n' }),
    unready: async () => null,
    onError: (error) => {
      throw error;
    },
    ...more,
  });
  return server.url;
}

/** A connection that has sent this much. */
async function half(url: string, sent: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(sent);
  return socket;
}

/** Whether by an end or by a reset. */
async function closed(socket: Socket): Promise<void> {
  if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
}

describe('who asks', () => {
  test('whether it lives is told so', async () => {
    const url = await start();
    const answer = await fetch(`${url}/healthz`);
    expect([answer.status, await answer.text()]).toEqual([200, 'ok\n']);
  });

  test('whether it is ready is told the reason where it is not', async () => {
    const url = await start({ unready: async () => 'It rests.' });
    const answer = await fetch(`${url}/readyz`);
    expect([answer.status, await answer.text()]).toEqual([503, 'It rests.\n']);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test('for the metrics gets them, with a query too; HEAD gets their length alone', async () => {
    const url = await start();
    const answer = await fetch(`${url}/metrics?name[]=a`);
    expect([answer.status, await answer.text()]).toEqual([200, 'a 1\n']);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4');
    const head = await fetch(`${url}/metrics`, { method: 'HEAD' });
    expect([head.headers.get('content-length'), await head.text()]).toEqual(['4', '']);
  });

  test.each(['/', '/metrics/', '/__proto__', '/constructor', '//healthz'])(
    'for %s gets 404',
    async (path) => {
      expect((await fetch(`${await start()}${path}`)).status).toBe(404);
    },
  );

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('with %s gets 405', async (method) => {
    const answer = await fetch(`${await start()}/metrics`, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  test('for what cannot be found out gets 500, and the error is told', async () => {
    const told: unknown[] = [];
    const trouble = new Error('secret');
    const url = await start({
      metrics: () => Promise.reject(trouble),
      onError: (error) => told.push(error),
    });
    const answer = await fetch(`${url}/metrics`);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret');
    expect(told).toEqual([trouble]);
  });
});

test('many who ask at once cost as much as one', async () => {
  let found = 0;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const url = await start({
    metrics: async () => {
      found += 1;
      await held;
      return { contentType: 'text/plain', text: `${found}\n` };
    },
  });
  const answers = Array.from({ length: 8 }, () => fetch(`${url}/metrics`));
  while (found === 0) await new Promise((resolve) => setImmediate(resolve));
  // All eight have been read by then: each is answered in the order of its own connection.
  await fetch(`${url}/healthz`);
  release();
  const texts = await Promise.all(answers.map(async (each) => (await each).text()));
  expect(texts.filter((text) => text === '1\n').length).toBeGreaterThan(1);
  expect(found).toBeLessThan(8);
});

describe('who is slow', () => {
  test.each([
    ['sends half a request', 'GET /metrics HTTP/1.1\r\nHost: x\r\n'],
    ['promises a body that never comes', 'POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n'],
    ['says nothing', ''],
  ])('and %s is closed', async (_what, sent) => {
    const socket = await half(await start({ patienceMs: 100 }), sent);
    socket.resume();
    await closed(socket);
    expect(socket.bytesWritten).toBe(sent.length);
  });

  test('fetches the answer by drops is closed before it has all of it', async () => {
    const text = 'x'.repeat(64 * 1024 * 1024);
    const url = await start({ patienceMs: 100, metrics: async () => ({ contentType: 'text/plain', text }) });
    const socket = await half(url, 'GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n');
    const drops = setInterval(() => socket.read(64 * 1024) ?? socket.read(), 10);
    await closed(socket);
    clearInterval(drops);
    expect(socket.bytesRead).toBeGreaterThan(0);
    expect(socket.bytesRead).toBeLessThan(text.length);
  });

  test('in great number leaves 32 connections open at most, and nobody out once they are gone', async () => {
    const url = await start({ patienceMs: 200 });
    const all = await Promise.all(Array.from({ length: 40 }, () => half(url, 'GET /healthz')));
    for (const socket of all) socket.resume();
    await Promise.all(all.map(closed));
    // Who is let in is told 408 in the end; who is not, nothing.
    expect(all.filter(({ bytesRead }) => bytesRead > 0)).toHaveLength(32);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});

test('a port that is taken is an error of the system, as elsewhere', async () => {
  const { port } = new URL(await start());
  const second = startMetricsServer({
    host: '127.0.0.1',
    port: Number(port),
    metrics: async () => ({ contentType: '', text: '' }),
    unready: async () => null,
    onError: () => undefined,
  });
  await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
