/**
 * The language of goals: predicates over the state of a cluster. Each has an id, stable in its step, and may carry the
 * author's own words for what is wanted.
 */

/** How an object is named: as kubectl does (`pod/web`, `deployment/web`, `ns/team-a`), in a namespace (default: default). */
export interface ObjectRef {
  readonly object: string;
  readonly namespace?: string;
}

/** A container of a pod, or of a workload's template and each of its pods: the first one where `container` is left out. */
export interface ContainerRef extends ObjectRef {
  readonly container?: string;
}

export type Goal = { readonly id: string; readonly say?: string } & Predicate;

export type Predicate =
  /** The effective value of a field of the security context, at whichever level it stands, or at the level named. */
  | ({
      readonly kind: 'effective';
      readonly field: string;
      readonly value: unknown;
      readonly level?: 'pod' | 'container';
    } & ContainerRef)
  /** Who the container's first process is: what a process of the container really has. Parts left out may be anything. */
  | ({
      readonly kind: 'process';
      readonly uid?: number;
      readonly gid?: number;
      readonly groups?: readonly number[];
    } & ContainerRef)
  /** Runs now (a workload: all its replicas, of the current revision), and for `ready`: is Ready. */
  | ({ readonly kind: 'running'; readonly restarts?: number } & ContainerRef)
  /** The kubelet or the container waits or ended with this reason (CreateContainerConfigError, CrashLoopBackOff, …). */
  | ({ readonly kind: 'state'; readonly reason: string } & ContainerRef)
  | ({ readonly kind: 'exists' } & ObjectRef)
  | ({ readonly kind: 'absent' } & ObjectRef)
  /** What stands at a path of an object as kubectl's jsonpath reads it (`{.metadata.labels.team}`). */
  | ({ readonly kind: 'value'; readonly jsonpath: string; readonly is: string } & ObjectRef)
  /** A command run in the container (on a copy of the cluster) ends with this status and, if given, prints this. */
  | ({
      readonly kind: 'exec';
      readonly command: string;
      readonly status?: number;
      readonly prints?: string;
      readonly includes?: string;
    } & ContainerRef)
  /** A line typed on the learner's machine (on a copy of the cluster) ends and prints so: dry runs, `auth can-i`, files. */
  | {
      readonly kind: 'line';
      readonly command: string;
      readonly status?: number;
      readonly prints?: string;
      readonly includes?: string;
    }
  /** A file in a container or, without `object`, on the learner's machine. */
  | ({
      readonly kind: 'file';
      readonly path: string;
      readonly uid?: number;
      readonly gid?: number;
      readonly mode?: string;
      readonly text?: string;
      readonly includes?: string;
    } & Partial<ContainerRef>)
  /** The pod, or the pods a workload makes, meet a level of the Pod Security Standards. */
  | ({ readonly kind: 'security'; readonly level: 'baseline' | 'restricted' } & ObjectRef)
  /** Not changed since the lab began: the values at these jsonpaths (all of spec where left out), or the object's UID. */
  | ({ readonly kind: 'kept'; readonly paths?: readonly string[]; readonly same?: 'uid' } & ObjectRef);
