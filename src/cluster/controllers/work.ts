/** What the controllers share: owned objects, conditions, statuses, the next try after a failure. */

import { nodeOf } from '../../manifest/index.ts';
import { same } from '../api/equal.ts';
import { create, type Reply, resource } from '../api/index.ts';
import { all, keyOf, pods, put } from '../api/store.ts';
import type { Condition, KubeObject, OwnerReference, Pod } from '../api/types.ts';
import { SAFE_LETTERS } from '../chance.ts';
import { schedule, timestamp, unschedule } from '../clock.ts';
import type { Draft } from '../draft.ts';
import type { Json, JsonObject } from '../json.ts';

/** The reference by which an object names its controller. */
export function controllerReference(owner: KubeObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    blockOwnerDeletion: true,
    controller: true,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid,
  };
}

/** The object's controller among its owners. */
export function controllerOf({ metadata }: KubeObject): OwnerReference | undefined {
  return metadata.ownerReferences?.find(({ controller }) => controller === true);
}

const isOwned = (object: KubeObject, owner: KubeObject): boolean =>
  controllerOf(object)?.uid === owner.metadata.uid;

/** The pods that an object controls, ended ones too. */
export function ownedPods(draft: Draft, owner: KubeObject): readonly Pod[] {
  return pods(draft, owner.metadata.namespace ?? '').filter((pod) => isOwned(pod, owner));
}

/** Objects of a resource that an object controls. */
export function owned(draft: Draft, name: string, owner: KubeObject): readonly KubeObject[] {
  return all(draft, resource(name), owner.metadata.namespace ?? '').filter((one) => isOwned(one, owner));
}

/** Neither ended nor being deleted (controller.IsPodActive). */
export function isActive({ metadata, status }: Pod): boolean {
  return (
    status.phase !== 'Succeeded' && status.phase !== 'Failed' && metadata.deletionTimestamp === undefined
  );
}

export const isTerminating = ({ metadata }: KubeObject): boolean => metadata.deletionTimestamp !== undefined;

export function conditionOf(status: { readonly conditions?: readonly Condition[] }, type: string) {
  return status.conditions?.find((one) => one.type === type);
}

/** The pod's Ready condition is true. */
export const isReady = ({ status }: Pod): boolean => conditionOf(status, 'Ready')?.status === 'True';

/** Ready for that many seconds (podutil.IsPodAvailable). */
export function isAvailable(draft: Draft, pod: Pod, minReadySeconds: number): boolean {
  if (!isReady(pod)) return false;
  const since = Date.parse(String(conditionOf(pod.status, 'Ready')?.lastTransitionTime ?? ''));
  return minReadySeconds === 0 || since + minReadySeconds * 1000 <= draft.now;
}

/** What a pod template says of a pod, as metadata and spec of a new one. */
export interface Template extends JsonObject {
  readonly metadata?: JsonObject;
  readonly spec: JsonObject;
}

/** Asks the API server for a pod out of a template. `metadata` is laid over the template's. */
export function createPod(
  draft: Draft,
  owner: KubeObject,
  template: Template,
  metadata: JsonObject,
): Reply<KubeObject> {
  const namespace = owner.metadata.namespace ?? '';
  const own = template.metadata ?? {};
  const joined = (key: 'labels' | 'annotations'): JsonObject => {
    const both = { ...(own[key] as JsonObject | undefined), ...(metadata[key] as JsonObject | undefined) };
    return Object.keys(both).length === 0 ? {} : { [key]: both };
  };
  const body = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...metadata,
      ...joined('annotations'),
      ...joined('labels'),
      namespace,
      ownerReferences: [controllerReference(owner)],
    },
    spec: template.spec,
  };
  return create(draft, resource('pods'), namespace, nodeOf(body));
}

/** Stores a status where it says something new. Gives the object as stored. */
export function setStatus<T extends KubeObject>(draft: Draft, object: T, status: JsonObject): T {
  return same(object.status as Json | undefined, status) ? object : put(draft, { ...object, status });
}

/**
 * Conditions with one of them set: nothing moves where status and reason are the same, the moment of transition only
 * where the status changes.
 */
export function withCondition(
  draft: Draft,
  conditions: readonly Condition[],
  next: { readonly type: string; readonly status: string; readonly reason: string; readonly message: string },
): readonly Condition[] {
  const old = conditions.find(({ type }) => type === next.type);
  if (old?.status === next.status && old.reason === next.reason && old.message === next.message)
    return conditions;
  const now = timestamp(draft.now);
  const made = {
    ...next,
    lastTransitionTime: old?.status === next.status ? (old.lastTransitionTime ?? now) : now,
  };
  return [...conditions.filter(({ type }) => type !== next.type), made];
}

/** A hash of a template as it stands in names and labels: rand.SafeEncodeString of a 32-bit FNV-1a sum. */
export function templateHash(template: Json): string {
  const text = JSON.stringify(sorted(template));
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    sum ^= text.charCodeAt(i) & 0xff;
    sum = Math.imul(sum, 0x01000193) >>> 0;
  }
  return Array.from(String(sum), (sign) =>
    SAFE_LETTERS.charAt(sign.charCodeAt(0) % SAFE_LETTERS.length),
  ).join('');
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value as JsonObject).filter(([, one]) => one !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one ?? null)]),
  );
}

/** Delays of the rate limiter behind every work queue: 5 ms doubled by each failure, 1,000 s at most. */
const FIRST_DELAY = 5;
const LONGEST_DELAY = 1_000_000;

/** Puts the object's next turn off, the longer the more often it has failed in a row. */
export function retryLater(draft: Draft, object: KubeObject): void {
  const key = keyOf(object);
  const earlier = draft.due.find(({ work }) => work.kind === 'reconcile' && work.key === key)?.work;
  const running = draft.failing;
  const failures =
    (earlier?.kind === 'reconcile' ? earlier.failures : undefined) ??
    (running?.key === key ? running.failures : 0) ??
    0;
  unschedule(draft, (work) => work.kind === 'reconcile' && work.key === key);
  const delay = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** failures);
  schedule(draft, draft.now + delay, { kind: 'reconcile', key, failures: failures + 1 });
}

/** Looks at the object again at that moment (ms of the cluster's clock). */
export function lookAgain(draft: Draft, object: KubeObject, at: number): void {
  const key = keyOf(object);
  if (draft.due.some((due) => due.at === at && due.work.kind === 'reconcile' && due.work.key === key)) return;
  schedule(draft, at, { kind: 'reconcile', key });
}

/** A number of pods out of a count or a share (`25%`). */
export function scaled(value: Json | undefined, of: number, roundUp: boolean): number {
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(String(value ?? ''));
  if (percent === null) return 0;
  const exact = (Number(percent[1]) * of) / 100;
  return roundUp ? Math.ceil(exact) : Math.floor(exact);
}
