import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Reply } from '../../src/preview/driver.ts';
import { type Preview, startPreview } from '../../src/preview/server.ts';
import { addressOf, onPostgres, openStore } from '../store/database.ts';
import { type Balancer, startBalancer } from './balancer.ts';
import { type BotProcess, startProcess } from './process.ts';

let folder: string;
let preview: Preview;
let balancer: Balancer;
let bots: BotProcess[];
/** What the first process answered first. */
let first: Reply | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'podium-behind-'));
  preview = await startPreview({ port: 0 });
  balancer = await startBalancer();
  bots = [];
  first = undefined;
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
  const address = `${addressIn(bot)}/interactions`;
  // A first question takes as long as reading the decks does, which on a busy machine is more than Discord waits for.
  if (bots.length === 1) {
    await preview.driver.setEndpoint(address);
    while (first?.message?.text === undefined) first = await preview.driver.person('Dan').run('quiz');
  } else {
    const body = JSON.stringify({ ...first?.interaction.event, id: preview.driver.world.id() });
    const headers = preview.driver.world.signer.headers(body);
    expect([200, 504]).toContain((await fetch(address, { method: 'POST', body, headers })).status);
  }
  balancer.add(addressIn(bot));
  return bot;
}

function addressIn(bot: BotProcess): string {
  return /"url":"([^"]+)\/interactions"/.exec(bot.stdout())?.[1] ?? '';
}

test.skipIf(!onPostgres)(
  'behind a load balancer the processes share the work; one goes, another comes, and nobody waits in vain',
  async () => {
    const one = await begin();
    const two = await begin();
    await preview.driver.setEndpoint(`${balancer.url}/interactions`);
    const people = ['Ada', 'Ben', 'Cleo'].map((name) => preview.driver.person(name));
    const answered = new Map(people.map(({ id }) => [id, 0]));
    const texts: string[] = [];
    let going = true;
    const busy = people.map(async (person) => {
      while (going) {
        const asked = await person.run('quiz', { kind: 'choice' });
        texts.push(asked.message?.text ?? '');
        if (asked.message === null) continue;
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
    // As Kubernetes does before it stops one: see preStop in deploy/kubernetes/http.yaml.
    balancer.remove(addressIn(one));
    one.kill('SIGTERM');
    expect((await one.ended).code).toBe(0);
    await enough(20);
    const third = await begin();
    balancer.remove(addressIn(two));
    two.kill('SIGTERM');
    expect((await two.ended).code).toBe(0);
    await enough(20);
    going = false;
    await Promise.all(busy);
    expect(texts.filter((text) => text === '' || text.includes('I am being restarted'))).toEqual([]);
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
