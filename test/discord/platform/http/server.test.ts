import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import {
  MOST_BODY_BYTES,
  type SignedHandler,
  type SignedServer,
  type SignedServerOptions,
  startSignedServer,
} from '../../../../src/discord/platform/http/server.ts';
import { openSignatureCheck } from '../../../../src/discord/platform/http/signature.ts';
import { propertyRuns } from '../../../property-runs.ts';
import { newKeys, signedHeaders } from './signing.ts';

const keys = newKeys();
let server: SignedServer | undefined;
let handled: unknown[] = [];
let told: string[] = [];
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server?.close(1000);
  server = undefined;
  handled = [];
  told = [];
});

const note: SignedHandler = async (body, response, headers) => {
  handled.push(body);
  response.writeHead(200, headers()).end('{}');
};

async function start(more: Partial<SignedServerOptions> = {}): Promise<string> {
  server = await startSignedServer({
    host: '127.0.0.1',
    port: 0,
    check: openSignatureCheck(keys.publicKey),
    paths: { '/interactions': note },
    onAnswer: (path, status) => told.push(`${path} ${status}`),
    onError: (error) => {
      throw error;
    },
    ...more,
  });
  return `${server.url}/interactions`;
}

function post(url: string, body: string, headers: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', body, headers });
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

/** What a connection says until it ends. */
async function saidBy(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk) => {
    text += String(chunk);
  });
  if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
  return text;
}

test('what is signed is handled, whatever its bytes are', async () => {
  const url = await start();
  await fc.assert(
    fc.asyncProperty(fc.json(), async (body) => {
      const answer = await post(url, body, signedHeaders(keys, body));
      expect(answer.status).toBe(200);
      expect(handled.at(-1)).toEqual(JSON.parse(body));
    }),
    { numRuns: propertyRuns(300) },
  );
});

test('what is not signed right is 401 and never handled, whatever it is', async () => {
  const url = await start();
  const right = signedHeaders(keys, '{"type":1}');
  await fc.assert(
    fc.asyncProperty(fc.string(), async (body) => {
      fc.pre(body !== '{"type":1}');
      const { status } = await post(url, body, right);
      expect(status).toBe(401);
    }),
    { numRuns: propertyRuns(300) },
  );
  const { 'x-signature-ed25519': signature = '', ...unsigned } = right;
  for (const headers of [
    unsigned,
    { ...unsigned, 'x-signature-ed25519': signature.slice(2) },
    { ...right, 'x-signature-timestamp': '1' },
    signedHeaders(newKeys(), '{"type":1}'),
    signedHeaders(keys, '{"type":1}', Date.now() - 301_000),
  ]) {
    expect((await post(url, '{"type":1}', headers)).status).toBe(401);
  }
  expect(handled).toEqual([]);
});

test('another path is 404 and another method 405, signed or not; neither is read', async () => {
  const url = await start();
  const other = await post(`${url}/x`, '{}', signedHeaders(keys, '{}'));
  expect([other.status, await other.text()]).toEqual([404, 'There is nothing here but /interactions.\n']);
  const got = await fetch(url);
  expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
  expect((await post(`${url}?a=b`, '{}', signedHeaders(keys, '{}'))).status).toBe(200);
  expect((await post(url.replace('interactions', 'constructor'), '{}', {})).status).toBe(404);
  expect(told).toEqual(['other 404', '/interactions 405', '/interactions 200', 'other 404']);
});

test('signed text that is no JSON is 400', async () => {
  const url = await start();
  expect((await post(url, '{"type":', signedHeaders(keys, '{"type":'))).status).toBe(400);
  expect((await post(url, '', signedHeaders(keys, ''))).status).toBe(400);
});

test('a body that says it is too big is refused before it comes; one that does not say so, once it is', async () => {
  const url = await start();
  const headers = Object.entries(signedHeaders(keys, '{}')).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `POST /interactions HTTP/1.1\r\nhost: a\r\n${headers.join('')}`;
  const said = await half(url, `${head}content-length: ${MOST_BODY_BYTES + 1}\r\n\r\n`);
  expect(await saidBy(said)).toContain('HTTP/1.1 413');
  const chunk = 'x'.repeat(64 * 1024);
  const unsaid = await half(url, `${head}transfer-encoding: chunked\r\n\r\n`);
  const answer = saidBy(unsaid);
  for (let sent = 0; sent <= MOST_BODY_BYTES; sent += chunk.length)
    unsaid.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`);
  expect(await answer).toContain('HTTP/1.1 413');
  const most = JSON.stringify('x'.repeat(MOST_BODY_BYTES - 2));
  expect((await post(url, most, signedHeaders(keys, most))).status).toBe(200);
});

test('whoever sends slowly, head or body, is given up, and others are served meanwhile', async () => {
  const url = await start({ patienceMs: 300 });
  const head = await half(url, 'POST /interactions HTTP/1.1\r\nhost: a\r\n');
  const headers = Object.entries(signedHeaders(keys, '{}')).map(([name, value]) => `${name}: ${value}\r\n`);
  const body = await half(
    url,
    `POST /interactions HTTP/1.1\r\nhost: a\r\n${headers.join('')}content-length: 2\r\n\r\n{`,
  );
  const ended = Promise.all([saidBy(head), saidBy(body)]);
  expect((await post(url, '{}', signedHeaders(keys, '{}'))).status).toBe(200);
  for (const text of await ended) expect(text).not.toContain('HTTP/1.1 200');
  expect(handled).toEqual([{}]);
});

test('a handler that fails is 500, and the next request is served', async () => {
  const errors: unknown[] = [];
  let fails = true;
  const url = await start({
    onError: (error) => errors.push(error),
    paths: {
      '/interactions': async (...given) => {
        if (fails) throw new RangeError('no');
        await note(...given);
      },
    },
  });
  expect((await post(url, '{}', signedHeaders(keys, '{}'))).status).toBe(500);
  fails = false;
  expect((await post(url, '{}', signedHeaders(keys, '{}'))).status).toBe(200);
  expect(errors).toHaveLength(1);
});

test('closed, it serves what is here to the end, tells its client to come again elsewhere, and takes nobody new', async () => {
  let finish: () => void = () => undefined;
  const reached = new Promise<void>((here) => {
    void start({
      paths: {
        '/interactions': async (...given) => {
          const going = new Promise<void>((resolve) => {
            finish = resolve;
          });
          here();
          await going;
          await note(...given);
        },
      },
    });
  });
  while (server === undefined) await new Promise((resolve) => setImmediate(resolve));
  const url = `${server.url}/interactions`;
  const answer = post(url, '{}', signedHeaders(keys, '{}'));
  await reached;
  const closed = server.close(5000);
  await expect(post(url, '{}', signedHeaders(keys, '{}'))).rejects.toThrow();
  finish();
  const { status, headers } = await answer;
  expect([status, headers.get('connection')]).toEqual([200, 'close']);
  await closed;
});
