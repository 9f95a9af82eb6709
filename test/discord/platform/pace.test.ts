import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Lane, openPace } from '../../../src/discord/platform/pace.ts';
import { propertyRuns } from '../../property-runs.ts';

const RATE = 40;
const BURST = 8;

interface Call {
  readonly lane: Lane;
  readonly at: number;
}

interface Gone extends Call {
  readonly wentAt: number;
}

/** Plays calls through a pace in virtual time, whose timers are late by what `late` gives; gives when each went. */
async function played(calls: readonly Call[], late: () => number = () => 0): Promise<readonly Gone[]> {
  let now = 0;
  const timers: { readonly at: number; readonly run: () => void }[] = [];
  const after = (ms: number, run: () => void): void => void timers.push({ at: now + ms, run });
  const pace = openPace({
    rate: RATE,
    burst: BURST,
    now: () => now,
    after: (ms, run) => after(ms + late(), run),
  });
  const gone: Gone[] = [];
  for (const call of calls) {
    after(call.at, () => void pace.turn(call.lane).then(() => gone.push({ ...call, wentAt: now })));
  }
  while (timers.length > 0) {
    timers.sort((a, b) => a.at - b.at);
    const next = timers.shift();
    if (next === undefined) break;
    now = Math.max(now, next.at);
    next.run();
    for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
  }
  return gone;
}

const many = (count: number, lane: Lane, at = 0): Call[] =>
  Array.from({ length: count }, () => ({ lane, at }));
const bySecond = (gone: readonly Gone[]): number =>
  Math.max(
    ...gone.map(
      ({ wentAt }) => gone.filter((other) => other.wentAt >= wentAt && other.wentAt < wentAt + 1000).length,
    ),
  );
const lastOf = (gone: readonly Gone[], lane: Lane): number =>
  Math.max(...gone.filter((each) => each.lane === lane).map(({ wentAt }) => wentAt));

describe('calls with the bot’s token', () => {
  test('never are more than 50 in any second, whatever comes when and however late the timers are', async () => {
    const call = fc.record({
      lane: fc.constantFrom<Lane>('usual', 'bulk'),
      at: fc.integer({ min: 0, max: 3000 }),
    });
    const lateness = fc.infiniteStream(fc.integer({ min: 0, max: 120 }));
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 250 }), lateness, async (calls, late) => {
        const gone = await played(calls, () => late.next().value);
        expect(gone).toHaveLength(calls.length);
        if (gone.length > 0) expect(bySecond(gone)).toBeLessThanOrEqual(RATE + BURST + 1);
      }),
      { numRuns: propertyRuns(60) },
    );
  });

  test('in masses go at the steady rate, and no slower by the lateness of timers', async () => {
    expect(lastOf(await played(many(400, 'bulk')), 'bulk')).toBeCloseTo((399 / RATE) * 1000, -2);
    expect(lastOf(await played(many(400, 'bulk'), () => 3), 'bulk')).toBeCloseTo((399 / RATE) * 1000, -2);
  });

  test('that are usual wait for none of the masses, and go at once after a pause', async () => {
    const gone = await played([...many(400, 'bulk'), ...many(6, 'usual', 2000), ...many(1, 'usual', 3000)]);
    expect(lastOf(gone, 'usual')).toBeLessThan(3000 + 60);
    const usual = gone.filter(({ lane }) => lane === 'usual');
    expect(Math.max(...usual.map(({ wentAt, at }) => wentAt - at))).toBeLessThan(60);
  });

  test('leave the masses a quarter where they alone would take everything', async () => {
    const gone = await played([...many(400, 'usual'), ...many(100, 'bulk')]);
    // The first eight came when there was nothing else.
    const first = gone.slice(8, 208);
    expect(first.filter(({ lane }) => lane === 'bulk')).toHaveLength(50);
  });
});
