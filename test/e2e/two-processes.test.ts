import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Preview, startPreview } from '../../src/preview/server.ts';
import { type BotProcess, startProcess } from './process.ts';

let folder: string;
let preview: Preview;
let bots: readonly BotProcess[];

// Each has a database of its own here: what is tried is who answers.
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'podium-two-'));
  preview = await startPreview({ port: 0 });
  const there = { DISCORD_TOKEN: preview.token, DISCORD_API_URL: preview.apiUrl, LOG_LEVEL: 'debug' };
  bots = ['a.db', 'b.db'].map((name) => startProcess(folder, { ...there, DATABASE_PATH: name }));
  await Promise.all(bots.map((bot) => bot.says('Podium serves')));
});
afterEach(async () => {
  for (const bot of bots) bot.kill('SIGKILL');
  await Promise.all(bots.map(({ ended }) => ended));
  await preview.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Resolves when one of the two has left it to the other so many times. */
async function leftToTheOther(times: number): Promise<void> {
  const count = (): number =>
    bots.reduce((sum, bot) => sum + bot.stdout().split('another process has answered').length - 1, 0);
  while (count() < times) await new Promise((resolve) => setImmediate(resolve));
}

/** What was sent to Discord about interactions, beside the first answers. */
const more = (): readonly string[] =>
  preview.driver.calls.filter(({ path }) => path.startsWith('/webhooks/')).map(({ method }) => method);

test('of two processes on one shard one answers, and the other neither edits nor says it again', async () => {
  const ada = preview.driver.person('Ada');
  expect((await ada.run('help')).message?.text).toContain('Explain a manifest');
  // What a person is told is wrong was told twice: once as the answer, once more beside it.
  expect((await ada.run('quiz', { deck: 'nonsense' })).message?.text).toContain("I don't know that deck");
  await ada.complete('quiz', 'deck', 'a');
  await leftToTheOther(3);
  expect(more()).toEqual([]);
  for (const bot of bots) expect(bot.stdout()).not.toMatch(/"level":[456]0/);
});
