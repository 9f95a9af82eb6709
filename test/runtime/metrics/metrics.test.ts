import { expect, test } from 'vitest';
import { type Metrics, openMetrics, type Readings } from '../../../src/runtime/metrics/metrics.ts';
import { timed } from '../../../src/runtime/metrics/timed.ts';

const QUIET: Readings = {
  ready: async () => true,
  gateway: () => ({ shards: { ready: 1, connecting: 0 }, pingMs: null }),
  overdueMs: async () => ({}),
};

const opened = (readings: Partial<Readings> = {}): Metrics =>
  openMetrics({ version: '1.2.3', database: 'sqlite' }, { ...QUIET, ...readings });

/** The lines of these metrics without their comments. */
async function lines(metrics: Metrics, name: string): Promise<readonly string[]> {
  const { text } = await metrics.expose();
  return text.split('\n').filter((line) => line.startsWith(name));
}

test('an interaction is counted by what handled it and how it ended, and its acknowledgement measured', async () => {
  const metrics = opened();
  const over = { kind: 'command', handler: '/quiz', outcome: 'answered', acknowledgedMs: 240 } as const;
  metrics.watch.interaction(over);
  metrics.watch.interaction({ ...over, outcome: 'undelivered', acknowledgedMs: null });
  expect(await lines(metrics, 'podium_interactions_total')).toEqual([
    'podium_interactions_total{kind="command",handler="/quiz",outcome="answered"} 1',
    'podium_interactions_total{kind="command",handler="/quiz",outcome="undelivered"} 1',
  ]);
  const measured = await lines(metrics, 'podium_acknowledgement_seconds');
  expect(measured).toContain('podium_acknowledgement_seconds_bucket{le="0.2",kind="command"} 0');
  expect(measured).toContain('podium_acknowledgement_seconds_bucket{le="0.35",kind="command"} 1');
  // What Discord never had is no short wait.
  expect(measured).toContain('podium_acknowledgement_seconds_count{kind="command"} 1');
});

test('however many kinds of codes come, the series are bounded, and what stands behind the colon is in none', async () => {
  const metrics = opened();
  for (let n = 0; n < 1000; n += 1) metrics.watch.notSimulated(`kind${n}:somebody-typed-this`);
  const series = await lines(metrics, 'podium_lab_not_simulated_total{');
  expect(series.length).toBeLessThanOrEqual(61);
  expect(series.join()).not.toContain('somebody');
  expect(series).toContain('podium_lab_not_simulated_total{kind="other"} 940');
});

test('work of which the database says nothing is absent, not on time', async () => {
  const metrics = opened({ overdueMs: async () => ({ reminders: null, matches: 2500 }) });
  expect(await lines(metrics, 'podium_due_overdue_seconds')).toEqual([
    'podium_due_overdue_seconds{work="matches"} 2.5',
  ]);
});

test('before the first heartbeat there is no round trip of 0 s', async () => {
  expect(await lines(opened(), 'podium_gateway_ping_seconds')).toEqual([]);
  const metrics = opened({ gateway: () => ({ shards: {}, pingMs: 50 }) });
  expect(await lines(metrics, 'podium_gateway_ping_seconds')).toEqual(['podium_gateway_ping_seconds 0.05']);
});

test('the process and its event loop are watched, and what runs is named', async () => {
  const metrics = opened();
  expect(await lines(metrics, 'nodejs_eventloop_lag_p99_seconds')).toHaveLength(1);
  expect(await lines(metrics, 'process_resident_memory_bytes')).toHaveLength(1);
  expect(await lines(metrics, 'podium_info')).toEqual(['podium_info{version="1.2.3",database="sqlite"} 1']);
});

test('what is timed takes, gives and throws as before', async () => {
  const names: string[] = [];
  const trouble = new Error('no');
  const work = timed(
    {
      add: async (a: number, b: number) => a + b,
      fail: async (): Promise<void> => {
        throw trouble;
      },
      sync: () => 7,
      size: 3,
    },
    ({ name, end }) => names.push('value' in end ? `${name} ${end.value}` : `${name} failed`),
  );
  expect([await work.add(2, 3), work.sync(), work.size]).toEqual([5, 7, 3]);
  await expect(work.fail()).rejects.toBe(trouble);
  expect(names).toEqual(['add 5', 'fail failed']);
});
