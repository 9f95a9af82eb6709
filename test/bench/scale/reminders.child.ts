/**
 * Takes reminders that are due from the database and sends them, as fast as it goes, until none is due: what the job of
 * the bot does, without its pace. Begins when it is told to by a line; says at its end what the time went into. Gives up
 * after so many ms.
 */
import { once } from 'node:events';
import { REST } from 'discord.js';
import { pino } from 'pino';
import { encode } from '../../../src/discord/platform/encode.ts';
import { sendDirectly } from '../../../src/discord/platform/post.ts';
import { reminderMessage } from '../../../src/discord/reminders/view.ts';
import { openStore, StoreError } from '../../../src/store/index.ts';
import { rate } from '../bots.ts';
import { ourPool } from './our-pool.ts';
import type { Sent } from './reminders.ts';

const [, , url = '', api = '', longestMs = ''] = process.argv;
/** As many as the job takes at once. */
const BATCH = 50;
/** Messages under way at once. */
const WIDTH = 10;

const log = pino({ level: 'warn' });
const store = await openStore({ url });
const rest = new REST({ api, version: '10', globalRequestsPerSecond: 1_000_000 }).setToken('bench');
const pool = await ourPool();

process.stdout.write('ready\n');
await once(process.stdin, 'data');

const until = performance.now() + Number(longestMs);
let [claims, claimMs, sent, sendMs, refused] = [0, 0, 0, 0, 0];
while (performance.now() < until) {
  const began = performance.now();
  const next = await store.nextReminderAt();
  if (next === null || next > Date.now()) break;
  const claimed = await store
    .claimReminders({ limit: BATCH, pool, now: Date.now() })
    .catch((error: unknown) => {
      if (!(error instanceof StoreError && error.code === 'busy')) throw error;
      refused += 1;
      return [];
    });
  const taken = performance.now();
  claims += 1;
  claimMs += taken - began;
  await rate(claimed.length, WIDTH, async (n) => {
    const { userId, due } = claimed[n] ?? { userId: '', due: 0 };
    await sendDirectly(rest, userId, encode(reminderMessage(due), log, { nonce: `${n}` }));
  });
  sent += claimed.length;
  sendMs += performance.now() - taken;
}
const said: Sent = { claims, claimMs, sent, sendMs, refused };
process.stdout.write(`${JSON.stringify(said)}\n`);
await store.close();
process.exit(0);
