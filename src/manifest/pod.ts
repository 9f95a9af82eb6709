import { child, descend, flagAt, itemsAt, mapAt, textAt, textsAt } from './access.ts';
import type { Role } from './explanation.ts';
import type { MapNode, Node } from './yaml/node.ts';

type ContainerList = 'initContainers' | 'containers' | 'ephemeralContainers';

/** One container of a pod spec, with what later stages look at again and again. */
export interface ContainerView {
  readonly role: Role;
  readonly list: ContainerList;
  readonly index: number;
  readonly node: Node;
  readonly path: string;
  readonly name: string;
  readonly security: MapNode | undefined;
}

/** A pod spec and what surrounds it: where every stage after decoding starts. */
export interface PodView {
  readonly kind: string;
  readonly root: Node;
  readonly name: string | undefined;
  readonly generateName: string | undefined;
  readonly namespace: string | undefined;
  readonly specPath: string;
  readonly spec: Node | undefined;
  readonly security: MapNode | undefined;
  /** Path of the metadata that belongs to the pod itself (a template's own), and its annotations. */
  readonly metadataPath: string;
  readonly annotations: MapNode | undefined;
  /** Init containers, containers, ephemeral containers: the order of Kubernetes' own visitor. */
  readonly containers: readonly ContainerView[];
  readonly os: string | undefined;
  /** `spec.os.name` says so: what the API server and Pod Security go by. */
  readonly windows: boolean;
  /** Its kubelet is one of Windows: by `spec.os.name`, or because the pod only fits nodes of Windows. */
  readonly onWindows: boolean;
  /** Only an explicit `hostUsers: false` gives the pod a user namespace of its own. */
  readonly ownUsers: boolean;
}

/** Appends a key to a path. */
export function at(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

const LISTS: readonly ContainerList[] = ['initContainers', 'containers', 'ephemeralContainers'];

/** Reads a pod out of an object whose pod spec stands at `specPath` (empty: the object is the pod spec). */
export function podView(root: Node, kind: string, specPath: string): PodView {
  const keys = specPath === '' ? [] : specPath.split('.');
  const spec = descend(root, ...keys);
  const holder = descend(root, ...keys.slice(0, -1));
  const metadata = keys.length === 0 ? undefined : child(holder, 'metadata');
  const own = child(root, 'metadata');
  const containers = containersIn(spec, specPath);
  const os = child(spec, 'os') === undefined ? undefined : (textAt(child(spec, 'os'), 'name') ?? '');
  return {
    kind,
    root,
    name: textAt(own, 'name') || undefined,
    generateName: textAt(own, 'generateName') || undefined,
    namespace: textAt(own, 'namespace') || undefined,
    specPath,
    spec,
    security: mapAt(spec, 'securityContext'),
    metadataPath: at(keys.slice(0, -1).join('.'), 'metadata'),
    annotations: mapAt(metadata, 'annotations'),
    containers,
    os,
    windows: os === 'windows',
    onWindows: os === 'windows' || (os === undefined && selectsWindows(spec)),
    ownUsers: flagAt(spec, 'hostUsers') === false,
  };
}

/** The containers of a pod spec in the order of Kubernetes' own visitor. */
function containersIn(spec: Node | undefined, specPath: string): readonly ContainerView[] {
  const containers: ContainerView[] = [];
  for (const list of LISTS) {
    const items = itemsAt(spec, list);
    const base = at(specPath, list);
    for (let index = 0; index < items.length; index++) {
      const node = items[index];
      if (node === undefined) continue;
      containers.push({
        role: roleOf(list, node),
        list,
        index,
        node,
        path: `${base}[${index}]`,
        name: textAt(node, 'name') ?? '',
        security: mapAt(node, 'securityContext'),
      });
    }
  }
  return containers;
}

const OS_LABELS = ['kubernetes.io/os', 'beta.kubernetes.io/os'];

/** Whether nodeSelector, or every term of the required node affinity, asks for a node of Windows. */
function selectsWindows(spec: Node | undefined): boolean {
  const selector = child(spec, 'nodeSelector');
  if (selector !== undefined && OS_LABELS.some((label) => textAt(selector, label) === 'windows')) return true;
  const terms = itemsAt(
    descend(spec, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'),
    'nodeSelectorTerms',
  );
  return terms.length > 0 && terms.every((term) => itemsAt(term, 'matchExpressions').some(onlyWindows));
}

function onlyWindows(expression: Node): boolean {
  const values = textsAt(expression, 'values');
  return (
    OS_LABELS.includes(textAt(expression, 'key') ?? '') &&
    textAt(expression, 'operator') === 'In' &&
    values.length > 0 &&
    values.every((value) => value === 'windows')
  );
}

function roleOf(list: ContainerList, node: Node): Role {
  if (list === 'containers') return 'container';
  if (list === 'ephemeralContainers') return 'ephemeral';
  return textAt(node, 'restartPolicy') === 'Always' ? 'sidecar' : 'init';
}

/** `spec.containers[0]` as `spec`, `containers`, `[0]`. */
function stepsOf(path: string): readonly string[] {
  const steps: string[] = [];
  const lastClose = path.lastIndexOf(']');
  for (let at = 0; at < path.length; ) {
    const c = path.charAt(at);
    const closed = c === '[' && at < lastClose;
    const found = closed ? path.indexOf(']', at) + 1 : at + path.slice(at).search(/[.[\]]|$/);
    if (found > at) steps.push(path.slice(at, found));
    at = Math.max(found, at + 1);
  }
  return steps;
}

/** The line of what a path names, or of the nearest thing above it that is written. */
export function lineAtPath(root: Node, path: string): number {
  let node: Node = root;
  let { line } = root;
  for (const step of stepsOf(path)) {
    if (step.startsWith('[')) {
      const key = step.slice(1, -1);
      const item: Node | undefined =
        node.kind === 'seq'
          ? node.items[Number(key)]
          : node.kind === 'map'
            ? node.get(key)?.value
            : undefined;
      if (item === undefined) return line;
      line = node.kind === 'map' ? (node.get(key)?.keyLine ?? line) : item.line;
      node = item;
    } else {
      const entry =
        node.kind === 'map'
          ? (node.get(step) ?? node.get(step.charAt(0).toLowerCase() + step.slice(1)))
          : undefined;
      if (entry === undefined) return line;
      line = entry.keyLine;
      node = entry.value;
    }
  }
  return line;
}
