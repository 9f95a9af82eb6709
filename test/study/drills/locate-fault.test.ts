import { test } from 'vitest';
import { explain } from '../../../src/manifest/index.ts';
import { faultDrill } from '../../../src/study/drills/locate-fault.ts';
import { expectFair, measure, SEEDS } from './properties.ts';

test(`exactly one line is at fault, the one the engine objects to, over ${SEEDS} seeds`, () => {
  const measured = measure(faultDrill, ({ manifest = '' }) => {
    const lines = manifest.split('\n');
    const { findings, pods } = explain(manifest);
    if (pods[0]?.accepted.strict !== false) return [];
    const errors = findings.filter(
      (each) => each.severity === 'error' && each.code !== 'refused-by-kubelet',
    );
    return errors.map(({ line }) => (lines[(line ?? 0) - 1] ?? '').trim());
  });
  expectFair(measured, [3, 4, 5]);
});
