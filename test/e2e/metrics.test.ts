import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DUE_WORK } from '../../src/discord/watched.ts';
import { type Preview, startPreview } from '../../src/preview/server.ts';
import { addressOf, openStore } from '../store/database.ts';
import { type BotProcess, startProcess } from './process.ts';

let folder: string;
let preview: Preview;
let bots: BotProcess[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'podium-metrics-'));
  preview = await startPreview({ port: 0, limits: { windowMs: 0 } });
  bots = [];
});
afterEach(async () => {
  for (const bot of bots) bot.kill('SIGKILL');
  await Promise.all(bots.map(({ ended }) => ended));
  await preview.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(environment: Readonly<Record<string, string>> = {}): Promise<BotProcess> {
  const url = await addressOf(join(folder, 'podium.db'));
  const there = { DISCORD_TOKEN: preview.token, DISCORD_API_URL: preview.apiUrl };
  const bot = startProcess(folder, {
    ...there,
    METRICS_PORT: '0',
    ...(url === undefined ? {} : { DATABASE_URL: url }),
    ...environment,
  });
  bots.push(bot);
  return bot;
}

/** Where the bot serves its metrics. */
async function metricsUrl(bot: BotProcess): Promise<string> {
  await bot.says('"msg":"metrics are served"');
  return /"url":"([^"]+)","msg":"metrics are served"/.exec(bot.stdout())?.[1] ?? '';
}

async function ready(url: string): Promise<readonly [status: number, text: string]> {
  const answer = await fetch(`${url}/readyz`);
  return [answer.status, await answer.text()];
}

/** The samples of a name, by their labels. */
async function samples(url: string, name: string): Promise<Readonly<Record<string, number>>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const found = text.matchAll(new RegExp(`^${name}(?:\\{(.*)\\})? (\\S+)$`, 'gm'));
  return Object.fromEntries([...found].map(([, labels = '', value]) => [labels, Number(value)]));
}

test('commands, buttons, suggestions and what people are refused are counted by handler and outcome', async () => {
  const bot = await start();
  const url = await metricsUrl(bot);
  await bot.says('Podium serves');
  const ada = preview.driver.person('Ada');
  const help = await ada.run('help');
  await ada.press(help.message, 'First question');
  await ada.run('quiz');
  await ada.complete('quiz', 'deck', 'a');
  await ada.run('quiz', { deck: 'somebody-typed-this' });
  const counted = await samples(url, 'podium_interactions_total');
  expect(counted).toMatchObject({
    'kind="command",handler="/help",outcome="answered"': 1,
    'kind="command",handler="/quiz",outcome="answered"': 1,
    'kind="command",handler="/quiz",outcome="told"': 1,
    'kind="autocomplete",handler="/quiz",outcome="answered"': 1,
  });
  expect(Object.keys(counted).filter((labels) => labels.startsWith('kind="component"'))).toHaveLength(1);
  const acknowledged = await samples(url, 'podium_acknowledgement_seconds_count');
  expect(acknowledged).toEqual({ 'kind="command"': 3, 'kind="component"': 1, 'kind="autocomplete"': 1 });
  // In time, by the clock that measures it.
  expect(await samples(url, 'podium_acknowledgement_seconds_bucket')).toMatchObject({
    'le="3",kind="command"': 3,
  });
  expect(await samples(url, 'podium_store_seconds_count')).toMatchObject({ 'use_case="ask"': 2 });
  const whole = await (await fetch(`${url}/metrics`)).text();
  for (const secret of [ada.id, preview.guildId, preview.token, 'somebody-typed-this'])
    expect(whole).not.toContain(secret);
});

test('what a lab does not simulate is counted by its kind', async () => {
  const bot = await start();
  const url = await metricsUrl(bot);
  await bot.says('Podium serves');
  const ada = preview.driver.person('Ada');
  const lab = (await ada.run('lab', { name: 'two-levels' })).message;
  const type = async (line: string) => ada.submit(await ada.press(lab, 'Type'), { line });
  await type('kubectl get pods');
  expect(await samples(url, 'podium_lab_not_simulated_total')).toEqual({});
  await type('kubectl proxy');
  await type('kubectl proxy');
  expect(await samples(url, 'podium_lab_not_simulated_total')).toEqual({ 'kind="kubectl-verb"': 2 });
});

