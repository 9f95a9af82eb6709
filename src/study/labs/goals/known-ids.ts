import { pullImage } from '../../../cluster/images/index.ts';
import type { Cluster } from '../../../cluster/index.ts';
import type { ContainerRecord } from '../../../cluster/state.ts';
import type { ContainerExplanation } from '../../../manifest/index.ts';

/** What is known of who a process is; the rest only its image knows, and the cluster merely assumes it. */
export interface KnownIds {
  readonly uid: boolean;
  readonly gid: boolean;
  readonly groups: boolean;
}

/** Whether the container's image is one whose /etc/passwd and /etc/group are known. */
function isKnown(cluster: Cluster, image: string): boolean {
  if (Object.hasOwn(cluster.registry, image)) return false;
  const pulled = pullImage(image);
  return pulled.kind === 'image' && pulled.image.known;
}

/**
 * A UID is known where the manifest sets it, or where the image is known or of the cluster's own registry with a number
 * (or nobody: root) as its USER. Groups hang on the image's files wherever the manifest leaves them to it.
 */
export function knownIds(
  cluster: Cluster,
  { image }: ContainerRecord,
  { fields }: ContainerExplanation,
): KnownIds {
  if (isKnown(cluster, image)) return { uid: true, gid: true, groups: true };
  const isSet = (name: string): boolean => ['pod', 'container'].includes(fields[name]?.source ?? '');
  const user = cluster.registry[image]?.user.split(':')[0];
  const gid = isSet('runAsGroup');
  return {
    uid: isSet('runAsUser') || (user !== undefined && /^\d*$/.test(user)),
    gid,
    groups: gid && fields.supplementalGroupsPolicy?.value === 'Strict',
  };
}
