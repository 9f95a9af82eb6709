/** What the kubelet keeps of pods and their containers, and how it is changed. */
import type { Pod } from '../api/types.ts';
import { chance } from '../chance.ts';
import { schedule } from '../clock.ts';
import type { Draft } from '../draft.ts';
import type { ContainerRecord, Sandbox } from '../state.ts';

/** How long a sandbox and its volumes take, in ms. */
const SANDBOX_MS = 400;

/** The pod's sandbox, or undefined before the kubelet took it on. */
export function sandboxOf(draft: Draft, uid: string): Sandbox | undefined {
  return draft.sandboxes[uid];
}

/** Changes what is kept of a pod; nothing happens where nothing is kept. */
export function change(draft: Draft, uid: string, changes: Partial<Sandbox>): void {
  const sandbox = draft.sandboxes[uid];
  if (sandbox !== undefined) draft.sandboxes[uid] = { ...sandbox, ...changes };
}

/** Changes a container's record. */
export function changeContainer(draft: Draft, id: string, changes: Partial<ContainerRecord>): void {
  const record = draft.containers[id];
  if (record !== undefined) draft.containers[id] = { ...record, ...changes };
}

/** A sandbox for a pod that was just given to the node. */
export function newSandbox(draft: Draft, { metadata, spec }: Pod): Sandbox {
  const own = spec.hostUsers === false;
  const sandbox: Sandbox = {
    podUid: metadata.uid,
    namespace: metadata.namespace ?? '',
    pod: metadata.name,
    ip: freeAddress(draft),
    readyAt: draft.now + SANDBOX_MS + chance(draft, SANDBOX_MS),
    mounted: false,
    mountFailures: 0,
    pulling: null,
    waiting: {},
    backOff: {},
    pullBackOff: {},
    probes: {},
    killAt: null,
    userNamespaceBase: own ? 65_536 * (1 + Object.keys(draft.sandboxes).length) : 0,
  };
  draft.sandboxes[metadata.uid] = sandbox;
  return sandbox;
}

/** The next address of the node's range 192.168.1.0/24 that no pod has. */
function freeAddress(draft: Draft): string {
  const taken = new Set(Object.values(draft.sandboxes).map(({ ip }) => ip));
  for (let n = 4; n < 255; n++) if (!taken.has(`192.168.1.${n}`)) return `192.168.1.${n}`;
  return `192.168.1.${4 + chance(draft, 250)}`;
}

/** All attempts of a pod's containers, oldest first. */
export function containersOf(draft: Draft, uid: string): readonly ContainerRecord[] {
  return Object.values(draft.containers)
    .filter(({ podUid }) => podUid === uid)
    .sort((a, b) => a.createdAt - b.createdAt || a.attempt - b.attempt);
}

/** The latest attempt of one container of a pod. */
export function latestOf(draft: Draft, uid: string, name: string): ContainerRecord | undefined {
  let latest: ContainerRecord | undefined;
  for (const record of Object.values(draft.containers)) {
    if (record.podUid !== uid || record.name !== name) continue;
    if (latest === undefined || record.attempt > latest.attempt) latest = record;
  }
  return latest;
}

/** A container that was started and has not ended. */
export type Running = ContainerRecord & { readonly exitCode: null };

/** It runs: started, and not ended. */
export const isRunning = (record: ContainerRecord | undefined): record is Running =>
  record !== undefined && record.startedAt !== null && record.exitCode === null;

/** Lets the kubelet look at a pod again at that moment, once. */
export function lookAt(draft: Draft, uid: string, at: number): void {
  const due = draft.due.some(
    (one) => one.work.kind === 'pod' && one.work.uid === uid && one.at <= Math.max(at, draft.now),
  );
  if (!due) schedule(draft, at, { kind: 'pod', uid });
}

/** `name_namespace(uid)`: how the kubelet names a pod. */
export function podLabel({ metadata }: Pod): string {
  return `${metadata.name}_${metadata.namespace}(${metadata.uid})`;
}
