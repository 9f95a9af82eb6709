/**
 * The whole of a simulated cluster as plain JSON data: it is stored as a row, compared byte for byte, and played
 * again from the same lines. Nothing in it is ever changed in place: see draft.ts.
 */
import type { KubeObject } from './api/types.ts';
import type { Mount, Tree, TreeKey } from './files/tree.ts';
import type { Identity } from './identity.ts';
import type { Json } from './json.ts';

export interface Cluster {
  /** Names, hashes, UIDs and addresses follow from it and from `counter`: see chance.ts. */
  readonly seed: number;
  readonly counter: number;
  /** The simulated clock: ms since 1970, UTC. */
  readonly now: number;
  /** Of the last write, as etcd counts them. */
  readonly resourceVersion: number;
  /** Every object by its key (`objectKey`), as stored: defaulted, with status. */
  readonly objects: Readonly<Record<string, KubeObject>>;
  /** Events that the cluster's own parts recorded, by the UID of the object they are about: see told.ts. */
  readonly events: Readonly<Record<string, ToldAbout>>;
  /** Every file there is, but for what images hold. */
  readonly trees: Readonly<Record<TreeKey, Tree>>;
  /** Every container the node knows, running or dead, by its id (64 hexadecimal digits). */
  readonly containers: Readonly<Record<string, ContainerRecord>>;
  /** What the kubelet knows of the pods on the node, by their UID. */
  readonly sandboxes: Readonly<Record<string, Sandbox>>;
  /** How often the kubelet refused pods of one owner, by its UID: what makes the next refusal slower. */
  readonly refusals: Readonly<Record<string, number>>;
  /** Templates that DaemonSets and StatefulSets have had, by the UID of the set, oldest first. */
  readonly revisions?: Readonly<Record<string, readonly KeptRevision[]>>;
  /** Images of the cluster's own registry, by reference: what their configuration's USER says. */
  readonly registry: Readonly<Record<string, { readonly user: string }>>;
  /** Images that the node has pulled: as written → ms when. */
  readonly pulled: Readonly<Record<string, number>>;
  /** What happens later, whoever asked for it; unordered, `at` and `order` say which comes first. */
  readonly due: readonly Due[];
  readonly machine: LearnersMachine;
  /** Shells that `kubectl exec -it` and the like opened; the last one reads what is typed. Empty: the learner's own. */
  readonly shells: readonly OpenShell[];
  /** An editor is open: what is typed next is for `finishEdit`. */
  readonly editing: Editing | null;
}

/** What was told of one object, oldest first. Its events hold what differs from event to event; told.ts has the rest. */
export interface ToldAbout {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Of the events; `default` where the object has none. */
  readonly namespace: string;
  readonly told: readonly ToldEvent[];
}

/** One event. Its name and UID follow from `counter` and `at`. */
export interface ToldEvent {
  /** `Cluster.counter` as it stood when the event was made. */
  readonly counter: number;
  /** ms of the cluster's clock: first seen. */
  readonly at: number;
  /** Last seen, where that was later. */
  readonly last?: number;
  readonly resourceVersion: number;
  /** The resource version of the object it is about. */
  readonly about: string;
  readonly source: string;
  readonly warning?: true;
  readonly reason: string;
  readonly message: string;
  readonly fieldPath?: string;
  /** How often, where more than once. */
  readonly count?: number;
}

/** One template of a set: what a ControllerRevision holds. */
export interface KeptRevision {
  readonly number: number;
  readonly hash: string;
  readonly template: Json;
  /** Of the annotation kubernetes.io/change-cause. */
  readonly cause?: string;
}

/** Work for a simulated moment. */
export interface Due {
  /** ms of the cluster's clock. */
  readonly at: number;
  /** Of two at the same moment the lower comes first. */
  readonly order: number;
  readonly work: Work;
}

export type Work =
  /** The kubelet looks at a pod again: something was to be pulled, started, restarted, killed by now. */
  | { readonly kind: 'pod'; readonly uid: string }
  /** A probe is due. */
  | { readonly kind: 'probe'; readonly container: string; readonly probe: string }
  /** A program sleeps no longer. */
  | { readonly kind: 'wake'; readonly container: string }
  /** Process 1 of a container gets SIGTERM from inside. */
  | { readonly kind: 'signal'; readonly container: string }
  /** A controller looks at an object again (a Job's deadline, a CronJob's schedule, a rollout's progress). */
  | { readonly kind: 'reconcile'; readonly key: string; readonly failures?: number };

/** What the kubelet keeps of a pod beside its object. Moments are ms of the cluster's clock. */
export interface Sandbox {
  readonly podUid: string;
  readonly namespace: string;
  readonly pod: string;
  readonly ip: string;
  /** When the sandbox is there and volumes can be mounted. */
  readonly readyAt: number;
  readonly mounted: boolean;
  /** Attempts to mount that failed in a row. */
  readonly mountFailures: number;
  /** An image is being pulled for a container. */
  readonly pulling: { readonly container: string; readonly since: number; readonly until: number } | null;
  /** Why a container waits, by its name. */
  readonly waiting: Readonly<Record<string, { readonly reason: string; readonly message?: string }>>;
  /** Delay before a container starts again, and when it was set. */
  readonly backOff: Readonly<Record<string, { readonly delay: number; readonly at: number }>>;
  /** The same for pulling an image, with what the last attempt failed of. */
  readonly pullBackOff: Readonly<
    Record<string, { readonly delay: number; readonly until: number; readonly message: string }>
  >;
  /** Results of probes by `container/kind`. */
  readonly probes: Readonly<Record<string, Probed>>;
  /** When its containers are killed: the end of the grace period, once it is being deleted. */
  readonly killAt: number | null;
  /** First UID on the node of the pod's own user namespace; 0: it has none. */
  readonly userNamespaceBase: number;
}

