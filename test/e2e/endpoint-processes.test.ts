import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Preview, startPreview } from '../../src/preview/server.ts';
import { addressOf, onPostgres, openStore } from '../store/database.ts';
import { type Balancer, startBalancer } from './balancer.ts';
import { type BotProcess, startProcess } from './process.ts';

let folder: string;
let preview: Preview;
let balancer: Balancer;
let bots: BotProcess[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'podium-behind-'));
  preview = await startPreview({ port: 0 });
  balancer = await startBalancer();
  bots = [];
});
afterEach(async () => {
  for (const bot of bots) bot.kill('SIGKILL');
  await Promise.all(bots.map(({ ended }) => ended));
  await balancer.close();
  await preview.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One more process behind the load balancer, on the same database. */
async function begin(): Promise<BotProcess> {
  const database = await addressOf(join(folder, 'podium.db'));
  const bot = startProcess(folder, {
    DISCORD_TOKEN: preview.token,
    DISCORD_API_URL: preview.apiUrl,
    DISCORD_PUBLIC_KEY: preview.publicKey,
    INTERACTIONS_PORT: '0',
    DATABASE_URL: database ?? '',
  });
  bots.push(bot);
  await bot.says('Podium serves');
  balancer.add(addressIn(bot));
  return bot;
}

function addressIn(bot: BotProcess): string {
  return /"url":"([^"]+)\/interactions"/.exec(bot.stdout())?.[1] ?? '';
}

test.skipIf(!onPostgres)(
  'behind a load balancer the processes share the work; one goes, another comes, and nobody waits in vain',
  async () => {
    await Promise.all([begin(), begin()]);
    await preview.driver.setEndpoint(`${balancer.url}/interactions`);
    const people = ['Ada', 'Ben', 'Cleo'].map((name) => preview.driver.person(name));
    const answered = new Map(people.map(({ id }) => [id, 0]));
    const texts: string[] = [];
    let going = true;
    const busy = people.map(async (person) => {
      while (going) {
        const asked = await person.run('quiz', { kind: 'choice' });
        texts.push(asked.message?.text ?? '');
        const pressed = await person.press(asked.message, 'A');
        texts.push(pressed.message?.text ?? '');
        if (/✓ Right|✗ Wrong/.test(pressed.message?.text ?? ''))
          answered.set(person.id, (answered.get(person.id) ?? 0) + 1);
      }
    });
    const enough = async (count: number): Promise<void> => {
      const until = texts.length + count;
      while (texts.length < until) await new Promise((resolve) => setImmediate(resolve));
    };
    await enough(20);
    const [first, second] = bots;
    first?.kill('SIGTERM');
    expect((await first?.ended)?.code).toBe(0);
    await enough(20);
    const third = await begin();
    second?.kill('SIGTERM');
    expect((await second?.ended)?.code).toBe(0);
    await enough(20);
    going = false;
    await Promise.all(busy);
    expect(texts.filter((text) => text === '' || text.includes('restarted'))).toEqual([]);
    for (const bot of bots) {
      expect(balancer.given.get(addressIn(bot))).toBeGreaterThan(0);
      expect(bot.stdout()).not.toMatch(/"level":[456]0/);
    }
    third.kill('SIGTERM');
    await third.ended;
    const store = await openStore({ path: join(folder, 'podium.db') });
    for (const [id, times] of answered) expect((await store.stats(id, Date.now())).answered).toBe(times);
    await store.close();
    expect([...answered.values()].reduce((sum, times) => sum + times, 0)).toBeGreaterThan(25);
  },
);
