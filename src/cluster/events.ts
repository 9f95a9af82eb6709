/** Events: what the cluster's parts say happened, counted as client-go's recorder does (tools/record/events_cache.go). */

import type { KubeObject } from './api/types.ts';
import { BOUNDS } from './bounds.ts';
import { newUid } from './chance.ts';
import type { Draft } from './draft.ts';
import type { ToldEvent } from './state.ts';
import { forgetEvent, type Place, toldEvents } from './told.ts';

/** The component that provisions the volumes of the default storage class. */
export const PROVISIONER = 'block.csi.podium.internal_csi-provisioner-0';

export interface Occurrence {
  /** The component that says so. */
  readonly source:
    | 'kubelet'
    | 'default-scheduler'
    | 'deployment-controller'
    | 'replicaset-controller'
    | 'statefulset-controller'
    | 'daemonset-controller'
    | 'job-controller'
    | 'cronjob-controller'
    | 'persistentvolume-controller'
    | 'taint-eviction-controller'
    | typeof PROVISIONER;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** Of the part of the object: `spec.containers{web}`. */
  readonly fieldPath?: string;
}

/** Of events of one reason that differ in their messages alone, this many are told one by one (defaultAggregateMaxEvents). */
const MOST_SIMILAR = 10;
const COMBINED = '(combined from similar events): ';

/** etcd keeps an event for an hour after it was seen last (kube-apiserver --event-ttl). */
const KEPT_MS = 3_600_000;

/** Records that something happened to an object. */
export function record(draft: Draft, about: KubeObject, occurrence: Occurrence): void {
  const { uid } = about.metadata;
  const own = (draft.events[uid]?.told ?? []).filter(
    ({ fieldPath, source, reason, warning }) =>
      fieldPath === occurrence.fieldPath &&
      source === occurrence.source &&
      reason === occurrence.reason &&
      (warning === true) === (occurrence.type === 'Warning'),
  );
  const told = own.filter(({ message }) => !message.startsWith(COMBINED));
  const again = told.find(({ message }) => message === occurrence.message);
  const combined = again === undefined && told.length >= MOST_SIMILAR;
  const earlier = again ?? (combined ? own.find(({ message }) => message.startsWith(COMBINED)) : undefined);
  const message = combined ? `${COMBINED}${occurrence.message}` : occurrence.message;
  if (earlier !== undefined && occurrence.source !== 'default-scheduler')
    tellAgain(draft, uid, earlier, message);
  else {
    makeRoom(draft);
    tell(draft, about, { ...occurrence, message });
  }
}

function tellAgain(draft: Draft, uid: string, earlier: ToldEvent, message: string): void {
  const group = draft.events[uid];
  if (group === undefined) return;
  draft.resourceVersion += 1;
  const { resourceVersion, now: last } = draft;
  const again = { ...earlier, message, count: (earlier.count ?? 1) + 1, last, resourceVersion };
  draft.events[uid] = { ...group, told: group.told.map((one) => (one === earlier ? again : one)) };
}

function tell(
  draft: Draft,
  about: KubeObject,
  { source, type, reason, message, fieldPath }: Occurrence,
): void {
  const { apiVersion, kind } = about;
  const { name, uid, namespace = 'default', resourceVersion } = about.metadata;
  draft.counter += 1;
  const { counter, now: at } = draft;
  newUid(draft);
  draft.resourceVersion += 1;
  const event: ToldEvent = {
    counter,
    at,
    resourceVersion: draft.resourceVersion,
    about: resourceVersion,
    source,
    ...(type === 'Warning' ? { warning: true } : {}),
    reason,
    message,
    ...(fieldPath === undefined ? {} : { fieldPath }),
  };
  const told = [...(draft.events[uid]?.told ?? []), event];
  draft.events[uid] = { apiVersion, kind, name, namespace, told };
}

/** Events that are an hour old are gone: also where nothing happens that would be told. */
export function forgetOldEvents(draft: Draft): void {
  const oldest = second(draft.now - KEPT_MS);
  for (const place of [...toldEvents(draft, null)]) if (seen(place) <= oldest) forgetEvent(draft, place);
  for (const key in draft.objects) if (isOld(draft, key)) delete draft.objects[key];
}

/** Old events go, and above `BOUNDS.events` the oldest. */
function makeRoom(draft: Draft): void {
  forgetOldEvents(draft);
  const places = [...toldEvents(draft, null)];
  if (places.length < BOUNDS.events) return;
  places.sort((a, b) => seen(a) - seen(b) || a.event.counter - b.event.counter);
  for (const place of places.slice(0, places.length - BOUNDS.events + 1)) forgetEvent(draft, place);
}

const second = (ms: number): number => Math.floor(ms / 1000);

const seen = ({ event }: Place): number => second(event.last ?? event.at);

/** Of an event that somebody wrote to. */
function isOld(draft: Draft, key: string): boolean {
  const event = key.startsWith('events/') ? draft.objects[key] : undefined;
  if (event === undefined) return false;
  return Date.parse(String(event.lastTimestamp ?? event.metadata.creationTimestamp)) <= draft.now - KEPT_MS;
}
