/** The kubelet of the one node: from a Pod in the store to running containers, their states, conditions and events. */
import type { Pod } from '../api/types.ts';
import type { Draft } from '../draft.ts';

/** Looks at one pod and does what can be done now; schedules its next look where something takes time. */
export function syncPod(_draft: Draft, _uid: string): void {}

/** Lets the program of a container go on. */
export function wakeContainer(_draft: Draft, _container: string): void {}

/** A pod was written: the kubelet looks at it now, if it is the node's. */
export function noticePod(_draft: Draft, _pod: Pod): void {}
