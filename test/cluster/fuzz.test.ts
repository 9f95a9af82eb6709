import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { list, patch, remove, resource } from '../../src/cluster/api/index.ts';
import type { KubeObject, Pod } from '../../src/cluster/api/types.ts';
import { BOUNDS } from '../../src/cluster/bounds.ts';
import { clusterOf, type Draft, draftOf } from '../../src/cluster/draft.ts';
import { createCluster } from '../../src/cluster/index.ts';
import { advance } from '../../src/cluster/settle.ts';
import { nodeOf, type Sendable } from '../../src/manifest/index.ts';
import { propertyRuns } from '../property-runs.ts';
import { send } from './fixture.ts';

const KINDS = [
  'pods',
  'deployments',
  'replicasets',
  'statefulsets',
  'daemonsets',
  'jobs',
  'cronjobs',
  'namespaces',
  'configmaps',
  'secrets',
  'persistentvolumeclaims',
  'nodes',
];

const container = fc.record({
  name: fc.constantFrom('a', 'b'),
  image: fc.constantFrom('nginx:1.27', 'busybox', 'NOT A NAME', 'gone:1'),
  command: fc.constantFrom(['sleep', '1'], ['sleep', '3d'], ['nothing']),
  imagePullPolicy: fc.constantFrom('Always', 'IfNotPresent', 'Never'),
  securityContext: fc.constantFrom(
    {},
    { runAsNonRoot: true },
    { privileged: true },
    { runAsUser: 5, readOnlyRootFilesystem: true },
  ),
  volumeMounts: fc.constantFrom(
    [],
    [{ name: 'v', mountPath: '/v' }],
    [{ name: 'v', mountPath: '/v', subPath: 'x/y' }],
  ),
  readinessProbe: fc.constantFrom(undefined, { tcpSocket: { port: 80 }, periodSeconds: 2 }),
  livenessProbe: fc.constantFrom(undefined, {
    exec: { command: ['true'] },
    periodSeconds: 3,
    failureThreshold: 1,
  }),
  restartPolicy: fc.constantFrom(undefined, 'Always'),
});

const spec = fc.record({
  containers: fc.uniqueArray(container, { selector: ({ name }) => name, minLength: 1, maxLength: 2 }),
  initContainers: fc.option(
    fc
      .uniqueArray(container, { selector: ({ name }) => name, maxLength: 1 })
      .map((all) => all.map((one) => ({ ...one, name: 'i' }))),
    { nil: undefined },
  ),
  restartPolicy: fc.constantFrom('Always', 'OnFailure', 'Never'),
  securityContext: fc.constantFrom(
    {},
    { fsGroup: 2000 },
    { sysctls: [{ name: 'net.core.somaxconn', value: '1' }] },
  ),
  terminationGracePeriodSeconds: fc.constantFrom(0, 5, 30),
  activeDeadlineSeconds: fc.constantFrom(undefined, 20),
  hostNetwork: fc.constantFrom(false, true),
  nodeSelector: fc.constantFrom({}, { none: 'here' }),
  volumes: fc.constantFrom(
    [{ name: 'v', emptyDir: {} }],
    [{ name: 'v', secret: { secretName: 'x' } }],
    [{ name: 'v', hostPath: { path: '/srv/x', type: 'Directory' } }],
    [{ name: 'v', persistentVolumeClaim: { claimName: 'x' } }],
  ),
});

type Spec = typeof spec extends fc.Arbitrary<infer T> ? T : never;

function bodyOf(kind: string, name: string, namespace: string, own: Spec, replicas: number): Sendable {
  const labels = { app: name };
  const always = { ...own, restartPolicy: 'Always', activeDeadlineSeconds: undefined };
  const template = { metadata: { labels }, spec: always };
  const once = {
    metadata: { labels },
    spec: { ...own, restartPolicy: own.restartPolicy === 'Always' ? 'Never' : own.restartPolicy },
  };
  const head = (apiVersion: string, body: Sendable): Sendable => ({
    apiVersion,
    kind,
    metadata: { name, namespace, labels },
    spec: body,
  });
  switch (kind) {
    case 'Pod':
      return head('v1', own);
    case 'Job':
      return head('batch/v1', { template: once, completions: replicas, backoffLimit: 1 });
    case 'CronJob':
      return head('batch/v1', { schedule: '* * * * *', jobTemplate: { spec: { template: once } } });
    case 'PersistentVolumeClaim':
      return head('v1', { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } });
    case 'Namespace':
      return {
        apiVersion: 'v1',
        kind,
        metadata: { name: namespace, labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } },
      };
    case 'Secret':
      return { apiVersion: 'v1', kind, metadata: { name, namespace }, stringData: { a: 'b' } };
    default: {
      const { replicas: count, ...rest } = { replicas, selector: { matchLabels: labels }, template };
      return head('apps/v1', kind === 'DaemonSet' ? rest : { replicas: count, ...rest });
    }
  }
}

