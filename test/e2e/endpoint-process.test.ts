import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Preview, startPreview } from '../../src/preview/server.ts';
import { type BotProcess, startProcess } from './process.ts';

let folder: string;
let preview: Preview;
const bots: BotProcess[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'podium-endpoint-'));
  preview = await startPreview({ port: 0 });
});
afterEach(async () => {
  for (const bot of bots) bot.kill('SIGKILL');
  await Promise.all(bots.splice(0).map(({ ended }) => ended));
  await preview.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(more: Readonly<Record<string, string>> = {}): BotProcess {
  const bot = startProcess(folder, {
    DISCORD_TOKEN: preview.token,
    DISCORD_API_URL: preview.apiUrl,
    DISCORD_PUBLIC_KEY: preview.publicKey,
    INTERACTIONS_PORT: '0',
    METRICS_PORT: '0',
    ...more,
  });
  bots.push(bot);
  return bot;
}

/** The address in the line of the log that ends with this. */
async function address(bot: BotProcess, said: string): Promise<string> {
  await bot.says(`"msg":"${said}"`);
  return new RegExp(`"url":"([^"]+)","msg":"${said}"`).exec(bot.stdout())?.[1] ?? '';
}

async function serving(): Promise<{ readonly bot: BotProcess; readonly metrics: string }> {
  const bot = start();
  const metrics = await address(bot, 'metrics are served');
  await preview.driver.setEndpoint(await address(bot, 'interactions are served'));
  await bot.says('Podium serves');
  return { bot, metrics };
}

async function ready(metrics: string): Promise<readonly [status: number, text: string]> {
  const answer = await fetch(`${metrics}/readyz`);
  return [answer.status, await answer.text()];
}

test('without a gateway it is ready when the port listens, and says what came in by it', async () => {
  const { metrics } = await serving();
  expect(preview.driver.gateway.identifies).toBe(0);
  expect(await ready(metrics)).toEqual([200, 'ok\n']);
  expect((await preview.driver.person('Ada').run('help')).message?.text).toContain('Explain a manifest');
  const text = await (await fetch(`${metrics}/metrics`)).text();
  expect(text).toContain('podium_ready 1');
  expect(text).toContain('podium_gateway_shards{state="ready"} 0');
  // PING, PING forged, /help.
  expect(text).toContain('podium_endpoint_requests_total{path="/interactions",status="200"} 2');
  expect(text).toContain('podium_endpoint_requests_total{path="/interactions",status="401"} 1');
  expect(text).toMatch(/podium_interactions_total\{kind="command",handler="\/help",outcome="answered"\} 1/);
});

test('stopped, it is not ready from the first moment, and finishes what is in flight', async () => {
  const { bot, metrics } = await serving();
  const ada = preview.driver.person('Ada');
  // /stats is deferred; its edit waits for a slow Discord.
  const fault = preview.driver.fault({ kind: 'rate-limit', path: /original$/, retryAfter: 1 });
  const running = ada.run('stats');
  while (fault.hits() === 0) await new Promise((resolve) => setImmediate(resolve));
  bot.kill('SIGTERM');
  let told = await ready(metrics);
  while (told[0] === 200) told = await ready(metrics);
  expect(told).toEqual([503, 'Podium is stopping.\n']);
  expect((await running).kind).toBe('message');
  expect((await bot.ended).code).toBe(0);
});

test('without a token the preview sends what people do to the port, signed by a key of its own', async () => {
  const bot = startProcess(folder, { INTERACTIONS_PORT: '0', PREVIEW_PORT: '0' });
  bots.push(bot);
  const url = await address(bot, 'interactions are served');
  await bot.says('in a browser');
  const page = /http:\/\/127\.0\.0\.1:\d+/.exec(bot.stdout().slice(bot.stdout().indexOf('Open ')))?.[0] ?? '';
  const state = (await (await fetch(`${page}/preview/state`)).json()) as State;
  expect(state.bot.online).toBe(true);
  const act = {
    user: state.me.id,
    place: state.places[0]?.id,
    act: 'complete',
    name: 'quiz',
    option: 'deck',
    text: '',
    values: {},
  };
  const answer = await fetch(`${page}/preview/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(act),
  });
  expect(((await answer.json()) as { choices: unknown[] }).choices).not.toHaveLength(0);
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401);
});

interface State {
  readonly me: { readonly id: string };
  readonly bot: { readonly online: boolean };
  readonly places: readonly { readonly id: string }[];
}

describe('what stops the start is one line', () => {
  test('no key, or another application’s: 78', async () => {
    const without = await start({ DISCORD_PUBLIC_KEY: '' }).ended;
    expect([without.code, without.stderr]).toEqual([
      78,
      expect.stringMatching(/^DISCORD_PUBLIC_KEY is not set; .*\n$/),
    ]);
    const other = await start({ DISCORD_PUBLIC_KEY: 'ab'.repeat(32) }).ended;
    expect([other.code, other.stderr]).toEqual([
      78,
      expect.stringMatching(/^DISCORD_PUBLIC_KEY is not the key of the application "Podium", .*\n$/),
    ]);
  });

  test('a token that Discord refuses: 77, and a port that is taken: 1', async () => {
    const refused = await start({ DISCORD_TOKEN: 'wrong.token.here' }).ended;
    expect([refused.code, refused.stderr]).toEqual([
      77,
      expect.stringMatching(/^Discord refuses DISCORD_TOKEN\..*\n$/),
    ]);
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const taken = other.address();
    const port = typeof taken === 'object' && taken !== null ? taken.port : 0;
    const { code, stderr } = await start({ INTERACTIONS_PORT: String(port) }).ended;
    other.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(
      new RegExp(
        `^Port ${port} of 127\\.0\\.0\\.1 is taken by another process\\. Set INTERACTIONS_PORT .*\n$`,
      ),
    );
  });
});
