import { canonicalQuantity, fieldsOf, type Node, type TypeRef } from '../../manifest/index.ts';
import type { Json, JsonObject } from '../json.ts';

/**
 * A body as the server holds it after decoding, and writes it back: unknown fields and nulls gone, whole floats as
 * integers, quantities in their canonical form, and without what Go's `omitempty` leaves out (empty lists, maps and
 * texts; false and 0 in fields that are no pointers).
 */
export function normal(root: Node, type: string): JsonObject {
  const made = object(root, type);
  return made ?? {};
}

/** Plain bools of the API's structs: false is the same as nothing. (All others are pointers.) */
const PLAIN_BOOLS: ReadonlySet<string> = new Set([
  'PodSpec.hostNetwork',
  'PodSpec.hostPID',
  'PodSpec.hostIPC',
  'Container.stdin',
  'Container.stdinOnce',
  'Container.tty',
  'EphemeralContainer.stdin',
  'EphemeralContainer.stdinOnce',
  'EphemeralContainer.tty',
  'VolumeMount.readOnly',
  'PersistentVolumeClaimVolumeSource.readOnly',
  'NFSVolumeSource.readOnly',
  'DeploymentSpec.paused',
]);

/** The same for integers. */
const PLAIN_INTS: ReadonlySet<string> = new Set([
  'ContainerPort.hostPort',
  'Probe.initialDelaySeconds',
  'Probe.timeoutSeconds',
  'Probe.periodSeconds',
  'Probe.successThreshold',
  'Probe.failureThreshold',
  'DeploymentSpec.minReadySeconds',
  'ReplicaSetSpec.minReadySeconds',
  'StatefulSetSpec.minReadySeconds',
  'DaemonSetSpec.minReadySeconds',
  'ObjectMeta.generation',
  'ServicePort.nodePort',
]);

/** Texts behind a pointer: an empty one is kept. */
const POINTER_TEXTS: ReadonlySet<string> = new Set([
  'HostPathVolumeSource.type',
  'PersistentVolumeClaimSpec.storageClassName',
  'SeccompProfile.localhostProfile',
  'AppArmorProfile.localhostProfile',
  'WindowsSecurityContextOptions.runAsUserName',
  'WindowsSecurityContextOptions.gmsaCredentialSpec',
  'WindowsSecurityContextOptions.gmsaCredentialSpecName',
  'SecurityContext.procMount',
  'PodSpec.runtimeClassName',
  'Container.restartPolicy',
]);

/** Written even when empty: the struct's field has no `omitempty`. */
const ALWAYS: ReadonlySet<string> = new Set(['Container.name', 'EnvVar.name', 'Sysctl.value', 'Volume.name']);

function object(node: Node, type: string): JsonObject | undefined {
  const fields = fieldsOf(type);
  if (node.kind !== 'map' || fields === undefined) return undefined;
  const struct = type.slice(type.indexOf('.') + 1);
  const made: Record<string, Json> = {};
  for (const { key, value } of node.entries) {
    const ref = fields.get(key);
    if (ref === undefined) continue;
    const kept = field(value, ref, `${struct}.${key}`);
    if (kept !== undefined) made[key] = kept;
  }
  return made;
}

function field(node: Node, ref: TypeRef, name: string): Json | undefined {
  const made = value(node, ref);
  if (made === null || made === undefined) return undefined;
  if (Array.isArray(made)) return made.length === 0 ? undefined : made;
  if (made === '') return POINTER_TEXTS.has(name) || ALWAYS.has(name) ? made : undefined;
  if (made === false) return PLAIN_BOOLS.has(name) ? undefined : made;
  if (made === 0) return PLAIN_INTS.has(name) ? undefined : made;
  if (ref.kind === 'map' && Object.keys(made).length === 0) return undefined;
  return made;
}

function value(node: Node, ref: TypeRef): Json | undefined {
  if (node.kind === 'scalar' && node.value === null) return null;
  switch (ref.kind) {
    case 'object':
      return object(node, ref.name);
    case 'list':
      if (node.kind !== 'seq') return undefined;
      return node.items.map((item) => value(item, ref.of) ?? zero(ref.of));
    case 'map': {
      if (node.kind !== 'map') return undefined;
      const entries = node.entries.map(({ key, value: one }) => [key, value(one, ref.of) ?? zero(ref.of)]);
      return Object.fromEntries(entries);
    }
    case 'scalar':
      if (node.kind !== 'scalar') return ref.go === 'any' ? loose(node) : undefined;
      if (ref.go === 'quantity') return canonicalQuantity(String(node.value));
      return node.value;
  }
}

/** What stands in for null in a list or a map: the type's zero value. */
function zero(ref: TypeRef): Json {
  if (ref.kind === 'list') return [];
  if (ref.kind !== 'scalar') return {};
  if (ref.go === 'string' || ref.go === 'bytes' || ref.go === 'time') return '';
  return ref.go === 'bool' ? false : ref.go === 'quantity' ? '0' : 0;
}

function loose(node: Node): Json {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'seq') return node.items.map(loose);
  return Object.fromEntries(node.entries.map(({ key, value: one }) => [key, loose(one)]));
}
