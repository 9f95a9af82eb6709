import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actor, Reply } from '../../src/preview/driver.ts';
import { type Preview, startPreview } from '../../src/preview/server.ts';
import { DAY, MINUTE } from '../../src/study/schedule/day.ts';
import { onPostgres, openStore } from '../store/database.ts';
import { killedBot } from './killed-bot.ts';

const COUNT = 4;
/** Between two sessions of a bucket, in ms. The bots keep further apart, as they do at Discord: a busy machine is slow. */
const WINDOW = 100;
const shardOf = (id: string): number => Number((BigInt(id) >> 22n) % BigInt(COUNT));

let folder: string;
let preview: Preview;
let cleanups: (() => unknown)[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'podium-shards-'));
  preview = await startPreview({ port: 0, limits: { windowMs: WINDOW } });
  cleanups = [() => preview.close(), () => rmSync(folder, { recursive: true, force: true })];
});
afterEach(async () => {
  for (const cleanup of cleanups) await cleanup();
});

/** A process of the bot with some of the shards. */
async function process(shardIds: string, environment: Readonly<Record<string, string>> = {}) {
  const bot = killedBot(preview, './shard-bot.child.ts', folder);
  const shards = { DISCORD_SHARDS: String(COUNT), DISCORD_SHARD_IDS: shardIds, WINDOW: String(5 * WINDOW) };
  cleanups.unshift(() => bot.kill());
  const start = (more: Readonly<Record<string, string>> = {}) =>
    bot.start({ ...shards, ...environment, ...more });
  await start();
  return { kill: () => bot.kill(), start };
}

type Place = Actor['place'];

/** A server of each shard that has the bot, by the number of its shard. */
function servers(word: string): readonly Place[] {
  const found: Place[] = [];
  for (let n = 0; found.filter(Boolean).length < COUNT; n += 1) {
    const place = preview.driver.server(`${word} ${n}`);
    const shard = shardOf(place.guild?.id ?? '');
    if (found[shard] === undefined) found[shard] = place;
    else preview.driver.leave(place);
  }
  return found;
}

/** How often an interaction was answered. */
function answers({ interaction }: Reply): readonly number[] {
  const path = `/interactions/${interaction.id}/`;
  return preview.driver.calls.filter((call) => call.path.startsWith(path)).map(({ status }) => status);
}

describe.skipIf(!onPostgres)('two processes with two of four shards each', { timeout: 180_000 }, () => {
  test('begin their sessions one after another, and one of them answers what is asked', async () => {
    const places = servers('a');
    await Promise.all([process('0-1'), process('2,3')]);
    const { gateway } = preview.driver;
    expect(gateway.shards).toEqual(['0/4', '1/4', '2/4', '3/4']);
    expect(gateway.tooSoon).toBe(0);
    const ada = preview.driver.person('Ada', { admin: true });
    const replies: Reply[] = [];
    for (const place of [...places, ada.inDm().place]) replies.push(await ada.at(place).run('help'));
    await new Promise((resolve) => setImmediate(resolve));
    for (const reply of replies) {
      expect(reply.message?.text).toContain('Explain a manifest');
      expect(answers(reply)).toEqual([204]);
    }
  });

  test('lose connections and take their sessions up; one that is killed leaves its servers alone until it is back', async () => {
    const places = servers('b');
    const [first] = await Promise.all([process('0-1'), process('2-3')]);
    const { gateway } = preview.driver;
    gateway.drop();
    while (gateway.resumes < COUNT) await gateway.nextReady();
    expect(gateway.identifies).toBe(COUNT);
    const ada = preview.driver.person('Ada');
    const [zero, one, two, three] = places.map((place) => ada.at(place));
    await first.kill();
    expect((await three?.run('help'))?.kind).toBe('message');
    expect((await zero?.run('help'))?.kind).toBe('failed');
    await first.start();
    for (const at of [zero, one, two, ada.inDm()]) expect((await at?.run('help'))?.kind).toBe('message');
    expect(gateway.tooSoon).toBe(0);
  });

  test('purge the servers that left, with a process there or not, and neither those of the other nor those in an outage', async () => {
    const places = servers('c');
    const stays = servers('d');
    const [first] = await Promise.all([process('0-1'), process('2-3')]);
    const store = await openStore({ path: folder });
    cleanups.unshift(() => store.close());
    const [zero, , two, three] = places;
    if (!(zero && two && three)) throw new Error('there is a server a shard');
    preview.driver.leave(two);
    await first.kill();
    preview.driver.leave(zero);
    for (const place of stays) preview.driver.outage(place);
    await first.start();
    const gone = async () => {
      await sleep(100);
      return [...(await store.purgeGuilds(Date.now() + 8 * DAY))].sort();
    };
    const left = [zero, two].map(({ guild }) => guild?.id).sort();
    const purged: string[] = [];
    while (purged.length < 2) purged.push(...(await gone()));
    expect(purged.sort()).toEqual(left);
    preview.driver.leave(three);
    while (purged.length < 3) purged.push(...(await gone()));
    expect(purged.at(-1)).toBe(three.guild?.id);
  });

  test('post what is due in servers of the other’s shards, which they do not know', async () => {
    const [place] = servers('e');
    if (place === undefined) throw new Error('there is a server a shard');
    const first = await process('0-1');
    const ada = preview.driver.person('Ada', { admin: true }).at(place);
    const soon = new Date(Date.now() + 5 * MINUTE).toISOString().slice(11, 16);
    const set = await ada.run('daily set', { time: soon, timezone: 'UTC' });
    expect(set.message?.text).toContain(soon);
    await first.kill();
    const asked = ada.next(({ text }) => text.includes('Question of the day'));
    await process('2-3', { OFFSET: String(6 * MINUTE) });
    expect((await asked).ephemeral).toBe(false);
  });
});
