import { describe, expect, it } from 'vitest';
import { correct, type Explanation, explain, ManifestError } from '../../../src/manifest/index.ts';

const codes = ({ findings }: Explanation): readonly string[] => findings.map(({ code }) => code);
const users = (text: string): readonly (readonly [string, number | null])[] =>
  explain(text).pods.flatMap(({ path, containers }) =>
    containers.map(({ process }) => [path, process.uid] as const),
  );
const object = (apiVersion: string, kind: string, spec: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: demo\nspec:\n${spec.replace(/^/gm, '  ')}\n`;

describe('kinds of others', () => {
  it.each([
    [
      'serving.knative.dev/v1',
      'Service',
      'template:\n  spec:\n    containerConcurrency: 5\n    containers:\n    - image: x\n      securityContext: {runAsUser: 4401}',
    ],
    [
      'apps.openshift.io/v1',
      'DeploymentConfig',
      'template:\n  spec:\n    securityContext: {runAsUser: 4401}\n    containers: [{name: a, image: x}]',
    ],
    [
      'apps.kruise.io/v1alpha1',
      'CloneSet',
      'template:\n  spec:\n    securityContext: {runAsUser: 4401}\n    containers: [{name: a, image: x}]',
    ],
    [
      'cert-manager.io/v1',
      'Issuer',
      'acme:\n  solvers:\n  - http01: {ingress: {podTemplate: {spec: {securityContext: {runAsUser: 4401}}}}}',
    ],
    [
      'kafka.strimzi.io/v1beta2',
      'Kafka',
      'kafka:\n  template:\n    pod:\n      securityContext: {runAsUser: 4401}\n    kafkaContainer:\n      securityContext: {readOnlyRootFilesystem: true}',
    ],
    [
      'postgresql.cnpg.io/v1',
      'Cluster',
      'podSecurityContext: {fsGroup: 26}\nsecurityContext: {runAsUser: 4401}',
    ],
    ['monitoring.coreos.com/v1', 'Prometheus', 'securityContext: {runAsUser: 4401, fsGroup: 2000}'],
    [
      'argoproj.io/v1alpha1',
      'Workflow',
      'securityContext: {runAsUser: 4401}\ntemplates:\n- name: main\n  container: {image: x, command: [id]}',
    ],
    [
      'tekton.dev/v1',
      'Task',
      'stepTemplate:\n  securityContext: {runAsUser: 4401}\nsteps:\n- {name: one, image: x}',
    ],
    ['helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'values:\n  podSecurityContext: {runAsUser: 4401}'],
  ])('%s %s: explained, and said to be no kind of Kubernetes', (apiVersion, kind, spec) => {
    const text = object(apiVersion, kind, spec);
    const said = explain(text);
    expect(said.pods.map(({ containers }) => containers.map(({ process }) => process.uid))).toEqual([[4401]]);
    expect(codes(said)[0]).toBe('foreign-kind');
    expect(said.findings.every(({ severity }) => severity !== 'error')).toBe(true);
    expect(said.pods[0]).toMatchObject({
      kind,
      name: 'demo',
      readFrom: 'foreign-kind',
      accepted: { strict: null, ignore: null },
    });
    expect(correct(text).manifest).toBe(text);
  });

  it('tells every pod of an object that describes several', () => {
    const task = (name: string, uid: number): string =>
      `- name: ${name}\n  template:\n    spec:\n      containers: [{name: a, image: x, securityContext: {runAsUser: ${uid}}}]`;
    expect(
      users(object('batch.volcano.sh/v1alpha1', 'Job', `tasks:\n${task('a', 1)}\n${task('b', 2)}`)),
    ).toEqual([
      ['spec.tasks[0].template.spec', 1],
      ['spec.tasks[1].template.spec', 2],
    ]);
  });

  it('has a step’s own fields win over the template’s, and the run’s pod below both', () => {
    const spec = `podTemplate:
  securityContext: {runAsUser: 1, fsGroup: 9}
taskSpec:
  stepTemplate:
    securityContext: {runAsUser: 2, capabilities: {drop: [ALL]}}
  steps:
  - {name: one, image: x}
  - {name: two, image: x, securityContext: {runAsUser: 3, capabilities: {add: [CHOWN]}}}`;
    const [pod] = explain(object('tekton.dev/v1', 'TaskRun', spec)).pods;
    expect(
      pod?.containers.map(({ name, path, process }) => ({
        name,
        path,
        uid: process.uid,
        groups: process.groups,
      })),
    ).toEqual([
      { name: 'one', path: 'spec.taskSpec.steps[0]', uid: 2, groups: [9] },
      { name: 'two', path: 'spec.taskSpec.steps[1]', uid: 3, groups: [9] },
    ]);
    expect(pod?.containers[1]?.fields.capabilities?.value).toEqual({ add: ['CHOWN'], drop: ['ALL'] });
  });

  it('flags a security field at the wrong level, but not a key that may be the kind’s own', () => {
    const text = object(
      'argoproj.io/v1alpha1',
      'Rollout',
      'template:\n  spec:\n    ownKey: 1\n    containers:\n    - {name: a, image: x, mirror: true, securityContext: {fsGroup: 5}}',
    );
    const unknown = explain(text).findings.filter(({ code }) => code === 'unknown-field');
    expect(unknown).toMatchObject([
      {
        path: 'spec.template.spec.containers[0].securityContext.fsGroup',
        fix: 'Move it to `spec.template.spec.securityContext.fsGroup`.',
      },
    ]);
  });

  it.each([
    [
      'kubevirt.io/v1',
      'VirtualMachine',
      'template:\n  spec:\n    domain: {devices: {}}',
      'foreign-kind-without-pod',
    ],
    [
      'kyverno.io/v1',
      'ClusterPolicy',
      'rules:\n- validate: {pattern: {spec: {containers: [{name: "*", securityContext: {runAsNonRoot: true}}]}}}',
      'policy',
    ],
    ['security.openshift.io/v1', 'SecurityContextConstraints', 'runAsUser: {type: MustRunAsRange}', 'policy'],
    ['v1', 'Service', 'ports: [{port: 80}]', 'no-pod-spec'],
    ['policy/v1beta1', 'PodSecurityPolicy', 'runAsUser: {rule: MustRunAsNonRoot}', 'no-pod-spec'],
  ])(
    '%s %s is not explained, and that it runs nothing is only said of Kubernetes’ own kinds',
    (apiVersion, kind, spec, code) => {
      let error: unknown;
      try {
        explain(object(apiVersion, kind, spec));
      } catch (thrown) {
        error = thrown;
      }
      expect(error).toBeInstanceOf(ManifestError);
      expect(error).toMatchObject({ code });
      expect(String(error).includes('runs nothing')).toBe(code === 'no-pod-spec');
    },
  );
});
