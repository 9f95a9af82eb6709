/**
 * When an apiVersion of a kind with a pod spec went away: kubernetes.io, Deprecated API Migration Guide, and the
 * changelogs of 1.21 (batch/v2alpha1) and 1.8 (batch/v2alpha1 ScheduledJob).
 */
const REMOVED: Readonly<Record<string, string>> = {
  'extensions/v1beta1 DaemonSet': '1.16',
  'extensions/v1beta1 Deployment': '1.16',
  'extensions/v1beta1 ReplicaSet': '1.16',
  'apps/v1beta1 Deployment': '1.16',
  'apps/v1beta1 StatefulSet': '1.16',
  'apps/v1beta2 DaemonSet': '1.16',
  'apps/v1beta2 Deployment': '1.16',
  'apps/v1beta2 ReplicaSet': '1.16',
  'apps/v1beta2 StatefulSet': '1.16',
  'batch/v1beta1 CronJob': '1.25',
  'batch/v2alpha1 CronJob': '1.21',
};

/** Since when a kind is not served under an apiVersion; undefined where it never was, or still is. */
export function removedIn(apiVersion: string, kind: string): string | undefined {
  return Object.hasOwn(REMOVED, `${apiVersion} ${kind}`) ? REMOVED[`${apiVersion} ${kind}`] : undefined;
}

/** Kinds without a pod spec that are gone altogether, and what came after them. */
const GONE: Readonly<Record<string, string>> = {
  PodSecurityPolicy:
    'PodSecurityPolicy was removed in Kubernetes 1.25; Pod Security admission took its place (labels on the namespace)',
  PodPreset: 'PodPreset was removed in Kubernetes 1.20',
};

/** One clause about a kind that no release serves any more. */
export function goneKind(kind: string): string | undefined {
  return Object.hasOwn(GONE, kind) ? GONE[kind] : undefined;
}
