import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { identifyThrottler, ownSlots } from '../../../src/discord/platform/identify.ts';

type Manager = Parameters<ReturnType<typeof identifyThrottler>>[0];

/** A manager of discord.js as far as a throttler asks it. */
function manager(concurrency: number, left: () => number | Error): Manager {
  const body = (remaining: number) => ({
    shards: 1,
    session_start_limit: { total: 1000, remaining, reset_after: 30, max_concurrency: concurrency },
  });
  const get = async () => {
    const remaining = left();
    if (remaining instanceof Error) throw remaining;
    return body(remaining);
  };
  return {
    fetchGatewayInformation: async () => body(1000),
    options: { rest: { get } },
  } as unknown as Manager;
}

const lines: Record<string, unknown>[] = [];
const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) });

describe('a shard', () => {
  test('identifies a window after another of its bucket, also one of another process, and beside those of others', async () => {
    const slots = ownSlots();
    const build = identifyThrottler({ slots, log, now: Date.now, windowMs: 60 });
    const processes = await Promise.all([build(manager(2, () => 500)), build(manager(2, () => 500))]);
    const began: { readonly bucket: number; readonly at: number }[] = [];
    const signal = new AbortController().signal;
    await Promise.all(
      Array.from({ length: 8 }, async (_, id) => {
        await processes[Math.floor(id / 4)]?.waitForIdentify(id, signal);
        began.push({ bucket: id % 2, at: Date.now() });
      }),
    );
    for (const bucket of [0, 1]) {
      const times = began.filter((each) => each.bucket === bucket).map(({ at }) => at);
      expect(times).toHaveLength(4);
      // The clock counts whole milliseconds.
      for (const [index, at] of times.slice(1).entries())
        expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(59);
    }
  });

  test('whose connection is gone meanwhile takes no slot from the others', async () => {
    const build = identifyThrottler({ slots: ownSlots(), log, now: Date.now, windowMs: 60_000 });
    const throttler = await build(manager(1, () => 500));
    await throttler.waitForIdentify(0, new AbortController().signal);
    const gone = new AbortController();
    const waiting = throttler.waitForIdentify(1, gone.signal);
    gone.abort();
    await expect(waiting).rejects.toThrow();
  });

  test('waits, and says so, while too few sessions are left for today', async () => {
    let left = 4;
    const throttler = await identifyThrottler({ slots: ownSlots(), log, now: Date.now, windowMs: 0 })(
      manager(1, () => left),
    );
    const done = throttler.waitForIdentify(0, new AbortController().signal);
    const warned = () => lines.some(({ msg }) => String(msg).startsWith('too few sessions are left'));
    while (!warned()) await new Promise((resolve) => setImmediate(resolve));
    left = 1000;
    await done;
  });

  test('is not held up where Discord does not say how many are left, and asks a database that does not answer again', async () => {
    let refused = 0;
    const slots = ownSlots();
    const troubled: typeof slots = {
      takeIdentifySlot: (input) =>
        refused++ === 0 ? Promise.reject(new Error('no')) : slots.takeIdentifySlot(input),
    };
    const throttler = await identifyThrottler({ slots: troubled, log, now: Date.now, windowMs: 0 })(
      manager(1, () => new Error('502')),
    );
    await throttler.waitForIdentify(0, new AbortController().signal);
    expect(refused).toBe(2);
  });
});
