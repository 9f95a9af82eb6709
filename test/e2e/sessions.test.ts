import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Preview, startPreview } from '../../src/preview/server.ts';
import { type BotProcess, startProcess } from './process.ts';

let folder: string;
let preview: Preview;
let bot: BotProcess | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'podium-sessions-'));
  preview = await startPreview({ port: 0, limits: { guildsPerShard: 2, windowMs: 0, maxConcurrency: 16 } });
});
afterEach(async () => {
  bot?.kill('SIGKILL');
  await bot?.ended;
  await preview.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(environment: Readonly<Record<string, string>> = {}): BotProcess {
  bot = startProcess(folder, {
    DISCORD_TOKEN: preview.token,
    DISCORD_API_URL: preview.apiUrl,
    ...environment,
  });
  return bot;
}

test.each([0, 8])(
  'a bot with %i sessions left for today begins none, says so, and ends at once when it is stopped',
  async (left) => {
    preview.driver.world.starts.remaining = left;
    const waiting = start();
    await waiting.says('too few sessions are left');
    waiting.kill('SIGTERM');
    expect((await waiting.ended).code).toBe(0);
    expect(preview.driver.gateway.identifies).toBe(0);
    expect(preview.driver.world.starts.remaining).toBe(left);
  },
);

test('a bot in many servers has as many shards as Discord recommends, and says it where it is told to have too few', async () => {
  for (const name of ['a', 'b', 'c']) preview.driver.server(name);
  const serving = start();
  await serving.says('Podium serves');
  expect(preview.driver.gateway.shards).toEqual(['0/4', '1/4', '2/4', '3/4']);
  serving.kill('SIGTERM');
  await serving.ended;
  const { code, stderr } = await start({ DISCORD_SHARDS: '1' }).ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/4011: shard 0 has too many servers\. Set DISCORD_SHARDS to a larger number/);
});
