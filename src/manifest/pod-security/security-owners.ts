import type { MapNode } from '../yaml/node.ts';
import type { Owner, Steps } from './steps.ts';

/** A level that may set something in a securityContext, and what it sets. */
interface SecurityOwner {
  readonly owner: Owner;
  readonly security: MapNode | undefined;
}

/** The containers of a pod with what their securityContext says. */
export function containersOf({ pod, ofContainers }: Steps): readonly SecurityOwner[] {
  return ofContainers.map((owner, i) => ({ owner, security: pod.containers[i]?.security }));
}

/** The pod's own level, then the containers. */
export function levelsOf(steps: Steps): readonly SecurityOwner[] {
  return [{ owner: steps.ofPod, security: steps.pod.security }, ...containersOf(steps)];
}
