import { join } from 'node:path';
import type { Client } from 'discord.js';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Context } from '../../../src/discord/context.ts';
import { carryOut } from '../../../src/discord/daily/job.ts';
import { openShelf } from '../../../src/play/shelf.ts';
import { openStore } from '../../../src/store/index.ts';
import type { Store } from '../../../src/store/store.ts';
import { type Random, randomFrom } from '../../../src/study/random.ts';
import { dateIn } from '../../../src/study/schedule/clock-time.ts';
import { DAY, HOUR, MINUTE } from '../../../src/study/schedule/day.ts';
import { monthsOfCards } from '../../e2e/learner.ts';
import { tinyLabs } from '../../play/lab-fixture.ts';
import { tempFolder } from '../../store/fixtures.ts';
import { sharedStore } from '../../store/shared-store.ts';
import { channels, type Posted } from './channels.ts';

const BEGIN = Date.UTC(2026, 0, 1);
const END = Date.UTC(2027, 0, 1);
const PEOPLE = ['100000000000000001', '100000000000000002'];

/** Each at an hour that daylight saving skips or repeats. */
const SERVERS = [
  { guildId: '201', channelId: '301', zone: 'Europe/Berlin', minute: 2 * 60 + 30 },
  { guildId: '202', channelId: '302', zone: 'America/New_York', minute: 60 + 30 },
  { guildId: '203', channelId: '303', zone: 'Pacific/Chatham', minute: 2 * 60 + 50 },
  { guildId: '204', channelId: '304', zone: 'Australia/Lord_Howe', minute: 23 * 60 + 40 },
] as const;
/** One whose managers cannot make up their minds. */
const RESTLESS = { guildId: '205', channelId: '305' };

type Shared = ReturnType<typeof sharedStore>;

/** A bot that dies after so many things done, before or after the one that it is at, or stands still in it. */
interface Bot {
  readonly store: Shared;
  alive: boolean;
  /** When it is started again. */
  back: number;
  /** How many calls are left to it. */
  fuse: number;
  died: () => void;
}

