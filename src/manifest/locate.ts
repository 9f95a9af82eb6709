import { child, isNull, itemsAt, jsonOf, lineOf, textAt } from './access.ts';
import { apiVersionOf, fieldsOf, rootType } from './shape/index.ts';
import type { MapNode, Node, Yaml } from './yaml/node.ts';

/** One object of the paste: a document, an item of a list, or a piece of a manifest. */
export interface Located {
  /** 0-based among the objects of the paste, in order. */
  readonly index: number;
  /** 0-based index of the YAML document it stands in. */
  readonly yamlDocument: number;
  readonly root: Node;
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
  readonly line: number;
  /** What kubectl refuses to send, in its words. */
  readonly refused?: string;
  /** Its Go-like type, when it is a kind with a pod spec (or a fragment of one). */
  readonly type?: string;
  /** Path of the pod spec in the object; empty for a fragment that is a pod spec itself. */
  readonly specPath?: string;
  /** A piece of a manifest, read as if it stood in a Pod. */
  readonly fragment?: Fragment;
}

export type Fragment = 'pod' | 'pod-spec' | 'containers' | 'container' | 'security-context';

const SPEC_PATHS: ReadonlyMap<string, string> = new Map([
  ['Pod', 'spec'],
  ['PodTemplate', 'template.spec'],
  ['CronJob', 'spec.jobTemplate.spec.template.spec'],
]);

/** Where the pod spec stands in a kind that has one. */
export function specPathOf(kind: string): string {
  return SPEC_PATHS.get(kind) ?? 'spec.template.spec';
}

/** Every object of the paste, lists unpacked as kubectl does. */
export function locate(yaml: Yaml): readonly Located[] {
  const found: Located[] = [];
  yaml.documents.forEach((document, yamlDocument) => {
    if (document.root === null || isNull(document.root) || document.unread === true) return;
    const { root } = document;
    const kind = textAt(root, 'kind');
    if (kind?.endsWith('List') && child(root, 'items')?.kind === 'seq') {
      const itemKind = kind.slice(0, -'List'.length);
      for (const item of itemsAt(root, 'items')) {
        found.push(objectOf(item, found.length, yamlDocument, itemKind, textAt(root, 'apiVersion')));
      }
      return;
    }
    found.push(objectOf(root, found.length, yamlDocument));
  });
  return found;
}

/** An item of a typed list takes kind and apiVersion from its list; one of a plain List needs its own. */
function objectOf(
  root: Node,
  index: number,
  yamlDocument: number,
  itemKind?: string,
  itemApiVersion?: string,
): Located {
  const own = textAt(root, 'kind');
  const kind = own ?? (itemKind === '' ? undefined : itemKind);
  const apiVersion = textAt(root, 'apiVersion') ?? (own === undefined ? itemApiVersion : undefined);
  const line = lineOf(root, 'apiVersion') ?? root.line;
  const base = { index, yamlDocument, root, apiVersion, kind, line };
  if (root.kind !== 'map') {
    const fragment = fragmentOf(root);
    if (fragment !== undefined) return { ...base, ...fragment };
    const what = root.kind === 'seq' ? 'array' : typeof root.value === 'boolean' ? 'bool' : typeof root.value;
    return { ...base, refused: `json: cannot unmarshal ${what} into Go value of type unstructured.detector` };
  }
  if (kind === undefined || kind === '') {
    const fragment = itemKind === undefined ? fragmentOf(root) : undefined;
    if (fragment !== undefined) return { ...base, ...fragment };
    return { ...base, refused: `Object 'Kind' is missing in '${clipped(jsonOf(root))}'` };
  }
  const type = rootType(apiVersion ?? '', kind);
  if (type !== undefined) return { ...base, type, specPath: specPathOf(kind) };
  if (properKind(kind) !== undefined) {
    return { ...base, refused: `no matches for kind "${kind}" in version "${apiVersion ?? ''}"` };
  }
  return base;
}

/** The longest document that is quoted whole, in characters. */
const QUOTED = 1000;

function clipped(json: string): string {
  return json.length > QUOTED ? `${json.slice(0, QUOTED)}…` : json;
}

const KINDS = [
  'Pod',
  'PodTemplate',
  'ReplicationController',
  'DaemonSet',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'CronJob',
  'Job',
];

/** The right spelling and apiVersion of a kind with a pod spec, whatever its case. */
export function properKind(kind: string): { readonly kind: string; readonly apiVersion: string } | undefined {
  const name = KINDS.find((known) => known.toLowerCase() === kind.toLowerCase());
  return name === undefined ? undefined : { kind: name, apiVersion: apiVersionOf(name) ?? 'v1' };
}

/** The keys of a pod spec that tell it from anything else, and how they are often misspelt. */
const CONTAINER_LISTS = ['containers', 'initContainers', 'container', 'initContainer'];

function fragmentOf(
  root: Node,
): { readonly type?: string; readonly specPath: string; readonly fragment: Fragment } | undefined {
  if (root.kind === 'seq') {
    return root.items.some((item) => looksLike(item, 'v1.Container'))
      ? { specPath: '', fragment: 'containers' }
      : undefined;
  }
  if (root.kind !== 'map') return undefined;
  if (child(root, 'spec')?.kind === 'map') {
    const template = child(child(root, 'spec'), 'template');
    if (template !== undefined)
      return { type: 'v1.Deployment', specPath: 'spec.template.spec', fragment: 'pod' };
    return { type: 'v1.Pod', specPath: 'spec', fragment: 'pod' };
  }
  if (child(child(root, 'template'), 'spec') !== undefined) {
    return { type: 'v1.PodTemplate', specPath: 'template.spec', fragment: 'pod' };
  }
  if (CONTAINER_LISTS.some((key) => (child(root, key)?.kind ?? 'scalar') !== 'scalar')) {
    return { type: 'v1.PodSpec', specPath: '', fragment: 'pod-spec' };
  }
  if (
    root.get('image') !== undefined ||
    (root.get('name') !== undefined && root.get('securityContext') !== undefined)
  ) {
    return { type: 'v1.Container', specPath: '', fragment: 'container' };
  }
  if (child(root, 'securityContext') !== undefined) return { specPath: '', fragment: 'security-context' };
  const bare = root.entries.some(
    (entry) =>
      fieldsOf('v1.PodSecurityContext')?.has(entry.key) === true ||
      (fieldsOf('v1.SecurityContext')?.has(entry.key) === true && entry.key !== 'privileged'),
  );
  return bare ? { specPath: '', fragment: 'security-context' } : undefined;
}

function looksLike(node: Node, type: string): boolean {
  if (node.kind !== 'map') return false;
  const fields = fieldsOf(type);
  return node.get('name') !== undefined && node.entries.some((entry) => fields?.has(entry.key) === true);
}

/** Only the entry `key: value` of a mapping, as a mapping of its own. */
export function wrap(key: string, value: Node): MapNode {
  const entry = {
    key,
    keyLine: value.line,
    keySpan: { start: value.span.start, end: value.span.start },
    value,
  };
  return {
    kind: 'map',
    line: value.line,
    span: value.span,
    flow: false,
    entries: [entry],
    get: (name) => (name === key ? entry : undefined),
  };
}
