import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import type { RestCall } from '../../src/preview/rest/server.ts';
import { type Preview, startPreview } from '../../src/preview/server.ts';
import { DAY } from '../../src/study/schedule/day.ts';
import { addressOf, onPostgres, openStore } from '../store/database.ts';
import { askInput, question, right } from '../store/questions.ts';
import { killedBot } from './killed-bot.ts';

const PEOPLE = 800;
/** What the bots' pace takes for a second is this fraction of one. */
const FAST = 4;
/** What one process has in hand at most (AT_ONCE of reminders/job.ts): so many are lost where it is killed. */
const IN_HAND = 12;
/** A second alone says little of a pace that runs four times as fast as the clock of a busy machine. */
const SECONDS = 5;
const DISCORD_LIMIT = 50;

test.skipIf(!onPostgres)(
  'hundreds of reminders of one minute go out by two processes, below the limit of the bot; with one killed on the way each comes once at most, and only what it had in hand is missing',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'podium-burst-'));
    const preview = await startPreview({ port: 0, limits: { windowMs: 0 } });
    const people = Array.from({ length: PEOPLE }, (_, n) => preview.driver.person(`Learner ${n}`));
    await makeDue(
      preview,
      folder,
      people.map(({ id }) => id),
    );
    const environment = { DISCORD_SHARDS: '2', FAST: String(FAST) };
    const bots = ['0', '1'].map((ids) => ({
      ids,
      ...killedBot(preview, './shard-bot.child.ts', folder),
    }));
    try {
      const [third, all] = [untilSent(preview, PEOPLE / 3), untilSent(preview, PEOPLE - IN_HAND)];
      for (const { ids, start } of bots) await start({ ...environment, DISCORD_SHARD_IDS: ids });
      await third;
      await bots[0]?.kill();
      const store = await openStore({ path: folder });
      const due = async (): Promise<boolean> => ((await store.nextReminderAt()) ?? 0) <= Date.now();
      // Whatever is taken from the database is sent, so a message comes after each look that finds something.
      for (let next = untilSent(preview, 1); await due(); next = untilSent(preview, 1)) await next;
      await store.close();
      // What the other one has in hand.
      await all;
    } finally {
      for (const { kill } of bots) await kill();
      await preview.close();
      rmSync(folder, { recursive: true, force: true });
    }
    const messages = people.map((person) => person.inDm().messages().length);
    expect(Math.max(...messages)).toBe(1);
    expect(messages.filter((count) => count === 0).length).toBeLessThanOrEqual(IN_HAND);
    const most = busiest(preview.driver.calls);
    expect(most).toBeLessThan(SECONDS * DISCORD_LIMIT);
  },
  240_000,
);

/** Everybody is to be reminded now of a card that they answered ten days ago; the direct messages of half of them are open. */
async function makeDue(preview: Preview, folder: string, people: readonly string[]): Promise<void> {
  const now = Date.now();
  const model = '100000000000000001';
  const store = await openStore({ path: folder });
  const asked = askInput({ question: question('first/choice'), now: now - 10 * DAY });
  const { id } = await store.ask(asked);
  await store.recordAnswer(right(id, { now: now - 10 * DAY }));
  await store.remindAt(model, new Date(now).getUTCHours(), now);
  await store.close();
  const channels = people.map((person, n) => {
    const known = preview.driver.world.people.get(person);
    return n % 2 === 0 && known !== undefined ? preview.driver.world.directMessages(known).id : null;
  });
  const client = new pg.Client({ connectionString: await addressOf(folder) });
  await client.connect();
  const others = 'unnest($1::text[], $2::text[]) AS other (user_id, channel_id)';
  const copy = (table: string, changes: string) =>
    client.query(
      `INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, to_jsonb(one) || ${changes})).*
         FROM ${table} one, ${others} WHERE one.user_id = '${model}'`,
      [people, channels],
    );
  await copy(
    'cards',
    "jsonb_build_object('id', nextval(pg_get_serial_sequence('cards', 'id')), 'user_id', other.user_id)",
  );
  await copy(
    'reminders',
    `jsonb_build_object('user_id', other.user_id, 'channel_id', other.channel_id, 'next_at', ${now})`,
  );
  await client.end();
}

/** Resolves once the preview has taken so many messages; the bots send nothing but reminders. */
function untilSent(preview: Preview, count: number): Promise<void> {
  return new Promise((resolve) => {
    let sent = 0;
    const stop = preview.driver.world.onChange(({ kind }) => {
      if (kind === 'message') sent += 1;
      if (sent < count) return;
      stop();
      resolve();
    });
  });
}

/** The most calls with the bot's token in so many seconds of the bots' pace. */
function busiest(calls: readonly RestCall[]): number {
  const times = calls
    .filter(({ path }) => path === '/users/@me/channels' || path.startsWith('/channels/'))
    .map(({ at }) => at * FAST);
  return Math.max(
    ...times.map((from) => times.filter((at) => at >= from && at < from + SECONDS * 1000).length),
  );
}
