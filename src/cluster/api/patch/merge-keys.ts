/**
 * How a strategic merge patch treats the lists of the API: the `patchStrategy` and `patchMergeKey` of the structs in
 * k8s.io/api core/v1, apps/v1, batch/v1 types.go. A list that is not here is replaced as a whole.
 */

/** Struct and field → the key by which items are matched; empty: items are plain values, and are united. */
const MERGED: ReadonlyMap<string, string> = new Map([
  ['ObjectMeta.ownerReferences', 'uid'],
  ['ObjectMeta.finalizers', ''],
  ['PodSpec.containers', 'name'],
  ['PodSpec.initContainers', 'name'],
  ['PodSpec.ephemeralContainers', 'name'],
  ['PodSpec.volumes', 'name'],
  ['PodSpec.imagePullSecrets', 'name'],
  ['PodSpec.hostAliases', 'ip'],
  ['PodSpec.topologySpreadConstraints', 'topologyKey'],
  ['PodSpec.resourceClaims', 'name'],
  ['PodSpec.schedulingGates', 'name'],
  ['Container.ports', 'containerPort'],
  ['Container.env', 'name'],
  ['Container.volumeMounts', 'mountPath'],
  ['Container.volumeDevices', 'devicePath'],
  ['EphemeralContainer.ports', 'containerPort'],
  ['EphemeralContainer.env', 'name'],
  ['EphemeralContainer.volumeMounts', 'mountPath'],
  ['EphemeralContainer.volumeDevices', 'devicePath'],
  ['PodStatus.conditions', 'type'],
  ['PodStatus.podIPs', 'ip'],
  ['DeploymentStatus.conditions', 'type'],
  ['ReplicaSetStatus.conditions', 'type'],
  ['StatefulSetStatus.conditions', 'type'],
  ['DaemonSetStatus.conditions', 'type'],
  ['JobStatus.conditions', 'type'],
  ['NamespaceStatus.conditions', 'type'],
  ['NodeStatus.conditions', 'type'],
  ['NodeStatus.addresses', 'type'],
  ['NodeSpec.podCIDRs', ''],
  ['PersistentVolumeClaimStatus.conditions', 'type'],
  ['ServiceSpec.ports', 'port'],
  ['ServiceStatus.conditions', 'type'],
  ['ServiceAccount.secrets', 'name'],
]);

/**
 * The merge key of a list, by the struct's Go-like type (`v1.PodSpec`) and the field; empty where plain values are
 * united; undefined where the list is replaced.
 */
export function mergeKey(type: string, field: string): string | undefined {
  return MERGED.get(`${type.slice(type.indexOf('.') + 1)}.${field}`);
}
