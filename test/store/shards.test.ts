import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY } from '../../src/study/schedule/day.ts';
import { propertyRuns } from '../property-runs.ts';
import { tempStore } from './fixtures.ts';

const NOW = Date.UTC(2026, 4, 1, 12);

/** Discord's rule: https://discord.com/developers/docs/events/gateway#sharding */
const shardOf = (id: string, count: number): number => Number((BigInt(id) >> 22n) % BigInt(count));

/** Servers whose ids differ above and below the bits that decide. */
const POOL = Array.from({ length: 24 }, (_, n) => String((BigInt(n * 7 + 3) << 22n) | BigInt(n * 1_000_003)));

/** What happens to a bot: a server takes it or leaves it while nobody looks, or the sessions of some shards begin. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('joins' as const), server: fc.constantFrom(...POOL) }),
  fc.record({ kind: fc.constant('leaves' as const), server: fc.constantFrom(...POOL) }),
  fc.record({
    kind: fc.constant('session' as const),
    count: fc.integer({ min: 1, max: 6 }),
    pick: fc.nat(),
  }),
);

describe('the servers that have the bot', () => {
  test('are those of the shards that told theirs, whatever the number of shards was before; others stay as they were', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const store = await tempStore();
        const really = new Set<string>();
        /** What is to be known: servers, and since when they are gone. */
        const known = new Map<string, number | null>();
        let now = NOW;
        for (const each of steps) {
          now += 1000;
          if (each.kind === 'joins') really.add(each.server);
          if (each.kind === 'leaves') really.delete(each.server);
          if (each.kind !== 'session') continue;
          const { count } = each;
          const shard = each.pick % count;
          const guildIds = [...really].filter((id) => shardOf(id, count) === shard);
          await store.guildsPresent({ guildIds, shards: [shard], shardCount: count, now });
          for (const [id, left] of known)
            if (left === null && shardOf(id, count) === shard && !really.has(id)) known.set(id, now);
          for (const id of guildIds) known.set(id, null);
        }
        const gone = [...known].filter(([, left]) => left !== null).map(([id]) => id);
        expect([...(await store.purgeGuilds(now + 7 * DAY))].sort()).toEqual(gone.sort());
        await store.close();
      }),
      { numRuns: propertyRuns(25) },
    );
  });
});

describe('a slot to begin a session in', () => {
  const slot = { bucket: 0, windowMs: 5500, now: NOW };

  test('is had by one at a time, each bucket its own', async () => {
    const store = await tempStore();
    const waits = await Promise.all([1, 2, 3].map(() => store.takeIdentifySlot(slot)));
    expect(waits.sort((a, b) => a - b)).toEqual([0, 5500, 5500]);
    expect(await store.takeIdentifySlot({ ...slot, bucket: 1 })).toBe(0);
    expect(await store.takeIdentifySlot({ ...slot, now: NOW + 5000 })).toBe(500);
    expect(await store.takeIdentifySlot({ ...slot, now: NOW + 5500 })).toBe(0);
  });

  test('that a clock far ahead took holds nobody up', async () => {
    const store = await tempStore();
    await store.takeIdentifySlot({ ...slot, now: NOW + DAY });
    expect(await store.takeIdentifySlot(slot)).toBe(0);
  });
});
