import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Preview, startPreview } from '../../src/preview/server.ts';
import { BUILT, startProcess } from './process.ts';

const COMPILED = join(dirname(BUILT), '.compiled');

let folder: string;
let preview: Preview;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'podium-compiled-'));
  preview = await startPreview({ port: 0 });
  rmSync(COMPILED, { recursive: true, force: true });
});
afterEach(async () => {
  await preview.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts what was built, and stops it once it serves. */
async function startAndStop(): Promise<{ code: number | null; stderr: string }> {
  const there = { DISCORD_TOKEN: preview.token, DISCORD_API_URL: preview.apiUrl };
  const bot = startProcess(folder, there, BUILT);
  await bot.says('Podium serves');
  bot.kill('SIGTERM');
  const { code, stderr } = await bot.ended;
  return { code, stderr };
}

test('what was compiled is kept for the next start', async () => {
  expect(await startAndStop()).toEqual({ code: 0, stderr: '' });
  const kept = readdirSync(COMPILED, { recursive: true });
  expect(kept.length).toBeGreaterThan(10);
});

test('and where it cannot be kept, the bot starts without a word', async () => {
  // A file stands where the folder would be.
  writeFileSync(COMPILED, '');
  const ended = await startAndStop();
  rmSync(COMPILED, { force: true });
  expect(ended).toEqual({ code: 0, stderr: '' });
});
