/** Directories with a kustomization through the real `kubectl kustomize`, which needs no cluster, and through ours. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCluster, type Ran, run } from '../../../src/cluster/index.ts';
import { realKubectl, runReal } from '../real-kubectl.ts';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: gull, labels: {app: gull}}
spec:
  selector: {matchLabels: {app: gull}}
  template:
    metadata: {labels: {app: gull}}
    spec:
      serviceAccountName: keeper
      initContainers: [{name: i, image: "docker.io/busybox:1.37"}]
      containers:
      - name: app
        image: nginx:1.27
        args: ["a: b", "yes", "1", ""]
        envFrom: [{configMapRef: {name: chart}}, {secretRef: {name: other}}]
        env: [{name: X, valueFrom: {secretKeyRef: {name: seal, key: k}}}]
      volumes:
      - {name: c, configMap: {name: chart}}
      - {name: s, secret: {secretName: seal}}
      - {name: p, projected: {sources: [{configMap: {name: chart}}]}}
      - {name: d, persistentVolumeClaim: {claimName: data}}
`;
const OTHERS = `apiVersion: v1
kind: Service
metadata: {name: gull}
spec: {selector: {app: gull}, ports: [{port: 80}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: chart}
data:
  a: "1"
  b: |
    several
    lines
---
apiVersion: v1
kind: Secret
metadata: {name: seal}
stringData: {k: v}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: keeper}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
---
apiVersion: v1
kind: Namespace
metadata: {name: harbour}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly}
spec:
  schedule: "0 1 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{name: c, image: nginx@sha256:abcd}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: logs}
spec:
  serviceName: gull
  selector: {matchLabels: {app: logs}}
  template: {metadata: {labels: {app: logs}}, spec: {containers: [{name: c, image: redis}]}}
  volumeClaimTemplates: [{metadata: {name: d}, spec: {accessModes: [ReadWriteOnce]}}]
---
apiVersion: v1
kind: Pod
metadata: {name: zebra}
spec: {containers: [{name: a, image: nginx}]}
---
apiVersion: batch/v1
kind: Job
metadata: {name: once}
spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: nginx}]}}}
`;

/** Each is a kustomization over `gull.yaml` and `others.yaml`, or over the directory `../plain`. */
const KUSTOMIZATIONS: Readonly<Record<string, string>> = {
  plain: 'resources: [gull.yaml, others.yaml]\n',
  namespace: 'resources: [gull.yaml, others.yaml]\nnamespace: quarry\n',
  names: 'resources: [gull.yaml, others.yaml]\nnamePrefix: dev-\nnameSuffix: -v1\n',
  'over-plain': 'resources: [../plain]\nnamePrefix: a-\n',
  'over-names':
    'resources: [../names]\nnamePrefix: b-\npatches:\n- patch: |-\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: gull}\n    spec: {replicas: 7}\n',
  labels: 'resources: [gull.yaml, others.yaml]\nlabels:\n- pairs: {team: kites}\n',
  'labels-templates':
    'resources: [gull.yaml, others.yaml]\nlabels:\n- pairs: {team: kites}\n  includeTemplates: true\n',
  'labels-selectors':
    'resources: [gull.yaml, others.yaml]\nlabels:\n- pairs: {team: kites}\n  includeSelectors: true\n',
  'common-labels':
    'resources: [gull.yaml, others.yaml]\ncommonLabels: {team: kites}\ncommonAnnotations: {note: "some text"}\n',
  images:
    'resources: [gull.yaml, others.yaml]\nimages:\n- {name: nginx, newName: registry.example/n, newTag: "1.29"}\n- {name: redis, digest: "sha256:ee"}\n- {name: docker.io/busybox, newName: busybox}\n',
  replicas:
    'resources: [gull.yaml, others.yaml]\nreplicas:\n- {name: gull, count: 4}\n- {name: logs, count: 2}\n',
  patches:
    'resources: [gull.yaml, others.yaml]\npatches:\n- path: patch.yaml\n- target: {kind: Deployment}\n  patch: |-\n    - op: add\n      path: /spec/template/spec/securityContext\n      value: {runAsNonRoot: true}\n- target: {kind: StatefulSet, name: logs}\n  patch: |-\n    kind: StatefulSet\n    metadata: {name: whatever}\n    spec: {template: {spec: {securityContext: {runAsUser: 1000}}}}\n',
  'no-target':
    'resources: [gull.yaml]\npatches:\n- patch: |-\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: nope}\n',
  'missing-file': 'resources: [nothing.yaml]\n',
  twice: 'resources: [gull.yaml, again.yaml]\n',
  misspelt: 'resource: [gull.yaml]\n',
  empty: 'resources: []\n',
};
const PATCH = `apiVersion: apps/v1
kind: Deployment
metadata: {name: gull}
spec:
  template:
    spec:
      containers:
      - name: app
        securityContext: {runAsUser: 1000, capabilities: {drop: [ALL]}}
      - {name: sidecar, image: busybox}
`;

const files: Record<string, string> = { 'nothing/here.txt': '' };
for (const [name, text] of Object.entries(KUSTOMIZATIONS)) {
  files[`${name}/kustomization.yaml`] = text;
  files[`${name}/gull.yaml`] = DEPLOYMENT;
  files[`${name}/again.yaml`] = DEPLOYMENT;
  files[`${name}/others.yaml`] = OTHERS;
  files[`${name}/patch.yaml`] = PATCH;
}

const program = realKubectl();
const folder = mkdtempSync(join(tmpdir(), 'podium-kustomize-'));
for (const [name, text] of Object.entries(files)) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}
const absolute = Object.fromEntries(Object.entries(files).map(([name, text]) => [join(folder, name), text]));
const cluster = run(createCluster({ files: absolute }), `cd ${folder}`).cluster;
const ours = (line: string): Ran => run(cluster, line);

describe('kubectl kustomize', () => {
  for (const line of [
    ...Object.keys(KUSTOMIZATIONS),
    'absent',
    'nothing',
    '',
    'plain names',
    'plain/gull.yaml',
  ])
    it.skipIf(program === undefined)(
      `builds "${line}" as kubectl 1.36.3 does`,
      { timeout: 30_000 },
      async () => {
        const words = line.split(' ').filter((word) => word !== '');
        const theirs = await runReal(program ?? '', ['kustomize', ...words], {
          cwd: folder,
          env: { PATH: process.env.PATH, HOME: folder },
          stdin: '',
        });
        const { stdout, stderr, status } = ours(`kubectl kustomize ${line}`);
        expect({ stdout, stderr, status }).toEqual(theirs);
      },
    );

  it('is what -k applies, in its order', () => {
    const ran = ours('kubectl apply -k plain');
    expect(ran.stdout.split('\n').slice(0, 3)).toEqual([
      'namespace/harbour created',
      'serviceaccount/keeper created',
      'configmap/chart created',
    ]);
    expect(run(ran.cluster, 'kubectl apply -k plain').stdout).toContain('deployment.apps/gull unchanged');
  });

  it('says what it does not build with, instead of leaving it out', () => {
    const generator = run(
      createCluster({
        files: { 'kustomization.yaml': 'configMapGenerator: [{name: a, literals: [x=y]}]\n' },
      }),
      'kubectl kustomize .',
    );
    expect(generator).toMatchObject({ stdout: '', status: 88, notSimulated: 'kubectl-kustomize' });
    expect(generator.stderr).toMatch(/^podium: configMapGenerator: /);
  });
});
