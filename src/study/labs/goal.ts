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

export type Goal = {
  readonly id: string;
  readonly say?: string;
  /** Holds before its step, too: it is something to keep, not something to do. */
  readonly already?: true;
} & Predicate;

/** How a command is to end: with this status, or with any but 0. */
export type ExitStatus = number | 'fails';

export type Predicate =
  /**
   * The effective value of a field of the security context (or of a part of it: `capabilities.drop`), at whichever level
   * it stands, or at the level named; `includes`: a list that holds at least these. Of a workload: of its template.
   */
  | ({
      readonly kind: 'effective';
      readonly field: string;
      readonly value?: unknown;
      readonly includes?: readonly unknown[];
      readonly level?: 'pod' | 'container';
    } & ContainerRef)
  /**
   * Who the container's first process is: what a process of the container really has, in every pod of a workload. Parts
   * left out may be anything. `groups` as `id` lists them, the primary one included, in any order; `capabilities`: what
   * it may have at most (the bounding set), exactly, in any order, without `CAP_`.
   */
  | ({
      readonly kind: 'process';
      readonly uid?: number;
      readonly gid?: number;
      readonly groups?: readonly number[];
      readonly capabilities?: readonly string[];
      readonly noNewPrivs?: boolean;
    } & ContainerRef)
  /**
   * Runs now and is ready, every container of it or the one named (a workload: all its replicas, of the current
   * template); `restarts`: and was restarted at most so often.
   */
  | ({ readonly kind: 'running'; readonly restarts?: number } & ContainerRef)
  /** The kubelet or the container waits or ended with this reason (CreateContainerConfigError, CrashLoopBackOff, …). */
  | ({ readonly kind: 'state'; readonly reason: string } & ContainerRef)
  | ({ readonly kind: 'exists' } & ObjectRef)
  | ({ readonly kind: 'absent' } & ObjectRef)
  /** What stands at a path of an object as kubectl's jsonpath reads it (`{.metadata.labels.team}`). */
  | ({ readonly kind: 'value'; readonly jsonpath: string; readonly is: string } & ObjectRef)
  /**
   * A command run in the container (on a copy of the cluster) ends with this status (0) and, if given, prints this on
   * stdout, or has this somewhere on stdout or stderr. Words as the shell reads them; for a redirection: `sh -c '…'`.
   */
  | ({
      readonly kind: 'exec';
      readonly command: string;
      readonly status?: ExitStatus;
      readonly prints?: string;
      readonly includes?: string;
    } & ContainerRef)
  /** A line typed on the learner's machine (on a copy of the cluster) ends and prints so: dry runs, `auth can-i`, files. */
  | {
      readonly kind: 'line';
      readonly command: string;
      readonly status?: ExitStatus;
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
  /** The pod, or the pods a workload makes, meet at least this level of the Pod Security Standards. */
  | ({ readonly kind: 'security'; readonly level: 'baseline' | 'restricted' } & ObjectRef)
  /** Not changed since the lab began: the values at these jsonpaths (all of spec where left out), or the object's UID. */
  | ({ readonly kind: 'kept'; readonly paths?: readonly string[]; readonly same?: 'uid' } & ObjectRef);
