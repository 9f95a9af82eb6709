import { describe, expect, it } from 'vitest';
import { type Explanation, explain } from '../../../src/manifest/index.ts';

const codes = ({ findings }: Explanation): readonly string[] => findings.map(({ code }) => code);
const told = (text: string) =>
  explain(text).pods.map(({ name, containers }) => ({
    name,
    of: containers.map(({ fields, process }) => [process.uid, fields.runAsUser?.source, process.groups]),
  }));

describe('the values of a chart', () => {
  it.each([
    ['a component', 'web:\n  podSecurityContext: {fsGroup: 9}\n  securityContext: {runAsUser: 5}\n', 'web'],
    ['a wrapper', 'values:\n  podSecurityContext: {fsGroup: 9}\n  securityContext: {runAsUser: 5}\n', null],
    [
      'Bitnami’s names',
      'podSecurityContext: {enabled: true, fsGroup: 9}\ncontainerSecurityContext: {enabled: true, runAsUser: 5}\n',
      null,
    ],
    [
      'securityContext beside containerSecurityContext',
      'securityContext: {fsGroup: 9}\ncontainerSecurityContext: {runAsUser: 5}\n',
      null,
    ],
    ['levels as keys', 'securityContext:\n  pod: {fsGroup: 9}\n  container: {runAsUser: 5}\n', null],
    [
      'levels as mappings',
      'web:\n  pod: {securityContext: {fsGroup: 9}}\n  container: {securityContext: {runAsUser: 5}}\n',
      'web',
    ],
    [
      'containers by name',
      'controllers:\n  web:\n    pod: {securityContext: {fsGroup: 9}}\n    containers:\n      app: {image: {repository: x}, securityContext: {runAsUser: 5}}\n',
      'controllers.web',
    ],
    [
      'one component by its prefix',
      'webPodSecurityContext: {fsGroup: 9}\nwebContainerSecurityContext: {runAsUser: 5}\n',
      'web',
    ],
  ])('are read as they are meant: %s', (_what, text, name) => {
    expect(told(text)).toEqual([{ name, of: [[5, 'container', [9]]] }]);
    expect(codes(explain(text))).toEqual(['helm-values']);
    expect(explain(text).pods[0]).toMatchObject({
      readFrom: 'values',
      security: { level: null },
      accepted: { ignore: null },
    });
  });

  it('has an image taken apart, a replicaCount or a switch mark them', () => {
    for (const mark of [
      'image: {repository: x}',
      'replicaCount: 1',
      'fullnameOverride: x',
      'podSecurityContext: {}',
    ]) {
      expect(codes(explain(`${mark}\nsecurityContext: {runAsUser: 5}\n`))).toContain('helm-values');
    }
    expect(codes(explain('securityContext: {enabled: true, runAsUser: 5}\n'))).toContain('helm-values');
    expect(codes(explain('securityContext: {runAsUser: 5}\n'))).toEqual(['fragment']);
    expect(codes(explain('name: a\nimage: x\nrunAsUser: 5\n'))).toContain('unknown-field');
    expect(codes(explain('securityContext:\nrunAsUser: 5\n'))).not.toContain('helm-values');
  });

  it('says which level a field is at home at, by the chart’s names', () => {
    const said = explain(
      'web:\n  podSecurityContext: {capabilities: {drop: [ALL]}}\n  securityContext: {fsGroup: 5}\n',
    );
    expect(said.findings.filter(({ code }) => code === 'unknown-field')).toMatchObject([
      { path: 'web.securityContext.fsGroup', line: 3, fix: 'Move it to `web.podSecurityContext.fsGroup`.' },
      {
        path: 'web.podSecurityContext.capabilities',
        line: 2,
        fix: expect.stringContaining('`web.securityContext.capabilities`'),
      },
    ]);
  });

  it('leaves out what `enabled: false` switches off, and says so', () => {
    const said = explain(
      'podSecurityContext: {enabled: false, runAsUser: 5}\ncontainerSecurityContext: {runAsGroup: 7}\n',
    );
    expect(said.pods[0]?.containers[0]?.process).toMatchObject({ uid: null, gid: 7 });
    expect(said.findings).toContainEqual(
      expect.objectContaining({ code: 'switched-off', severity: 'warning', line: 1 }),
    );
  });

  it('tells each component apart, and never takes another one’s pod', () => {
    expect(
      told(
        'server:\n  podSecurityContext: {runAsUser: 1}\nworker:\n  securityContext: {runAsUser: 2}\nrunAsUser: 3\n',
      ),
    ).toEqual([
      { name: null, of: [[3, 'pod', []]] },
      { name: 'server', of: [[1, 'pod', []]] },
      { name: 'worker', of: [[2, 'container', []]] },
    ]);
  });

  it('keeps privileged as what it is, and knows no better level', () => {
    const [pod] = explain('dind:\n  securityContext: {privileged: true}\n').pods;
    expect(pod?.security).toMatchObject({ level: 'privileged', baseline: ['privileged'] });
  });

  it('reads what --set gives in a command', () => {
    const text =
      'helm upgrade web ./web \\\n  --set podSecurityContext.runAsUser=5,securityContext.capabilities.drop={ALL}\n';
    const said = explain(text);
    expect(said.pods[0]?.containers[0]?.fields).toMatchObject({
      runAsUser: { value: 5, source: 'pod', line: 2 },
      capabilities: { value: { drop: ['ALL'] } },
    });
    expect(codes(said)).toEqual(['helm-set', 'helm-values']);
  });

  it('reads values that stand as text in an Application of Argo CD', () => {
    const text =
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  source:\n    helm:\n      values: |\n        podSecurityContext:\n          runAsUser: 5\n';
    expect(explain(text).pods[0]?.containers[0]?.fields.runAsUser).toMatchObject({ value: 5, line: 9 });
    expect(codes(explain(text))).toEqual(['inside-text', 'helm-values']);
  });
});
