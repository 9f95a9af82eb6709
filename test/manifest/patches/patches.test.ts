import { describe, expect, it } from 'vitest';
import { correct, type Explanation, explain } from '../../../src/manifest/index.ts';

const codes = ({ findings }: Explanation): readonly string[] => findings.map(({ code }) => code);
const told = (text: string) =>
  explain(text).pods.map(({ kind, name, containers }) => ({
    kind,
    name,
    of: containers.map(({ path, process, fields }) => [path, process.uid, fields.runAsUser?.source]),
  }));

const ops = `- op: add
  path: /spec/template/spec/containers/2/securityContext
  value: {runAsUser: 4401}
- op: add
  path: /spec/template/spec/securityContext
  value: {runAsUser: 4400}
- op: add
  path: /metadata/labels/a~1b
  value: c
`;
const merge = `spec:
  template:
    spec:
      securityContext: {runAsUser: 4400}
      containers:
      - name: web
        securityContext: {runAsUser: 4401}
`;
const indented = (text: string): string => text.replace(/^(?=.)/gm, '      ');
const kustomization = (patch: string): string =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches:\n- target: {kind: Deployment, name: web}\n  patch: |-\n${indented(patch)}`;

describe('patches', () => {
  it('a JSON patch sets what it sets, in the containers it names and no others', () => {
    expect(told(ops)).toEqual([
      { kind: 'Workload', name: null, of: [['spec.template.spec.containers[2]', 4401, 'container']] },
    ]);
    expect(explain(ops).pods[0]?.containers[0]?.fields.runAsUser?.overrides).toMatchObject({
      value: 4400,
      source: 'pod',
    });
    expect(
      codes(explain(JSON.stringify([{ op: 'add', path: '/spec/securityContext', value: { runAsUser: 1 } }]))),
    ).toEqual(['patch']);
    expect(correct(ops).manifest).toBe(ops);
  });

  it.each([
    ['JSON patch', ops, 'spec.template.spec.containers[2]'],
    ['strategic merge patch', merge, 'spec.template.spec.containers[0]'],
  ])(
    'a %s in a kustomization says which object it is for, and the line in that file',
    (_what, patch, path) => {
      const said = explain(kustomization(patch));
      expect(told(kustomization(patch))).toEqual([
        { kind: 'Deployment', name: 'web', of: [[path, 4401, 'container']] },
      ]);
      const line =
        kustomization(patch)
          .split('\n')
          .findIndex((text) => text.includes('4401')) + 1;
      expect(said.pods[0]?.containers[0]?.fields.runAsUser?.line).toBe(line);
      expect(said.pods[0]).toMatchObject({
        readFrom: 'patch',
        security: { level: null },
        accepted: { ignore: null },
      });
    },
  );

  it.each([
    [
      `patchesStrategicMerge:\n- |-\n  kind: Deployment\n  metadata: {name: web}\n${merge.replace(/^(?=.)/gm, '  ')}`,
    ],
    [`patchesJson6902:\n- target: {kind: Deployment, name: web}\n  patch: |-\n${indented(ops)}`],
  ])('the older lists of a kustomization are read as well', (text) => {
    expect(told(text)).toMatchObject([{ kind: 'Deployment', name: 'web' }]);
  });

  it.each([
    [
      `kubectl patch deployment web -p '${JSON.stringify({ spec: { template: { spec: { securityContext: { runAsUser: 4400 } } } } })}'`,
    ],
    [
      `$ kubectl -n shop patch deploy/web --type=merge --patch='{"spec":{"template":{"spec":{"securityContext":{"runAsUser":4400}}}}}'`,
    ],
    [
      `oc patch deployment.apps/web --type json -p "[{\\"op\\":\\"add\\",\\"path\\":\\"/spec/template/spec/securityContext\\",\\"value\\":{\\"runAsUser\\":4400}}]"`,
    ],
    [
      `Run this:\n\n    kubectl patch deployment web \\\n      --patch '\n    spec:\n      template:\n        spec:\n          securityContext:\n            runAsUser: 4400\n    '\n`,
    ],
  ])('the patch of a command is read: %s', (text) => {
    expect(told(text)).toEqual([
      { kind: 'Deployment', name: 'web', of: [['spec.template.spec.containers[0]', 4400, 'pod']] },
    ]);
    expect(codes(explain(text)).slice(0, 2)).toEqual(['patch-command', 'patch']);
    expect(correct(text).changes).toEqual([]);
  });

  it('says what is taken away, what is not known, and what fails', () => {
    const text = `- {op: remove, path: /spec/template/spec/securityContext/runAsNonRoot}
- {op: copy, from: /spec/x, path: /spec/template/spec/securityContext/runAsUser}
- {op: add, path: /spec/template/spec/containers/0/securityContext/privileged, value: true}
- {op: replace, path: /spec/template/spec/securityContext/fsGroup, value: 5}
`;
    expect(explain(text).findings.map(({ code, severity, line }) => [code, severity, line])).toEqual([
      ['patch', 'hint', 3],
      ['patch-removes', 'warning', 1],
      ['patch-not-read', 'warning', 2],
      ['patch-needs-parent', 'hint', 3],
      ['patch-needs-parent', 'hint', 4],
    ]);
  });

  it('takes directives of a merge patch for what they are, not for fields', () => {
    const text = merge
      .replace('- name: web', '- name: web\n        $patch: replace')
      .replace('      containers:', '      $setElementOrder/containers: [{name: web}]\n      containers:');
    expect(codes(explain(text))).toEqual(['patch', 'patch-replaces', 'overridden-everywhere']);
  });

  it('flags a field at the wrong level of what is patched', () => {
    const [finding] = explain(
      merge
        .replace('runAsUser: 4401', 'fsGroup: 5')
        .replace('- name: web', '- name: web\n        $patch: merge'),
    ).findings.filter(({ code }) => code === 'unknown-field');
    expect(finding).toMatchObject({
      path: 'spec.template.spec.containers[0].securityContext.fsGroup',
      fix: 'Move it to `spec.template.spec.securityContext.fsGroup`.',
    });
  });
});