const made = fc.record({
  kind: fc.constantFrom(
    'Pod',
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'Job',
    'CronJob',
    'PersistentVolumeClaim',
    'Namespace',
    'Secret',
  ),
  name: fc.constantFrom('x', 'z'),
  namespace: fc.constantFrom('default', 'moor'),
  own: spec,
  replicas: fc.integer({ min: 0, max: 3 }),
});

const change = fc.constantFrom<Sendable>(
  { spec: { replicas: 2 } },
  { spec: { replicas: 0 } },
  { spec: { template: { spec: { containers: [{ name: 'a', image: 'busybox:2' }] } } } },
  { spec: { containers: [{ name: 'a', image: 'busybox:2' }] } },
  { metadata: { labels: { app: null } } },
  { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } },
  { metadata: { finalizers: null } },
  { spec: { unschedulable: true } },
  { spec: { paused: true } },
);

const act = fc.oneof(
  { weight: 3, arbitrary: fc.record({ act: fc.constant('make' as const), made }) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('change' as const),
      of: fc.constantFrom(...KINDS),
      nth: fc.nat(5),
      change,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('delete' as const),
      of: fc.constantFrom(...KINDS),
      nth: fc.nat(5),
      grace: fc.constantFrom(undefined, 0, 3),
      propagation: fc.constantFrom('Background' as const, 'Orphan' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 90_000 }) }),
  },
);

type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

const fresh = createCluster();

function chosen(draft: Draft, of: string, nth: number): KubeObject | undefined {
  const all = list(draft, resource(of), null);
  return all.ok ? all.value[nth % Math.max(1, all.value.length)] : undefined;
}

function perform(draft: Draft, one: Act): void {
  if (one.act === 'wait') advance(draft, one.ms);
  else if (one.act === 'make') {
    const { kind, name, namespace, own, replicas } = one.made;
    send(draft, nodeOf(bodyOf(kind, name, namespace, own, replicas)));
  } else {
    const object = chosen(draft, one.of, one.nth);
    if (object === undefined) return;
    const { name, namespace = '' } = object.metadata;
    const ref = { resource: resource(one.of), namespace, name };
    if (one.act === 'change') patch(draft, ref, { type: 'strategic', body: nodeOf(one.change) });
    else {
      const grace = one.grace === undefined ? {} : { gracePeriodSeconds: one.grace };
      remove(draft, ref, { propagation: one.propagation, ...grace });
    }
  }
  advance(draft, 500);
}

/** What holds of a cluster whatever happened to it. */
function sound(draft: Draft): void {
  expect(draft.touched.size).toBe(0);
  const pods = Object.values(draft.objects).filter((object): object is Pod => object.kind === 'Pod');
  const uids = new Set(pods.map(({ metadata }) => metadata.uid));
  for (const { status } of pods)
    expect(['Pending', 'Running', 'Succeeded', 'Failed']).toContain(status.phase);
  for (const { podUid } of Object.values(draft.containers))
    expect(Object.keys(draft.sandboxes)).toContain(podUid);
  for (const uid of Object.keys(draft.sandboxes)) expect(uids).toContain(uid);
  for (const key of Object.keys(draft.trees)) {
    const [kind, owner = ''] = key.split('/');
    if (kind === 'volume') expect(Object.keys(draft.sandboxes)).toContain(owner);
    if (kind === 'container') expect(Object.keys(draft.containers)).toContain(owner);
  }
  expect(Object.keys(draft.objects).length).toBeLessThanOrEqual(BOUNDS.objects + BOUNDS.events);
  for (const { at } of draft.due) expect(Number.isFinite(at)).toBe(true);
}

describe('whatever is made, changed and deleted', () => {
  it('the cluster stays sound, and the same acts give the same bytes', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 12 }), (acts) => {
        const played = (): string => {
          const draft = draftOf(fresh);
          for (const one of acts) {
            perform(draft, one);
            draft.works = BOUNDS.works;
          }
          advance(draft, 2_000);
          sound(draft);
          return JSON.stringify(clusterOf(draft));
        };
        expect(played()).toBe(played());
      }),
      { numRuns: propertyRuns(2_000) },
    );
  });
});
