import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Preview, startPreview } from '../../src/preview/server.ts';
import { addressOf, onPostgres } from '../store/database.ts';
import { type BotProcess, startProcess } from './process.ts';

let folder: string;
let preview: Preview;
let bots: BotProcess[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'podium-two-'));
  preview = await startPreview({ port: 0, limits: { windowMs: 0 } });
  bots = [];
  await Promise.all([begin(), begin()]);
});
afterEach(async () => {
  for (const bot of bots) bot.kill('SIGKILL');
  await Promise.all(bots.map(({ ended }) => ended));
  await preview.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One more process of the bot: on the same PostgreSQL database, or on an SQLite file of its own. */
async function begin(): Promise<BotProcess> {
  const url = await addressOf(join(folder, 'podium.db'));
  const database = url === undefined ? { DATABASE_PATH: `${bots.length}.db` } : { DATABASE_URL: url };
  const there = { DISCORD_TOKEN: preview.token, DISCORD_API_URL: preview.apiUrl, LOG_LEVEL: 'debug' };
  const bot = startProcess(folder, { ...there, ...database });
  bots.push(bot);
  await bot.says('Podium serves');
  return bot;
}

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

test.skipIf(!onPostgres)(
  'while one goes and another comes, everybody is answered, and nobody is told to come again',
  async () => {
    const people = ['Ada', 'Ben', 'Cleo'].map((name) => preview.driver.person(name));
    const texts: string[] = [];
    let going = true;
    const busy = people.map(async (person) => {
      while (going) {
        const asked = await person.run('quiz', { kind: 'recall' });
        texts.push(asked.message?.text ?? '');
      }
    });
    const enough = async (count: number): Promise<void> => {
      const until = texts.length + count;
      while (texts.length < until) await new Promise((resolve) => setImmediate(resolve));
    };
    await enough(10);
    const [first, second] = bots;
    first?.kill('SIGTERM');
    expect((await first?.ended)?.code).toBe(0);
    await enough(10);
    await begin();
    second?.kill('SIGTERM');
    expect((await second?.ended)?.code).toBe(0);
    await enough(10);
    going = false;
    await Promise.all(busy);
    expect(texts.filter((text) => text === '' || text.includes('I am being restarted'))).toEqual([]);
    for (const bot of bots) expect(bot.stdout()).not.toMatch(/"level":[456]0/);
  },
);