test('over a year in four zones, with two processes that are killed and stand still anywhere, each date has its question exactly once', async () => {
  const seed = Number(process.env.PROPERTY_SEED ?? Date.now() % 2 ** 31);
  const random = randomFrom(seed);
  const path = join(tempFolder(), 'podium.db');
  await (await openStore({ path })).close();
  const bots = [botOf(path), botOf(path)] as const;
  let now = BEGIN;
  const discord = channels(() => now);
  const nights = outages(random);
  const up: { from: number; to: number }[] = [];
  const taken = new Map<string, number>();
  const zones: { at: number; zone: string }[] = [];
  const stalled: { until: number; go: () => void }[] = [];
  const [first] = bots;
  for (const server of SERVERS)
    await first.store.setDaily({ ...server, deck: null, seed: 1, userId: '1', now });

  while (now < END) {
    for (const one of stalled.splice(0, stalled.length, ...stalled.filter(({ until }) => until > now)))
      if (one.until <= now) one.go();
    for (const [index, bot] of bots.entries()) {
      const night = nights.find(
        ({ bots: down, from, to }) => down.includes(index) && from <= now && now < to,
      );
      if (night !== undefined) {
        bot.alive = false;
        bot.back = Math.max(bot.back, night.to);
      } else if (!bot.alive && bot.back <= now) start(bot, random);
    }
    const alive = bots.filter((bot) => bot.alive);
    const [one] = alive;
    if (one === undefined) {
      now = Math.min(...bots.map(({ back }) => back));
      continue;
    }
    const since = now;
    const next = (await one.store.nextDailyAt()) ?? END;
    if (next <= now) {
      await Promise.all(alive.map((bot) => turn(bot)));
      now += 1 + random.below(3000);
    } else {
      await people(one.store);
      const change = nights.map(({ from }) => from).filter((from) => from > now);
      const backs = bots.filter((bot) => !bot.alive).map(({ back }) => back);
      const waits = stalled.map(({ until }) => until);
      now = Math.min(Math.max(next, now + 1), now + 5 * HOUR, ...change, ...backs, ...waits);
    }
    up.push({ from: since, to: now });
  }

  for (const server of SERVERS) {
    const own = discord.messages.filter(({ channel }) => channel === server.channelId);
    const missing = expectOnceADate(own, server, up, seed);
    // As many as the outages explain, and not half of the year.
    expect(missing).toBeLessThan(40);
    expect(own.length + missing).toBeGreaterThan(361);
  }
  const restless = discord.messages.filter(({ channel }) => channel === RESTLESS.channelId);
  expect(restless.length).toBeGreaterThan(250);
  for (const [index, { at }] of restless.entries()) {
    const before = restless[index - 1];
    if (before === undefined) continue;
    // Its date began on one of the calendars that were in force since the one before; the last may be newer than that.
    const since = zones.findLastIndex((each) => each.at <= before.at);
    const inForce = zones.slice(Math.max(0, since)).filter((each) => each.at <= at);
    const differs = inForce.some(({ zone }) => dateIn(zone, before.at) < dateIn(zone, at));
    expect(differs, `seed ${seed}`).toBe(true);
  }
  await expectCounted();

  async function expectCounted(): Promise<void> {
    const fresh = bots[0].store;
    for (const { guildId } of [...SERVERS, RESTLESS]) await fresh.dailyOff({ guildId, now });
    start(bots[0], random);
    bots[0].fuse = Number.POSITIVE_INFINITY;
    for (let turns = 0; turns < 400; turns += 1, now += 5 * MINUTE) {
      for (const one of stalled.splice(0)) one.go();
      if (((await fresh.nextDailyAt()) ?? END * 2) <= now) await turn(bots[0]);
    }
    for (const userId of PEOPLE)
      expect((await fresh.stats(userId, now)).answered, `seed ${seed}`).toBe(taken.get(userId) ?? 0);
    // Whatever was posted shows its answer in the end.
    const open = discord.messages.filter(({ body }) => !JSON.stringify(body).includes('✓'));
    expect(open, `seed ${seed}`).toEqual([]);
    for (const bot of bots) await bot.store.close();
  }

  /** Takes what is due and carries it out with the bot's own code, as far as it gets. */
  async function turn(bot: Bot): Promise<void> {
    const dead = new Promise<void>((resolve) => {
      bot.died = resolve;
    });
    const context = contextOf(bot);
    const working = (async () => {
      const work = await context.store.claimDailies({ now, limit: 25 });
      await Promise.all(work.map((each) => carryOut(clientOf(bot), context, each)));
    })();
    await Promise.race([working, dead]);
  }

  function contextOf(bot: Bot): Context {
    const store = mortal(bot, bot.store as unknown as Store);
    const shelf = openShelf(monthsOfCards, bot.store, tinyLabs);
    const servers = { rightsIn: async () => undefined, nameOf: async () => undefined };
    return { store, shelf, servers, now: () => now, log: pino({ level: 'silent' }) } as unknown as Context;
  }

  function clientOf(bot: Bot): Client {
    const cache = new Map();
    return { rest: mortal(bot, discord.rest), channels: { cache }, guilds: { cache } } as unknown as Client;
  }

  /** The same, of which nothing works any more once its bot is dead; at times it stands still before it acts. */
  function mortal<T extends object>(bot: Bot, whole: T): T {
    const call = async (act: () => Promise<unknown>): Promise<unknown> => {
      const never = new Promise<never>(() => undefined);
      if (!bot.alive) return never;
      bot.fuse -= 1;
      const after = bot.fuse === 0 && random.below(2) === 0;
      if (bot.fuse === 0 && !after) return kill(bot, never);
      if (whole === discord.rest && random.below(50) === 0) await standStill(bot);
      const result = await act();
      if (after) return kill(bot, never);
      return bot.alive ? result : never;
    };
    return new Proxy(whole, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => call(async () => value.apply(target, args));
      },
    });
  }

  function kill<T>(bot: Bot, never: Promise<T>): Promise<T> {
    const down = [1000, 20_000, MINUTE, 5 * MINUTE, HOUR, 8 * HOUR, 30 * HOUR];
    bot.alive = false;
    bot.back = now + (down[random.below(down.length)] ?? 0) + random.below(1000);
    bot.died();
    return never;
  }

  /** For longer than what it has in hand is held for it, and shorter than Discord remembers a nonce. */
  function standStill(bot: Bot): Promise<void> {
    const until = now + 20_000 + random.below(40_000);
    return new Promise((resolve) => {
      stalled.push({ until, go: resolve });
      bot.died();
    });
  }

  /** Somebody answers what is open; a manager of the restless server changes something. */
  async function people(store: Shared): Promise<void> {
    if (random.below(12) === 0) {
      const zone =
        ['Asia/Tokyo', 'Europe/Berlin', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Pacific/Honolulu'][
          random.below(5)
        ] ?? 'UTC';
      const minute = random.below(1440);
      await store.setDaily({ ...RESTLESS, zone, minute, deck: null, seed: 2, userId: '1', now });
      zones.push({ at: now, zone });
    }
    for (const { guildId } of [...SERVERS, RESTLESS]) {
      const last = (await store.dailyStatus(guildId, ''))?.last;
      if (last?.state !== 'open' || random.below(3) > 0) continue;
      const userId = PEOPLE[random.below(PEOPLE.length)] ?? '';
      const key = random.below(2) === 0 ? 'A' : 'B';
      const { became } = await store
        .answerDaily({
          questionId: last.id,
          userId,
          answer: { kind: 'options', keys: [key] },
          correct: key === 'B',
          messageId: null,
          now,
        })
        .catch(() => ({ became: 'refused' }));
      if (became === 'taken') taken.set(userId, (taken.get(userId) ?? 0) + 1);
    }
  }
}, 600_000);

