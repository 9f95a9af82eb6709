/** Events: what the cluster's parts say happened, counted as client-go's recorder does (tools/record/events_cache.go). */

import { resource } from './api/resources.ts';
import { put, unordered } from './api/store.ts';
import type { KubeObject } from './api/types.ts';
import { BOUNDS } from './bounds.ts';
import { newUid } from './chance.ts';
import { timestamp } from './clock.ts';
import type { Draft } from './draft.ts';
import { NODE_NAME } from './node-name.ts';
import { objectKey } from './state.ts';

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
    | typeof PROVISIONER;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** Of the part of the object: `spec.containers{web}`. */
  readonly fieldPath?: string;
}

interface EventObject extends KubeObject {
  readonly count?: number;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly involvedObject: Readonly<Record<string, string>>;
  readonly reportingComponent: string;
}

/** Of events of one reason that differ in their messages alone, this many are told one by one (defaultAggregateMaxEvents). */
const MOST_SIMILAR = 10;
const COMBINED = '(combined from similar events): ';

/** etcd keeps an event for an hour after it was seen last (kube-apiserver --event-ttl). */
const KEPT_MS = 3_600_000;

/** Records that something happened to an object. */
export function record(draft: Draft, about: KubeObject, occurrence: Occurrence): void {
  const namespace = about.metadata.namespace ?? 'default';
  const own = (unordered(draft, resource('events'), namespace) as readonly EventObject[]).filter(
    ({ involvedObject, reportingComponent, reason, type }) =>
      involvedObject.uid === about.metadata.uid &&
      involvedObject.fieldPath === occurrence.fieldPath &&
      reportingComponent === occurrence.source &&
      reason === occurrence.reason &&
      type === occurrence.type,
  );
  const told = own.filter(({ message }) => !message.startsWith(COMBINED));
  const again = told.find(({ message }) => message === occurrence.message);
  const combined = again === undefined && told.length >= MOST_SIMILAR;
  const earlier = again ?? (combined ? own.find(({ message }) => message.startsWith(COMBINED)) : undefined);
  const message = combined ? `${COMBINED}${occurrence.message}` : occurrence.message;
  if (earlier !== undefined && occurrence.source !== 'default-scheduler') {
    put(draft, { ...earlier, message, count: (earlier.count ?? 1) + 1, lastTimestamp: timestamp(draft.now) });
    return;
  }
  makeRoom(draft);
  put(draft, newEvent(draft, about, namespace, { ...occurrence, message }));
}

function newEvent(draft: Draft, about: KubeObject, namespace: string, occurrence: Occurrence): EventObject {
  const { source, type, reason, message, fieldPath } = occurrence;
  const now = timestamp(draft.now);
  draft.counter += 1;
  const nanoseconds = BigInt(Math.trunc(draft.now)) * 1_000_000n + BigInt(draft.counter % 1_000_000);
  const scheduler = source === 'default-scheduler';
  const { name, uid, resourceVersion } = about.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    ...(scheduler ? { action: reason === 'Scheduled' ? 'Binding' : 'Scheduling' } : { count: 1 }),
    eventTime: scheduler
      ? `${now.slice(0, -1)}.${String(nanoseconds % 1_000_000_000n)
          .padStart(9, '0')
          .slice(0, 6)}Z`
      : null,
    firstTimestamp: scheduler ? null : now,
    involvedObject: {
      apiVersion: about.apiVersion,
      ...(fieldPath === undefined ? {} : { fieldPath }),
      kind: about.kind,
      name,
      namespace,
      resourceVersion,
      uid,
    },
    lastTimestamp: scheduler ? null : now,
    message,
    metadata: {
      name: `${name}.${nanoseconds.toString(16)}`,
      namespace,
      uid: newUid(draft),
      resourceVersion: '',
      creationTimestamp: now,
    },
    reason,
    reportingComponent: source,
    reportingInstance: scheduler ? `default-scheduler-controlplane` : source === 'kubelet' ? NODE_NAME : '',
    source: scheduler ? {} : { component: source, ...(source === 'kubelet' ? { host: NODE_NAME } : {}) },
    type,
  };
}

/** Events that are an hour old are gone: also where nothing happens that would be told. */
export function forgetOldEvents(draft: Draft): void {
  const oldest = timestamp(draft.now - KEPT_MS);
  for (const event of unordered(draft, resource('events'), null))
    if (lastSeen(event) <= oldest) drop(draft, event);
}

/** Old events go, and above `BOUNDS.events` the oldest. */
function makeRoom(draft: Draft): void {
  forgetOldEvents(draft);
  const events = unordered(draft, resource('events'), null);
  if (events.length < BOUNDS.events) return;
  const byAge = [...events].sort((a, b) => (lastSeen(a) < lastSeen(b) ? -1 : 1));
  for (const event of byAge.slice(0, events.length - BOUNDS.events + 1)) drop(draft, event);
}

function drop(draft: Draft, { metadata }: KubeObject): void {
  delete draft.objects[objectKey('events', metadata.namespace ?? '', metadata.name)];
}

/** As RFC 3339, which sorts by itself. */
const lastSeen = ({ lastTimestamp, metadata }: KubeObject): string =>
  String(lastTimestamp ?? metadata.creationTimestamp);
