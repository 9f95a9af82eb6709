import { expect, test } from 'vitest';
import { explain } from '../../../src/manifest/index.ts';
import { type Difficulty, drawDrill } from '../../../src/study/drills/index.ts';
import { faultDrill } from '../../../src/study/drills/locate-fault.ts';
import { expectFair, measure, SEEDS } from './properties.ts';

test(`exactly one line is at fault, the one the engine objects to, over ${SEEDS} seeds`, () => {
  const measured = measure(faultDrill, ({ manifest = '' }) => {
    const lines = manifest.split('\n');
    const { findings, pods } = explain(manifest);
    if (pods[0]?.accepted.strict !== false) return [];
    const errors = findings.filter((each) => each.severity === 'error' && each.code !== 'refused-by-kubelet');
    return errors.map(({ line }) => (lines[(line ?? 0) - 1] ?? '').trim());
  });
  expectFair(measured, [3, 4, 5]);
});

test('of two fields that cannot stand together only the one that the API server names is offered', () => {
  let together = 0;
  for (let seed = 0; seed < 150; seed++) {
    const { manifest = '', options = [] } = drawDrill(faultDrill, seed, 5);
    const lines = manifest.split('\n');
    for (const { key, correct } of options) {
      // What stands in one line can be taken out alone.
      if (/:$|^ *- /.test(lines[Number(key) - 1] ?? '')) continue;
      const rest = explain(lines.map((line, at) => (at + 1 === Number(key) ? '#' : line)).join('\n'));
      if ((rest.pods[0]?.accepted.strict === true) !== correct)
        expect.fail(`seed ${seed}, line ${key}, ${correct}:\n${manifest}`);
    }
    together += /hostUsers: false|hostNetwork: true|name: windows/.test(manifest) ? 1 : 0;
  }
  expect(together).toBeGreaterThan(30);
});

/** Every kind of fault that people were seen to write, by what the API server says of it. */
test('ten kinds of faults and more are drawn, each of them the one thing that is wrong', () => {
  const kinds = new Set<string>();
  for (let seed = 0; seed < 400; seed++) {
    const { manifest = '' } = drawDrill(faultDrill, seed, ((seed % 5) + 1) as Difficulty);
    const errors = explain(manifest).findings.filter(
      ({ severity, code }) => severity === 'error' && code !== 'refused-by-kubelet',
    );
    expect(errors).toHaveLength(1);
    const [error] = errors;
    const line = manifest.split('\n')[(error?.line ?? 0) - 1]?.trim().replace(/^- /, '') ?? '';
    kinds.add(`${error?.code} ${line.replace(/: ?\[.*/, ': list').replace(/\d+/g, 'N')}`);
  }
  for (const wanted of [
    'invalid-value runAsUser: -N',
    'cannot-decode runAsUser: "N"',
    'cannot-decode drop: ALL',
    'cannot-decode supplementalGroups: N',
    'unknown-field capabilities:',
    'unknown-field fsGroup: N',
    'unknown-field securityContext:',
    'invalid-value localhostProfile: app.json',
    'invalid-value procMount: Unmasked',
    'forbidden-value hostNetwork: true',
    'cannot-decode capabilities: list',
    'unsupported-value type: runtime/default',
  ])
    expect([...kinds], wanted).toContain(wanted);
});
