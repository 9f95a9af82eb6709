/** What the server puts into a new object that its writer has no say in: PrepareForCreate of each kind's strategy. */
import { chance } from '../chance.ts';
import { timestamp } from '../clock.ts';
import type { Draft } from '../draft.ts';
import type { JsonObject } from '../json.ts';
import { qosClass } from './defaults/index.ts';
import type { KubeObject, PodSpec } from './types.ts';

/** Kinds whose spec is counted in `metadata.generation`. */
export const COUNTED: ReadonlySet<string> = new Set([
  'Pod',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
]);

/** A new object with its status and what else follows from its kind; `metadata` is complete. */
export function prepared(draft: Draft, object: KubeObject): KubeObject {
  const spec = (object.spec ?? {}) as JsonObject;
  switch (object.kind) {
    case 'Pod':
      return { ...object, status: { phase: 'Pending', qosClass: qosClass(spec as unknown as PodSpec) } };
    case 'Namespace':
      return { ...object, status: { phase: 'Active' } };
    case 'Job':
      return { ...object, spec: selectedJob(object, spec), status: {} };
    case 'DaemonSet':
      return {
        ...withAnnotation(object, 'deprecated.daemonset.template.generation', '1'),
        status: EMPTY_DAEMON_SET,
      };
    case 'StatefulSet':
      return { ...object, status: { replicas: 0, availableReplicas: 0 } };
    case 'ReplicaSet':
      return { ...object, status: { replicas: 0 } };
    case 'Deployment':
    case 'CronJob':
      return { ...object, status: {} };
    case 'PersistentVolumeClaim':
      return { ...withFinalizer(object, 'kubernetes.io/pvc-protection'), status: { phase: 'Pending' } };
    case 'PersistentVolume':
      return {
        ...withFinalizer(object, 'kubernetes.io/pv-protection'),
        status: { phase: 'Available', lastPhaseTransitionTime: timestamp(draft.now) },
      };
    case 'Service':
      return { ...object, spec: addressed(draft, spec), status: { loadBalancer: {} } };
    default:
      return object;
  }
}

const EMPTY_DAEMON_SET = {
  currentNumberScheduled: 0,
  desiredNumberScheduled: 0,
  numberMisscheduled: 0,
  numberReady: 0,
} as const;

function withAnnotation(object: KubeObject, key: string, value: string): KubeObject {
  const annotations = { ...object.metadata.annotations, [key]: value };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

function withFinalizer(object: KubeObject, name: string): KubeObject {
  const finalizers = [...new Set([...(object.metadata.finalizers ?? []), name])];
  return { ...object, metadata: { ...object.metadata, finalizers } };
}

/** pkg/registry/batch/job/strategy.go generateSelector: a Job picks its pods by its own UID. */
function selectedJob(object: KubeObject, spec: JsonObject): JsonObject {
  if (spec.manualSelector === true) return spec;
  const { name, uid } = object.metadata;
  const template = (spec.template ?? {}) as JsonObject;
  const metadata = (template.metadata ?? {}) as JsonObject;
  const labels = {
    ...(metadata.labels as JsonObject | undefined),
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  };
  return {
    ...spec,
    selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } },
    template: { ...template, metadata: { ...metadata, labels } },
  };
}

/** A Service's address, out of kubeadm's service subnet 10.96.0.0/12. */
function addressed(draft: Draft, spec: JsonObject): JsonObject {
  if (spec.type === 'ExternalName') return spec;
  const ip = spec.clusterIP ?? `10.${96 + chance(draft, 16)}.${chance(draft, 256)}.${1 + chance(draft, 254)}`;
  const open = spec.type === 'NodePort' || spec.type === 'LoadBalancer';
  const ports = (spec.ports ?? []) as readonly JsonObject[];
  return {
    ...spec,
    ...(open
      ? { ports: ports.map((port) => ({ ...port, nodePort: port.nodePort ?? 30_000 + chance(draft, 2768) })) }
      : {}),
    clusterIP: ip,
    clusterIPs: [ip],
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
  };
}
