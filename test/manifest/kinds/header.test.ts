import { describe, expect, it } from 'vitest';
import { correct, explain } from '../../../src/manifest/index.ts';

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: demo
spec:
  containers:
  - name: app
    image: registry.test/app:1
    securityContext:
      runAsUser: 4400
`;

const workload = (apiVersion: string, kind: string): string => `apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: demo
spec:
  replicas: 1
  template:
    metadata:
      labels:
        app: demo
    spec:
      containers:
      - name: app
        image: registry.test/app:1
        securityContext:
          runAsUser: 4400
`;

const changed = (from: string | RegExp, to: string): string => pod.replace(from, to);
const errorsOf = (text: string): readonly string[] =>
  explain(text).findings.flatMap(({ severity, code }) => (severity === 'error' ? [code] : []));

describe('one wrong word in the header does not hide the answer', () => {
  it.each([
    ['wrong-kind', changed('Pod', 'pod')],
    ['wrong-kind', changed('Pod', 'POD')],
    ['wrong-kind', changed('Pod', 'Pods')],
    ['wrong-kind', changed('Pod', 'po')],
    ['missing-kind', changed('kind: Pod\n', '')],
    ['missing-api-version', changed('apiVersion: v1\n', '')],
    ['wrong-api-version', changed('v1', 'apps/v1')],
    ['wrong-api-version', changed('v1', 'networking.k8s.io/v1')],
    ['wrong-api-version', changed('v1', 'v1beta3')],
    ['misspelt-key', changed('apiVersion', 'sapiVersion')],
    ['misspelt-key', changed('apiVersion', 'apiversion')],
    ['misspelt-key', changed('kind', 'Kind')],
    ['missing-metadata', changed('metadata:\n  name', 'name')],
    ['missing-metadata', changed('metadata:\n', '')],
    ['stray-character', `*${pod}`],
    ['stray-character', `\`${pod}`],
    ['stray-character', ` ${pod}`],
    ['stray-character', `- ${pod}`],
  ])('%s: said, the rest explained, and the corrected manifest right', (code, text) => {
    const said = explain(text);
    expect(errorsOf(text)).toEqual([code]);
    expect(said.pods[0]?.accepted).toEqual({ strict: false, ignore: false });
    expect(said.pods[0]?.containers[0]?.process.uid).toBe(4400);
    const mended = correct(text);
    expect(mended.explanation.findings).toEqual([]);
    expect(mended.explanation.pods[0]).toMatchObject({
      kind: 'Pod',
      name: 'demo',
      accepted: { strict: true },
    });
    expect(mended.changes).toHaveLength(1);
  });

  it.each([
    ['extensions/v1beta1', 'Deployment', '1.16'],
    ['extensions/v1beta1', 'DaemonSet', '1.16'],
    ['apps/v1beta1', 'StatefulSet', '1.16'],
    ['apps/v1beta2', 'ReplicaSet', '1.16'],
  ])(
    '%s %s is told to be gone since %s; apps/v1 then needs a selector, which the correction adds',
    (version, kind, since) => {
      const text =
        kind === 'DaemonSet'
          ? workload(version, kind).replace('  replicas: 1\n', '')
          : workload(version, kind);
      const [finding] = explain(text).findings;
      expect(finding).toMatchObject({
        code: 'removed-api-version',
        line: 1,
        fix: 'Write apiVersion: apps/v1.',
      });
      expect(finding?.message).toContain(since);
      const mended = correct(text);
      expect(mended.explanation.findings).toEqual([]);
      expect(mended.manifest).toContain('selector:\n    matchLabels: {"app": "demo"}\n');
      expect(correct(mended.manifest).changes).toEqual([]);
    },
  );

  it.each([
    ['batch/v1beta1', '1.25'],
    ['batch/v2alpha1', '1.21'],
  ])('a CronJob of %s is told to be gone since %s', (version, since) => {
    const spec =
      '  schedule: "* * * * *"\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n          containers:\n          - {name: a, image: b}\n';
    const text = `apiVersion: ${version}\nkind: CronJob\nmetadata:\n  name: demo\nspec:\n${spec}`;
    expect(explain(text).findings).toMatchObject([{ code: 'removed-api-version' }]);
    expect(explain(text).findings[0]?.message).toContain(since);
    expect(correct(text).manifest).toContain('apiVersion: batch/v1\n');
  });

  it('guesses a lost kind by the fields, and does not write a mere guess', () => {
    const text = workload('apps/v1', 'Deployment').replace('kind: Deployment\n', '');
    expect(explain(text).pods[0]?.kind).toBe('Deployment');
    expect(explain(text.replace('  replicas: 1\n', '  serviceName: x\n')).pods[0]?.kind).toBe('StatefulSet');
    const unsure = text.replace('  replicas: 1\n', '  minReadySeconds: 1\n');
    expect(explain(unsure).findings[0]?.fix).toContain('if that is what it is');
    expect(correct(unsure).manifest).not.toContain('kind:');
  });

  it('reads objects behind dashes one by one, and says that kubectl takes none of them', () => {
    const item = pod.replace(/^/gm, '  ').replace('  apiVersion', '- apiVersion').trimEnd();
    const said = explain(`${item}\n${item}\n`);
    expect(said.pods.map(({ accepted }) => accepted.ignore)).toEqual([false, false]);
    expect(said.findings.map(({ code }) => code)).toEqual(['list-of-objects', 'list-of-objects']);
  });
});
