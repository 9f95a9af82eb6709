/** Defaulting: what an object says once the API server has filled in what its writer left out. */
import type { JsonObject } from '../../json.ts';
import { defaultPod, defaultPodSpec } from './pod.ts';
import { defaultWorkloadSpec } from './workloads.ts';

export { qosClass } from './pod.ts';

const specOf = (object: JsonObject): JsonObject => (object.spec ?? {}) as JsonObject;

/** An object with its kind's defaults; status is left to whoever prepares it. */
export function withDefaults(kind: string, object: JsonObject): JsonObject {
  switch (kind) {
    case 'Pod':
      return { ...object, spec: defaultPod(defaultPodSpec(specOf(object))) };
    case 'Secret':
      return secret(object);
    case 'Service':
      return { ...object, spec: service(specOf(object)) };
    case 'PersistentVolumeClaim':
      return { ...object, spec: { volumeMode: 'Filesystem', ...specOf(object) } };
    case 'PersistentVolume':
      return {
        ...object,
        spec: { persistentVolumeReclaimPolicy: 'Retain', volumeMode: 'Filesystem', ...specOf(object) },
      };
    case 'StorageClass':
      return { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate', ...object };
    case 'Namespace':
      return namespace(object);
    default: {
      const spec = defaultWorkloadSpec(kind, specOf(object));
      if (spec === undefined) return object;
      return { ...object, ...labelsOfJob(kind, object), spec };
    }
  }
}

/** SetDefaults_Job: a Job without labels takes those of its template. */
function labelsOfJob(kind: string, object: JsonObject): JsonObject {
  const metadata = object.metadata as JsonObject;
  if (kind !== 'Job' || metadata.labels !== undefined) return {};
  const labels = ((specOf(object).template as JsonObject | undefined)?.metadata as JsonObject | undefined)
    ?.labels;
  return labels === undefined ? {} : { metadata: { ...metadata, labels } };
}

/** SetDefaults_Namespace */
function namespace(object: JsonObject): JsonObject {
  const metadata = object.metadata as JsonObject;
  const labels = {
    ...(metadata.labels as JsonObject | undefined),
    'kubernetes.io/metadata.name': metadata.name,
  };
  return {
    ...object,
    metadata: { ...metadata, labels },
    spec: { finalizers: ['kubernetes'], ...specOf(object) },
  };
}

/** SetDefaults_Secret, and `stringData`, which the conversion folds into `data` (pkg/apis/core/v1/conversion.go). */
function secret({ stringData, ...object }: JsonObject): JsonObject {
  if (stringData === undefined) return { type: 'Opaque', ...object };
  const added = Object.entries(stringData as Readonly<Record<string, string>>).map(([key, value]) => [
    key,
    base64(value),
  ]);
  return {
    type: 'Opaque',
    ...object,
    data: { ...(object.data as JsonObject | undefined), ...Object.fromEntries(added) },
  };
}

/** Text as UTF-8 in base 64. */
function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}

/** SetDefaults_Service, without what a load balancer would need. */
function service(spec: JsonObject): JsonObject {
  const ports = (spec.ports ?? []) as readonly JsonObject[];
  return {
    sessionAffinity: 'None',
    type: 'ClusterIP',
    internalTrafficPolicy: 'Cluster',
    ...spec,
    ...(ports.length === 0
      ? {}
      : { ports: ports.map((port) => ({ protocol: 'TCP', targetPort: port.port, ...port })) }),
  };
}
