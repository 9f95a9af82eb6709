import { fieldNamed } from '../fields.ts';
import { fieldsOf } from '../shape/index.ts';
import type { MapNode, Node } from '../yaml/node.ts';

/** Which securityContext one is: by its name or place, or (`either`) not to be told from those. */
export type ContextLevel = 'pod' | 'container' | 'either';

/** Something that ends up in a pod, where it stands and as what. */
export interface Context {
  /** Path of the mapping that groups it with the others of its pod. */
  readonly group: string;
  readonly level: ContextLevel;
  /** Its own path, as it is written. */
  readonly path: string;
  /** The securityContext; undefined for a container that sets none. */
  readonly security: MapNode | undefined;
  /** The container around it, where that is written as one. */
  readonly container?: MapNode;
  /** The list or key a container stands under tells what it is: `initContainers`. */
  readonly init: boolean;
  /** The name by which a mapping lists it: `containers: {main: …}`. */
  readonly name?: string;
  /** Its fields stand in the mapping itself, without a key that names a securityContext. */
  readonly bare?: true;
  /** `enabled: false` in the context itself: the switch of many charts, with which they leave it out. */
  readonly off: boolean;
}

/** Stands between the path of a mapping and a name that several of its keys share. */
export const APART = '#';

/** A key that holds a securityContext by its name: `securityContext`, `podSecurityContext`, `securityContexts`, … */
export function isContextKey(key: string): boolean {
  return key.toLowerCase().includes('securitycontext');
}

/** What a key or the name of a mapping says about the level of the securityContext in it. */
export function levelNamed(key: string): ContextLevel {
  const name = key.toLowerCase();
  if (/container|sidecar|^init|^script$|^steps?(?:template)?$/.test(name)) return 'container';
  return name.includes('pod') ? 'pod' : 'either';
}

/** Whether a mapping holds at least one field of a securityContext. */
export function hasSecurityField(node: MapNode): boolean {
  return node.entries.some(({ key }) => isSecurityField(key));
}

/** Whether a key is a field of a pod's or a container's securityContext. */
export function isSecurityField(key: string): boolean {
  const field = fieldNamed(key);
  return field?.levels.some((level) => level !== 'spec') === true;
}

/** Whether a field of a securityContext holds a mapping of its own. */
export function isObjectField(key: string): boolean {
  return ['v1.SecurityContext', 'v1.PodSecurityContext'].some(
    (type) => fieldsOf(type)?.get(key)?.kind === 'object',
  );
}

/** Whether a key alone says that a securityContext is meant: a number or a flag of one, whose name means nothing else. */
export function isTelling(key: string): boolean {
  return (
    isSecurityField(key) &&
    key !== 'privileged' &&
    /^(?:integer|true or false)/.test(fieldNamed(key)?.type ?? '')
  );
}

/** Whether a node is written as a container: a name or an image of its own, as text, and something more. */
export function isContainer(node: Node | undefined): node is MapNode {
  if (node?.kind !== 'map') return false;
  const image = node.get('image')?.value;
  if (image?.kind === 'scalar' && typeof image.value === 'string') return true;
  return node.get('name') !== undefined && CONTAINER_KEYS.some((key) => node.get(key) !== undefined);
}

const CONTAINER_KEYS = [
  'securityContext',
  'command',
  'args',
  'env',
  'volumeMounts',
  'ports',
  'resources',
  'script',
];
