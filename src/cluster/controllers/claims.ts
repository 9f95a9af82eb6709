/** PersistentVolumeClaims and what is behind them (pkg/controller/volume/persistentvolume, external-provisioner). */
import { thousandths } from '../../manifest/index.ts';
import { resource } from '../api/resources.ts';
import { all, drop, find, pods, put } from '../api/store.ts';
import type { KubeObject, Pod } from '../api/types.ts';
import { BLOCK_DRIVER } from '../bootstrap.ts';
import { hexadecimal, newUid } from '../chance.ts';
import { timestamp } from '../clock.ts';
import type { Draft } from '../draft.ts';
import { PROVISIONER, record } from '../events.ts';
import { treeKey } from '../files/tree.ts';
import type { Json, JsonObject } from '../json.ts';

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

const specOf = (object: KubeObject): JsonObject => (object.spec ?? {}) as JsonObject;
const isBound = (claim: KubeObject): boolean => (claim.status as JsonObject | undefined)?.phase === 'Bound';

/** Looks at a claim, or at every claim that a volume may be for. */
export function syncClaim(draft: Draft, object: KubeObject): void {
  if (object.kind === 'PersistentVolume') {
    for (const claim of all(draft, resource('persistentvolumeclaims'), null))
      if (!isBound(claim)) bind(draft, claim);
    const bound = (object.status as JsonObject | undefined)?.phase === 'Bound';
    if (object.metadata.deletionTimestamp !== undefined && !bound) drop(draft, object);
    return;
  }
  if (object.metadata.deletionTimestamp !== undefined) release(draft, object);
  else {
    touchWaiting(draft, object);
    if (!isBound(object)) bind(draft, object);
  }
}

/** Claims of a namespace that wait for their last pod to be gone. */
export function syncClaimsOf(draft: Draft, namespace: string): void {
  for (const claim of all(draft, resource('persistentvolumeclaims'), namespace)) {
    if (claim.metadata.deletionTimestamp !== undefined) release(draft, claim);
  }
}

/** What a pod mounts that is not bound yet is looked at: such claims wait for a pod that has a node. */
export function syncClaimsFor(draft: Draft, pod: Pod): void {
  if (pod.spec.nodeName === undefined) return;
  for (const volume of pod.spec.volumes ?? []) {
    const name = claimOf(volume);
    if (name === undefined) continue;
    const claim = find(draft, 'persistentvolumeclaims', pod.metadata.namespace ?? '', name);
    if (claim !== undefined && !isBound(claim)) syncClaim(draft, claim);
  }
}

/** The claim that a volume of a pod names. */
const claimOf = ({ persistentVolumeClaim: claim }: JsonObject): string | undefined => {
  const name = (claim as JsonObject | undefined)?.claimName;
  return name === undefined ? undefined : String(name);
};

/** Pods without a node that name a claim may have waited for it. */
function touchWaiting(draft: Draft, claim: KubeObject): void {
  for (const { metadata, spec } of usersOf(draft, claim))
    if (spec.nodeName === undefined) draft.touched.add(`pods/${metadata.namespace}/${metadata.name}`);
}

/** The pods that mount a claim. */
function usersOf(draft: Draft, { metadata }: KubeObject): readonly Pod[] {
  return pods(draft, metadata.namespace ?? '').filter(
    ({ spec, status }) =>
      status.phase !== 'Succeeded' &&
      status.phase !== 'Failed' &&
      spec.volumes?.some((volume) => claimOf(volume) === metadata.name),
  );
}

/** kubernetes.io/pvc-protection: a claim in use stays until nobody uses it. */
function release(draft: Draft, claim: KubeObject): void {
  if (usersOf(draft, claim).length > 0) return;
  const { namespace = '', name } = claim.metadata;
  drop(draft, claim);
  const volume = find(draft, 'persistentvolumes', '', String(specOf(claim).volumeName ?? ''));
  if (volume === undefined) return;
  if (specOf(volume).persistentVolumeReclaimPolicy === 'Delete') {
    drop(draft, volume);
    delete draft.trees[treeKey.claim(namespace, name)];
    return;
  }
  put(draft, { ...volume, status: { phase: 'Released', lastPhaseTransitionTime: timestamp(draft.now) } });
}

/** A claim without a class asks for the default one (plugin/pkg/admission/storage/storageclass/setdefault). */
function classified(draft: Draft, claim: KubeObject): KubeObject {
  if (specOf(claim).storageClassName !== undefined) return claim;
  const chosen = all(draft, resource('storageclasses'), '').find(
    ({ metadata }) => metadata.annotations?.[DEFAULT_CLASS] === 'true',
  );
  if (chosen === undefined) return claim;
  return put(draft, { ...claim, spec: { ...specOf(claim), storageClassName: chosen.metadata.name } });
}

