import { child, flagAt, isNull, itemsAt, numberAt, textAt, textsAt } from '../access.ts';
import type { PodView } from '../pod.ts';
import type { Node } from '../yaml/node.ts';
import { procMount } from './baseline.ts';
import { seccompSet } from './profiles.ts';
import {
  badContainers,
  type Check,
  type CheckId,
  containersNamed,
  listed,
  plural,
  quoted,
  settersOf,
  type Versioned,
} from './violation.ts';

/** policy/check_allowPrivilegeEscalation.go */
const escalation: Check = (pod) => {
  const names = badContainers(pod, (security) => flagAt(security, 'allowPrivilegeEscalation') !== false);
  if (names.length === 0) return undefined;
  return {
    reason: 'allowPrivilegeEscalation != false',
    detail: `${containersNamed(names)} must set securityContext.allowPrivilegeEscalation=false`,
  };
};

/** policy/check_capabilities_restricted.go */
const capabilities: Check = (pod) => {
  const keeping = badContainers(
    pod,
    (security) => !textsAt(child(security, 'capabilities'), 'drop').includes('ALL'),
  );
  const others: string[] = [];
  const adding = badContainers(pod, (security) => {
    const bad = textsAt(child(security, 'capabilities'), 'add').filter((name) => name !== 'NET_BIND_SERVICE');
    others.push(...bad);
    return bad.length > 0;
  });
  const details: string[] = [];
  if (keeping.length > 0)
    details.push(`${containersNamed(keeping)} must set securityContext.capabilities.drop=["ALL"]`);
  if (adding.length > 0)
    details.push(
      `${containersNamed(adding)} must not include ${quoted(listed(others))} in securityContext.capabilities.add`,
    );
  return details.length === 0
    ? undefined
    : { reason: 'unrestricted capabilities', detail: details.join('; ') };
};

/** Volume kinds the restricted level knows as harmless. */
const HARMLESS = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/** The rest, in the order in which the policy looks for them. */
const RESTRICTED_VOLUMES = [
  'hostPath',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'gitRepo',
  'nfs',
  'iscsi',
  'glusterfs',
  'rbd',
  'flexVolume',
  'cinder',
  'cephfs',
  'flocker',
  'fc',
  'azureFile',
  'vsphereVolume',
  'quobyte',
  'azureDisk',
  'photonPersistentDisk',
  'portworxVolume',
  'scaleIO',
  'storageos',
];

/** A volume that names no source at all is an emptyDir: the API server fills it in. */
export const restrictedVolume = (volume: Node): boolean =>
  volume.kind === 'map' &&
  volume.entries.some(({ key, value }) => key !== 'name' && !isNull(value)) &&
  !HARMLESS.some((kind) => child(volume, kind) !== undefined);

/** policy/check_restrictedVolumes.go */
const volumes: Check = (pod) => {
  const bad = itemsAt(pod.spec, 'volumes').filter(restrictedVolume);
  if (bad.length === 0) return undefined;
  const types = listed(
    bad.map((volume) => RESTRICTED_VOLUMES.find((kind) => child(volume, kind) !== undefined) ?? 'unknown'),
  );
  const names = quoted(bad.map((volume) => textAt(volume, 'name') ?? ''));
  const what = plural('restricted volume type', 'restricted volume types', types.length);
  return {
    reason: 'restricted volume types',
    detail: `${plural('volume', 'volumes', bad.length)} ${names} ${plural('uses', 'use', bad.length)} ${what} ${quoted(types)}`,
  };
};

/** policy/check_runAsNonRoot.go */
const nonRoot: Check = (pod) => {
  const reason = 'runAsNonRoot != true';
  const setters = settersOf(pod, (security) => flagAt(security, 'runAsNonRoot') === false);
  if (setters !== '') return { reason, detail: `${setters} must not set securityContext.runAsNonRoot=false` };
  if (flagAt(pod.security, 'runAsNonRoot') === true) return undefined;
  const names = badContainers(pod, (security) => flagAt(security, 'runAsNonRoot') === undefined);
  if (names.length === 0) return undefined;
  return { reason, detail: `pod or ${containersNamed(names)} must set securityContext.runAsNonRoot=true` };
};

/** policy/check_runAsUser.go */
const notRoot: Check = (pod) => {
  const setters = settersOf(pod, (security) => numberAt(security, 'runAsUser') === 0);
  return setters === ''
    ? undefined
    : { reason: 'runAsUser=0', detail: `${setters} must not set runAsUser=0` };
};

const unlessWindows =
  (check: Check): Check =>
  (pod: PodView) =>
    pod.windows ? undefined : check(pod);

const unlessOwnUsers =
  (check: Check): Check =>
  (pod: PodView) =>
    pod.ownUsers ? undefined : check(pod);

/** A check of the restricted level, and the baseline check it stands in the place of. */
export interface Stricter extends Versioned {
  readonly overrides?: CheckId;
}

/** The restricted level's own checks, ordered by id; the baseline ones that stay are reported before them. */
export const RESTRICTED: readonly Stricter[] = [
  { id: 'allowPrivilegeEscalation', since: 8, until: 25, check: escalation },
  { id: 'allowPrivilegeEscalation', since: 25, check: unlessWindows(escalation) },
  {
    id: 'capabilities_restricted',
    since: 22,
    until: 25,
    check: capabilities,
    overrides: 'capabilities_baseline',
  },
  {
    id: 'capabilities_restricted',
    since: 25,
    check: unlessWindows(capabilities),
    overrides: 'capabilities_baseline',
  },
  { id: 'procMount_restricted', since: 35, check: procMount, overrides: 'procMount' },
  { id: 'restrictedVolumes', since: 0, check: volumes, overrides: 'hostPathVolumes' },
  { id: 'runAsNonRoot', since: 0, until: 35, check: nonRoot },
  { id: 'runAsNonRoot', since: 35, check: unlessOwnUsers(nonRoot) },
  { id: 'runAsUser', since: 23, until: 35, check: notRoot },
  { id: 'runAsUser', since: 35, check: unlessOwnUsers(notRoot) },
  {
    id: 'seccompProfile_restricted',
    since: 19,
    until: 25,
    check: seccompSet,
    overrides: 'seccompProfile_baseline',
  },
  {
    id: 'seccompProfile_restricted',
    since: 25,
    check: unlessWindows(seccompSet),
    overrides: 'seccompProfile_baseline',
  },
];
