/** etcd: objects in, objects out; every write counts. Nothing is judged here. */
import type { Draft } from '../draft.ts';
import { objectKey } from '../state.ts';
import { eventObject, eventObjects, forgetEvent, placeOf } from '../told.ts';
import { type Resource, resource, resourceOfKind } from './resources.ts';
import type { KubeObject, Pod } from './types.ts';

/** The key of an object by what it says of itself. */
export function keyOf(object: Pick<KubeObject, 'apiVersion' | 'kind' | 'metadata'>): string {
  const found = resourceOfKind(object.apiVersion, object.kind);
  if (found === undefined) throw new RangeError(`no resource for ${object.apiVersion} ${object.kind}`);
  return objectKey(found.name, object.metadata.namespace ?? '', object.metadata.name);
}

/** Stores an object as it is, with the next resource version, and tells the controllers. Gives what was stored. */
export function put<T extends KubeObject>(draft: Draft, object: T): T {
  draft.resourceVersion += 1;
  const metadata = { ...object.metadata, resourceVersion: String(draft.resourceVersion) };
  const stored: T = { ...object, metadata };
  const key = keyOf(stored);
  if (object.kind === 'Event') forgetKept(draft, object);
  draft.objects[key] = stored;
  draft.touched.add(key);
  return stored;
}

/** Takes an object away for good, and tells the controllers. */
export function drop(draft: Draft, object: KubeObject): void {
  const key = keyOf(object);
  draft.resourceVersion += 1;
  if (object.kind === 'Event') forgetKept(draft, object);
  delete draft.objects[key];
  draft.touched.add(key);
  for (const owner of object.metadata.ownerReferences ?? []) {
    const of = resourceOfKind(owner.apiVersion, owner.kind);
    if (of !== undefined) draft.touched.add(objectKey(of.name, object.metadata.namespace ?? '', owner.name));
  }
}

/** An event that somebody writes to or deletes is no longer kept in its short form. */
function forgetKept(draft: Draft, { metadata }: KubeObject): void {
  const place = placeOf(draft, metadata.namespace ?? '', metadata.name);
  if (place !== undefined) forgetEvent(draft, place);
}

/** One object, or undefined. */
export function find(draft: Draft, name: string, namespace: string, object: string): KubeObject | undefined {
  const found = draft.objects[objectKey(name, namespace, object)];
  if (found !== undefined || name !== 'events') return found;
  const place = placeOf(draft, namespace, object);
  return place === undefined ? undefined : eventObject(draft, place);
}

/** All objects of a resource in a namespace (null: in all), in the order in which they came. */
function unordered(draft: Draft, { name }: Resource, namespace: string | null): readonly KubeObject[] {
  const prefix = namespace === null ? `${name}/` : `${name}/${namespace}/`;
  const found: KubeObject[] = [];
  for (const key in draft.objects) {
    const object = key.startsWith(prefix) ? draft.objects[key] : undefined;
    if (object !== undefined) found.push(object);
  }
  if (name === 'events') found.push(...eventObjects(draft, namespace));
  return found;
}

/** The same, by namespace and name. */
export function all(draft: Draft, of: Resource, namespace: string | null): readonly KubeObject[] {
  const place = ({ metadata }: KubeObject): string => `${metadata.namespace ?? ''}/${metadata.name}`;
  return [...unordered(draft, of, namespace)].sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

/** Every pod of a namespace (null: of all). */
export function pods(draft: Draft, namespace: string | null): readonly Pod[] {
  return all(draft, resource('pods'), namespace) as readonly Pod[];
}

/** A pod by its UID. */
export function podByUid(draft: Draft, uid: string): Pod | undefined {
  const known = draft.sandboxes[uid];
  if (known !== undefined) {
    const pod = draft.objects[objectKey('pods', known.namespace, known.pod)];
    return pod?.metadata.uid === uid ? (pod as Pod) : undefined;
  }
  for (const key of Object.keys(draft.objects)) {
    const object = key.startsWith('pods/') ? draft.objects[key] : undefined;
    if (object?.metadata.uid === uid) return object as Pod;
  }
  return undefined;
}
