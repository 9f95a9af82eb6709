import { describe, expect, it } from 'vitest';
import { correct, explain } from '../../../src/manifest/index.ts';

const TEMPLATE = [
  'template:',
  '  spec:',
  '    securityContext:',
  '      runAsUser: 7',
  '    containers:',
  '    - name: a',
  '      image: nginx',
].join('\n');

const indented = (text: string, by: number): string => text.replace(/^/gm, ' '.repeat(by));

/** Keys that only one kind of workload has, and where they stand. */
const SPECS = [
  ['a Deployment', `replicas: 2\nselector:\n  matchLabels: {a: b}\n${TEMPLATE}`],
  ['a StatefulSet', `serviceName: web\n${TEMPLATE}\nvolumeClaimTemplates:\n- metadata:\n    name: data`],
  ['a DaemonSet', `updateStrategy:\n  type: OnDelete\n${TEMPLATE}`],
  ['a Job', `backoffLimit: 3\nparallelism: 2\n${TEMPLATE}`],
  ['a CronJob', `schedule: "* * * * *"\njobTemplate:\n  spec:\n${indented(TEMPLATE, 4)}`],
] as const;

describe('a piece of a workload without its kind', () => {
  it.each(SPECS)('the spec of %s: its own fields were called unknown, and were removed', (_, spec) => {
    for (const piece of [`spec:\n${indented(spec, 2)}\n`, `${spec}\n`]) {
      const { pods, findings } = explain(piece);
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(pods.map(({ containers }) => containers.map(({ process }) => process.uid))).toEqual([[7]]);
      const { manifest, changes } = correct(piece);
      expect([manifest, changes]).toEqual([piece, []]);
    }
  });

  it('a field that no kind of workload has is still called unknown', () => {
    const { findings } = explain(`spec:\n  serviceNames: web\n  replicas: 1\n${indented(TEMPLATE, 2)}\n`);
    expect(findings.filter(({ severity }) => severity === 'error').map(({ path }) => path)).toEqual([
      'spec.serviceNames',
    ]);
  });

  it("the template of somebody else's kind is read: nothing of it was, although it runs as root", () => {
    const { pods } = explain(
      'spec:\n  template:\n    pod:\n      securityContext:\n        runAsUser: 0\n        fsGroup: 0\n',
    );
    expect(pods.map((pod) => [pod.readFrom, pod.containers[0]?.process.uid])).toEqual([['foreign-kind', 0]]);
  });

  it("a chart's own keys beside a template are no errors, and the correction leaves them alone", () => {
    const values = `runnerMode:\n  type: kubernetes\n${TEMPLATE}\n`;
    const { pods, findings } = explain(values);
    expect(findings.map(({ severity }) => severity)).not.toContain('error');
    expect(pods[0]?.containers.map(({ process }) => process.uid)).toEqual([7]);
    expect(correct(values).manifest).toBe(values);
  });
});
