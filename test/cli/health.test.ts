import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { startMetricsServer } from '../../src/runtime/metrics/server.ts';
import { podium } from './podium.ts';

/** Asks a bot that answers so, by the settings it has. */
async function asked(unready: string | null, host = '127.0.0.1') {
  const server = await startMetricsServer({
    host,
    port: 0,
    metrics: async () => ({ contentType: 'text/plain', text: '' }),
    unready: async () => unready,
    onError: () => undefined,
  });
  try {
    return await podium(['health'], {
      env: { METRICS_PORT: new URL(server.url).port, METRICS_HOST: host },
    });
  } finally {
    await server.close();
  }
}

test('a bot that serves people is well', async () => {
  expect(await asked(null)).toEqual({ code: 0, out: 'ok\n', err: '' });
});

test('one that listens everywhere is asked on its own machine', async () => {
  expect(await asked(null, '0.0.0.0')).toEqual({ code: 0, out: 'ok\n', err: '' });
});

test('one that does not says why', async () => {
  const { code, err } = await asked('The bot rests.');
  expect(code).toBe(1);
  expect(err).toMatch(/^podium health: the bot at http:\/\/127\.0\.0\.1:\d+ answers: The bot rests\.\n$/);
});

test('one that takes connections and says nothing is told apart from one that is gone', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const { code, err } = await podium(['health'], { env: { METRICS_PORT: String(port) } });
  silent.close();
  expect(code).toBe(1);
  expect(err).toContain('has not answered within 4 s');
});

test.each([
  [{}, 'METRICS_PORT is not set to a port'],
  [{ METRICS_PORT: '0' }, 'METRICS_PORT is not set to a port'],
  [{ METRICS_PORT: 'http' }, 'METRICS_PORT holds "http"; it must be a port'],
  [{ METRICS_PORT: '1' }, 'nothing listens at http://127.0.0.1:1.'],
])('with %j it is told in one line what to do', async (env, line) => {
  const { code, out, err } = await podium(['health'], { env });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain(line);
  expect(err.trimEnd()).not.toContain('\n');
});