function botOf(path: string): Bot {
  const store = sharedStore(path);
  return { store, alive: true, back: 0, fuse: Number.POSITIVE_INFINITY, died: () => undefined };
}

/** Every third one dies soon. */
function start(bot: Bot, random: Random): void {
  bot.alive = true;
  bot.fuse = random.below(3) === 0 ? 1 + random.below(40) : 200 + random.below(200);
}

/** When nothing runs, or one of the two does not. */
function outages(random: Random) {
  const nights: { readonly bots: readonly number[]; readonly from: number; readonly to: number }[] = [];
  for (let at = BEGIN + 2 * DAY; at < END; at += (1 + random.below(4)) * DAY) {
    const from = at + random.below(DAY);
    const whole = random.below(12) === 0;
    const length = whole ? 26 * HOUR + random.below(30 * HOUR) : 5 * MINUTE + random.below(6 * HOUR);
    nights.push({
      bots: whole || random.below(2) === 0 ? [0, 1] : [random.below(2)],
      from,
      to: from + length,
    });
  }
  return nights;
}

/**
 * One message on each date, at or after its time; none only where the bots were down for a part of what was left of that
 * date then, and up for less than two hours of it. Gives on how many dates there was none.
 */
function expectOnceADate(
  own: readonly Posted[],
  { zone, minute }: (typeof SERVERS)[number],
  up: readonly { readonly from: number; readonly to: number }[],
  seed: number,
): number {
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  const wanted = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  // What a person who looks at the clock on the wall every ten minutes sees: the date, and whether the time has come.
  const dates = new Map<string, { due: number; end: number }>();
  for (let at = BEGIN; at < END; at += 10 * MINUTE) {
    const [date = '', time = ''] = clock.format(at).split(', ');
    const known = dates.get(date);
    if (known !== undefined) known.end = at + 10 * MINUTE;
    else if (time >= wanted) dates.set(date, { due: at, end: at + 10 * MINUTE });
  }
  let missing = 0;
  // The first date and the last one are cut.
  for (const [date, { due, end }] of [...dates].slice(1, -1)) {
    const there = own.filter(({ at }) => clock.format(at).startsWith(date));
    const where = `${zone} ${date}, seed ${seed}`;
    expect(there.length, where).toBeLessThanOrEqual(1);
    for (const { at } of there) expect(at, where).toBeGreaterThanOrEqual(due - 10 * MINUTE);
    if (there.length === 1) continue;
    missing += 1;
    const time = up.reduce(
      (sum, { from, to }) => sum + Math.max(0, Math.min(to, end) - Math.max(from, due)),
      0,
    );
    expect(time, where).toBeLessThan(Math.min(2 * HOUR, end - due - MINUTE));
  }
  return missing;
}
