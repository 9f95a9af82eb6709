/** Events as they are kept, and the objects of the API that they stand for. */
import type { KubeObject } from './api/types.ts';
import { newUid } from './chance.ts';
import { timestamp } from './clock.ts';
import { NODE_NAME } from './node-name.ts';
import type { Cluster, ToldAbout, ToldEvent } from './state.ts';

/** What is read of a cluster here. */
type Told = Pick<Cluster, 'seed' | 'events'>;

/** Where an event is kept. */
export interface Place {
  readonly uid: string;
  readonly about: ToldAbout;
  readonly event: ToldEvent;
}

/** Every event that is kept, of a namespace (null: of all), in the order in which objects were first told about. */
export function* toldEvents({ events }: Told, namespace: string | null): Generator<Place> {
  for (const [uid, about] of Object.entries(events)) {
    if (namespace !== null && about.namespace !== namespace) continue;
    for (const event of about.told) yield { uid, about, event };
  }
}

function nanosecondsOf({ at, counter }: ToldEvent): bigint {
  return BigInt(Math.trunc(at)) * 1_000_000n + BigInt(counter % 1_000_000);
}

const nameOf = ({ name }: ToldAbout, event: ToldEvent): string =>
  `${name}.${nanosecondsOf(event).toString(16)}`;

/** The events kept as objects of the API (events.k8s.io/v1 in the shape of v1, as client-go's recorder makes them). */
export function eventObjects(cluster: Told, namespace: string | null): readonly KubeObject[] {
  return Array.from(toldEvents(cluster, namespace), (place) => eventObject(cluster, place));
}

/** The place of the event of that name. */
export function placeOf(cluster: Told, namespace: string, name: string): Place | undefined {
  for (const place of toldEvents(cluster, namespace))
    if (name.startsWith(place.about.name) && nameOf(place.about, place.event) === name) return place;
  return undefined;
}

/** One event as an object of the API. */
export function eventObject({ seed }: Pick<Cluster, 'seed'>, { uid, about, event }: Place): KubeObject {
  const { apiVersion, kind, name, namespace } = about;
  const { at, counter, source, reason, message, fieldPath, count = 1, last = at } = event;
  const first = timestamp(at);
  const scheduler = source === 'default-scheduler';
  const fraction = String(nanosecondsOf(event) % 1_000_000_000n).padStart(9, '0');
  return {
    apiVersion: 'v1',
    kind: 'Event',
    ...(scheduler ? { action: reason === 'Scheduled' ? 'Binding' : 'Scheduling' } : { count }),
    eventTime: scheduler ? `${first.slice(0, -1)}.${fraction.slice(0, 6)}Z` : null,
    firstTimestamp: scheduler ? null : first,
    involvedObject: {
      apiVersion,
      ...(fieldPath === undefined ? {} : { fieldPath }),
      kind,
      name,
      namespace,
      resourceVersion: event.about,
      uid,
    },
    lastTimestamp: scheduler ? null : timestamp(last),
    message,
    metadata: {
      name: nameOf(about, event),
      namespace,
      uid: newUid({ seed, counter }),
      resourceVersion: String(event.resourceVersion),
      creationTimestamp: first,
    },
    reason,
    reportingComponent: source,
    reportingInstance: scheduler ? `default-scheduler-controlplane` : source === 'kubelet' ? NODE_NAME : '',
    source: scheduler ? {} : { component: source, ...(source === 'kubelet' ? { host: NODE_NAME } : {}) },
    type: event.warning === true ? 'Warning' : 'Normal',
  };
}

/** Forgets an event. */
export function forgetEvent(draft: { events: Record<string, ToldAbout> }, { uid, event }: Place): void {
  const about = draft.events[uid];
  const told = about?.told.filter((one) => one.counter !== event.counter) ?? [];
  if (about === undefined || told.length === 0) delete draft.events[uid];
  else draft.events[uid] = { ...about, told };
}