/** How a probe of a running container went so far. */
export interface Probed {
  readonly container: string;
  readonly failures: number;
  readonly successes: number;
  /** The outcome that counts now: startup and readiness begin as failed, liveness as passed. */
  readonly passed: boolean;
}

/** One container as the runtime holds it: one attempt, from its creation until it is removed. */
export interface ContainerRecord {
  readonly id: string;
  readonly podUid: string;
  readonly namespace: string;
  readonly pod: string;
  /** Of the container in the pod spec. */
  readonly name: string;
  /** 0 for the first, one more for each restart. */
  readonly attempt: number;
  /** As written in the pod spec. */
  readonly image: string;
  readonly identity: Identity;
  /** What runs as process 1: the image's entrypoint and command with the pod's in their place. */
  readonly argv: readonly string[];
  /** In the order in which the runtime sets it, the image's first: read it with `environmentOf` (usual.ts). */
  readonly env: readonly KeptVariable[];
  /** Absolute. */
  readonly cwd: string;
  readonly hostname: string;
  /** Read them with `mountsOf` (usual.ts). */
  readonly mounts: readonly KeptMount[];
  readonly tty: boolean;
  /** The container shares these with the node (hostNetwork, hostPID, hostIPC) or the pod (shareProcessNamespace). */
  readonly hostNetwork: boolean;
  readonly hostPid: boolean;
  readonly hostIpc: boolean;
  readonly sharedPid: boolean;
  /** Id of the container whose processes it sees too (an ephemeral container with a target). */
  readonly pidTarget: string | null;
  /** The pod's address inside the cluster, or the node's. */
  readonly podIp: string;
  /** ms of the cluster's clock. */
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  /** null while it runs. */
  readonly exitCode: number | null;
  /** The process 1 while it lives: where the program stands, as programs.ts saves it. */
  readonly program: Json;
  /** What it wrote, oldest first; the oldest are dropped above `BOUNDS.logBytes`. */
  readonly log: readonly LogLine[];
}

/** A variable of a container; a name alone: it has the value that it usually has. */
export type KeptVariable = string | readonly [name: string, value: string];

/** A mount of a container; a path alone: what is usually mounted there. */
export type KeptMount = string | Mount;

/** A piece of a container's output, at most one line, as the runtime logs it. */
export interface LogLine {
  /** ms of the cluster's clock. */
  readonly at: number;
  /** Absent: it was written to standard output. */
  readonly stream?: 'stderr';
  /** Without the line feed. */
  readonly text: string;
  /** The line has no line feed yet. */
  readonly partial?: true;
}

/** Shell functions between two lines: the texts that define them, and which command of which text each is. */
export interface KeptFunctions {
  readonly texts: readonly string[];
  readonly refs: Readonly<Record<string, readonly [text: number, at: number, id: number]>>;
}

interface LearnersMachine {
  readonly user: string;
  readonly hostname: string;
  /** Absolute; its files are the tree `machine`. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Names in `env` that programs do not get (`x=1` without `export`). */
  readonly unexported?: readonly string[];
  /** Names of commands that stand for other text; k is set from the start. */
  readonly aliases?: Readonly<Record<string, string>>;
  readonly functions?: KeptFunctions;
  /** Of the commands typed at the learner's own prompt, oldest first. */
  readonly history: readonly string[];
  /** Exit status of the last command: `$?`. */
  readonly status: number;
  readonly kubeconfig: Kubeconfig;
}

/** What `kubectl config` shows and changes: one cluster, one user, contexts over namespaces. */
export interface Kubeconfig {
  readonly currentContext: string;
  readonly contexts: readonly {
    readonly name: string;
    readonly cluster: string;
    readonly user: string;
    readonly namespace?: string;
  }[];
}

/** A shell inside a container that reads what is typed. */
export interface OpenShell {
  readonly container: string;
  /** Which shell, as it was started: `sh`, `/bin/bash`. */
  readonly argv: readonly string[];
  readonly identity: Identity;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Names in `env` that programs started from it do not get. */
  readonly unexported: readonly string[];
  readonly functions?: KeptFunctions;
  /** Exit status of its last command. */
  readonly status: number;
  /** Whose words it speaks, and what it calls itself in them. */
  readonly kind: 'ash' | 'dash' | 'bash';
  readonly name: string;
  /** The line it reads next, counted from 1: dash says it in its complaints. */
  readonly line: number;
  /** Printed by kubectl once the shell has ended, and what becomes of the pod (`kubectl run --rm`). */
  readonly after: { readonly removePod?: { readonly namespace: string; readonly name: string } };
}

interface Editing {
  /** As the editor's title shows it. */
  readonly path: string;
  readonly text: string;
  /** Who goes on once it is closed: the file is written, or kubectl reads it. */
  readonly by: { readonly kind: 'file' } | { readonly kind: 'kubectl'; readonly saved: Json };
}

/** The key under which an object is stored; `namespace` is empty for what belongs to the whole cluster. */
export function objectKey(resource: string, namespace: string, name: string): string {
  return `${resource}/${namespace}/${name}`;
}