function bind(draft: Draft, given: KubeObject): void {
  const claim = classified(draft, given);
  const name = String(specOf(claim).storageClassName ?? '');
  const of = name === '' ? undefined : find(draft, 'storageclasses', '', name);
  const waits = of?.volumeBindingMode === 'WaitForFirstConsumer';
  const users = usersOf(draft, claim).filter(({ spec }) => spec.nodeName !== undefined);
  if (waits && users.length === 0) {
    const message = 'waiting for first consumer to be created before binding';
    once(draft, claim, 'Normal', 'WaitForFirstConsumer', message);
    return;
  }
  const volume = fitting(draft, claim) ?? (of === undefined ? undefined : provisioned(draft, claim, of));
  if (volume === undefined) {
    const why =
      name === ''
        ? 'no persistent volumes available for this claim and no storage class is set'
        : `storageclass.storage.k8s.io "${name}" not found`;
    if (name === '') once(draft, claim, 'Normal', 'FailedBinding', why);
    else once(draft, claim, 'Warning', 'ProvisioningFailed', why);
    return;
  }
  join(draft, claim, volume);
}

function once(
  draft: Draft,
  claim: KubeObject,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): void {
  const told = all(draft, resource('events'), claim.metadata.namespace ?? '').some(
    (event) => (event.involvedObject as JsonObject).uid === claim.metadata.uid && event.reason === reason,
  );
  if (!told) record(draft, claim, { source: 'persistentvolume-controller', type, reason, message });
}

const storageOf = (resources: Json | undefined): number => {
  const requests = (resources as JsonObject | undefined)?.storage;
  return requests === undefined ? 0 : thousandths(String(requests));
};

/** The smallest free volume of the class with the modes and the room that the claim asks for. */
function fitting(draft: Draft, claim: KubeObject): KubeObject | undefined {
  const spec = specOf(claim);
  const wanted = storageOf((spec.resources as JsonObject | undefined)?.requests);
  const modes = (spec.accessModes ?? []) as readonly string[];
  return all(draft, resource('persistentvolumes'), '')
    .filter((volume) => {
      const own = specOf(volume);
      const reserved = own.claimRef as JsonObject | undefined;
      const forIt =
        reserved === undefined ||
        (reserved.name === claim.metadata.name && reserved.namespace === claim.metadata.namespace);
      return (
        forIt &&
        (volume.status as JsonObject).phase !== 'Released' &&
        String(own.storageClassName ?? '') === String(spec.storageClassName ?? '') &&
        (spec.volumeName === undefined || spec.volumeName === volume.metadata.name) &&
        modes.every((mode) => ((own.accessModes ?? []) as readonly string[]).includes(mode)) &&
        storageOf(own.capacity) >= wanted
      );
    })
    .sort((a, b) => storageOf(specOf(a).capacity) - storageOf(specOf(b).capacity))[0];
}

/** A volume made for the claim. */
function provisioned(draft: Draft, claim: KubeObject, of: KubeObject): KubeObject | undefined {
  const { namespace = '', name, uid } = claim.metadata;
  const spec = specOf(claim);
  const provisioner = String(of.provisioner);
  if (provisioner !== BLOCK_DRIVER) {
    const message = `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`;
    once(draft, claim, 'Normal', 'ExternalProvisioning', message);
    return undefined;
  }
  const volume = `pvc-${uid}`;
  const told = (reason: string, message: string): void =>
    record(draft, claim, {
      source: PROVISIONER,
      type: 'Normal',
      reason,
      message,
    });
  told('Provisioning', `External provisioner is provisioning volume for claim "${namespace}/${name}"`);
  told('ProvisioningSucceeded', `Successfully provisioned volume ${volume}`);
  return put(draft, {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: {
      name: volume,
      uid: newUid(draft),
      resourceVersion: '',
      creationTimestamp: timestamp(draft.now),
      annotations: { 'pv.kubernetes.io/provisioned-by': provisioner },
      finalizers: ['kubernetes.io/pv-protection'],
    },
    spec: {
      accessModes: spec.accessModes ?? [],
      capacity: ((spec.resources as JsonObject | undefined)?.requests ?? {}) as JsonObject,
      csi: { driver: provisioner, fsType: 'ext4', volumeHandle: hexadecimal(draft, 17) },
      persistentVolumeReclaimPolicy: of.reclaimPolicy ?? 'Delete',
      storageClassName: of.metadata.name,
      volumeMode: 'Filesystem',
    },
    status: { phase: 'Available' },
  } as KubeObject);
}

function join(draft: Draft, claim: KubeObject, volume: KubeObject): void {
  const { namespace, name, uid } = claim.metadata;
  const claimRef = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid };
  const now = timestamp(draft.now);
  put(draft, {
    ...volume,
    spec: { ...specOf(volume), claimRef },
    status: { phase: 'Bound', lastPhaseTransitionTime: now },
  } as KubeObject);
  put(draft, {
    ...claim,
    metadata: {
      ...claim.metadata,
      annotations: {
        ...claim.metadata.annotations,
        'pv.kubernetes.io/bind-completed': 'yes',
        'pv.kubernetes.io/bound-by-controller': 'yes',
      },
    },
    spec: { ...specOf(claim), volumeName: volume.metadata.name },
    status: {
      accessModes: specOf(volume).accessModes ?? [],
      capacity: specOf(volume).capacity ?? {},
      phase: 'Bound',
    },
  } as KubeObject);
  for (const { metadata } of usersOf(draft, claim))
    draft.touched.add(`pods/${metadata.namespace}/${metadata.name}`);
}
