import type { ContainerExplanation, PodExplanation, Start } from './explanation.ts';

/** What comes of a container, whatever stops it counted; `start` is only what the kubelet says of it, once it gets there. */
export type Fate =
  | { readonly verdict: 'not-created'; readonly by: 'kubectl' | 'api-server' }
  | { readonly verdict: 'pod-refused'; readonly code: string; readonly reason: string }
  | Start;

/** The pod that is shown: with its slips mended, where it could not be read otherwise. */
export function asMeant(pod: PodExplanation): PodExplanation {
  return pod.mended ?? pod;
}

/**
 * The one place that says whether a container may be said to start: the object must be created first (kubectl's
 * strict validation included), then the kubelet must take the pod, then its checks of the container must pass. Where
 * it is not known whether it is created, `start` tells what the kubelet does with it if so.
 */
export function fateOf(pod: PodExplanation, container: ContainerExplanation): Fate {
  if (pod.accepted.ignore === false) return { verdict: 'not-created', by: 'api-server' };
  if (pod.accepted.strict === false) return { verdict: 'not-created', by: 'kubectl' };
  if (pod.rejected !== undefined) return { verdict: 'pod-refused', ...pod.rejected };
  return container.start;
}
