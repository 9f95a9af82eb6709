import { BOUNDS } from './bounds.ts';
import type { Cluster } from './state.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * A cluster being changed by one line. The tables are its own (a shallow copy), what they hold is still shared with the
 * cluster it was made from: replace an object, a tree, a container; never change one in place.
 */
export interface Draft
  extends Omit<
    Writable<Cluster>,
    'objects' | 'events' | 'trees' | 'containers' | 'sandboxes' | 'pulled' | 'due'
  > {
  objects: Record<string, Cluster['objects'][string]>;
  events: Record<string, Cluster['events'][string]>;
  trees: Record<string, Cluster['trees'][string]>;
  containers: Record<string, Cluster['containers'][string]>;
  sandboxes: Record<string, Cluster['sandboxes'][string]>;
  pulled: Record<string, number>;
  due: Cluster['due'][number][];
  /** Keys of objects written since the controllers looked last. */
  readonly touched: Set<string>;
  /** The object whose turn came again after failures, while it has that turn. */
  failing: { readonly key: string; readonly failures: number } | null;
  /** Codes of what this line asked for and Podium does not simulate. */
  readonly notSimulated: string[];
  /** What is left of `BOUNDS` for this line; a program that has none left is put off. */
  steps: number;
  works: number;
}

/** A draft of a cluster; the cluster stays as it is. */
export function draftOf(cluster: Cluster): Draft {
  return {
    ...cluster,
    objects: { ...cluster.objects },
    events: { ...cluster.events },
    trees: { ...cluster.trees },
    containers: { ...cluster.containers },
    sandboxes: { ...cluster.sandboxes },
    pulled: { ...cluster.pulled },
    due: [...cluster.due],
    touched: new Set(),
    notSimulated: [],
    failing: null,
    steps: BOUNDS.steps,
    works: BOUNDS.works,
  };
}

/** The cluster that a draft has become. */
export function clusterOf(draft: Draft): Cluster {
  const {
    touched: _touched,
    notSimulated: _notSimulated,
    failing: _failing,
    steps: _steps,
    works: _works,
    ...cluster
  } = draft;
  return cluster;
}