test('work that is due and nobody took on is told by how long it waits, before it is taken on', async () => {
  const store = await openStore({ path: join(folder, 'podium.db') });
  const now = Date.now();
  // Seven days ago an hour was chosen, and the bot has been down since.
  await store.remindAt('100000000000000001', 8, now - 7 * 24 * 3600 * 1000);
  await store.close();
  const fault = preview.driver.fault({ kind: 'hang', method: 'GET', path: /\/commands$/, times: 9 });
  const bot = await start();
  const url = await metricsUrl(bot);
  while (fault.hits() === 0) await new Promise((resolve) => setImmediate(resolve));
  const { 'work="reminders"': late, 'work="matches"': none } = await samples(
    url,
    'podium_due_overdue_seconds',
  );
  expect(late).toBeGreaterThan(5 * 24 * 3600);
  expect(none).toBe(0);
});

describe('/readyz', () => {
  test('says that it is not logged in yet, then that it serves, then that the gateway is lost', async () => {
    const fault = preview.driver.fault({ kind: 'hang', method: 'GET', path: /\/gateway\/bot$/, times: 1 });
    const bot = await start();
    const url = await metricsUrl(bot);
    while (fault.hits() === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(await ready(url)).toEqual([503, expect.stringContaining('not logged in to Discord yet')]);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await samples(url, 'podium_ready')).toEqual({ '': 0 });
    await bot.says('Podium serves');
    expect(await ready(url)).toEqual([200, 'ok\n']);
    expect(await samples(url, 'podium_ready')).toEqual({ '': 1 });
    expect(await samples(url, 'podium_gateway_shards')).toMatchObject({
      'state="ready"': 1,
      'state="idle"': 0,
    });
    const again = preview.driver.gateway.nextReady();
    preview.driver.gateway.closeAll(1012, 'restart');
    await bot.says('reconnecting');
    expect(await ready(url)).toEqual([503, expect.stringContaining('gateway of Discord is lost')]);
    expect(await samples(url, 'podium_gateway_reconnects_total')).toEqual({ '': 1 });
    await again;
  });

  test('says that the bot is stopping while it finishes what is in flight', async () => {
    const bot = await start();
    const url = await metricsUrl(bot);
    await bot.says('Podium serves');
    const fault = preview.driver.fault({ kind: 'rate-limit', path: /callback$/, retryAfter: 1 });
    const running = preview.driver.person('Ada').run('help');
    while (fault.hits() === 0) await new Promise((resolve) => setImmediate(resolve));
    bot.kill('SIGTERM');
    let told = await ready(url);
    while (told[0] === 200) told = await ready(url);
    expect(told).toEqual([503, 'Podium is stopping.\n']);
    await running;
    expect((await bot.ended).code).toBe(0);
  });
});

test.each([
  [
    { METRICS_PORT: '1', METRICS_HOST: '192.0.2.1' },
    /^This machine has no address 192\.0\.2\.1\. Set METRICS_HOST/,
  ],
  [{ METRICS_PORT: '' }, undefined],
])('with %j the start ends in one line, or nothing is served', async (environment, line) => {
  const bot = await start(environment);
  if (line === undefined) {
    await bot.says('Podium serves');
    expect(bot.stdout()).not.toContain('metrics are served');
    return;
  }
  expect(await bot.ended).toMatchObject({ code: 1, stderr: expect.stringMatching(line) });
});

test('every use-case that says when something is due is watched, and every one that takes such work on', async () => {
  const store = await openStore({ path: join(folder, 'podium.db') });
  const names = Object.keys(store).filter((name) => /^next[A-Z]\w*At$|^claim[A-Z]/.test(name));
  await store.close();
  const watched = Object.values(DUE_WORK).flatMap(({ next, claim }) => [next, claim]);
  expect([...watched].sort()).toEqual(names.sort());
});
