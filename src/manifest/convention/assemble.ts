import { entryOf, mapOf, seqOf, textOf } from '../nodes.ts';
import { fieldsOf } from '../shape/index.ts';
import type { Entry, MapNode, Node } from '../yaml/node.ts';
import { APART, type Context } from './context.ts';

/** A pod spec put together from what stands apart, and where each part of it stands. */
export interface Assembled {
  readonly group: string;
  readonly spec: MapNode;
  readonly line: number;
  /** Turns a path of the pod spec into the one that is written. */
  readonly shown: (path: string) => string;
  /** What was taken for a pod's or a container's although neither its name nor its place says so. */
  readonly guessed: readonly {
    readonly path: string;
    readonly line: number;
    readonly as: 'pod' | 'container';
  }[];
  /** Switched off by `enabled: false`. */
  readonly off: readonly { readonly path: string; readonly line: number }[];
}

/** Whether a group without a pod's securityContext takes that of the group above it. */
type Inheritance = 'none' | 'above';

/**
 * Pod specs from securityContexts that stand apart. A plain `securityContext` is the container's beside a
 * `podSecurityContext` and the pod's beside a `containerSecurityContext` (the layouts of helm create and of Bitnami's
 * charts); where it stands alone its fields decide, and for fields of both levels it is taken as the pod's.
 */
export function assemble(contexts: readonly Context[], inheritance: Inheritance): readonly Assembled[] {
  const groups = new Map<string, Context[]>();
  for (const one of contexts) {
    const group = groups.get(one.group);
    if (group === undefined) groups.set(one.group, [one]);
    else group.push(one);
  }
  const style = {
    pod: contexts.some(({ level }) => level === 'pod'),
    container: contexts.some(({ level, container }) => level === 'container' && container === undefined),
  };
  const decided = new Map([...groups].map(([path, group]) => [path, decide(group, style)] as const));
  const made: Assembled[] = [];
  const taken = new Set<Context>();
  if (inheritance === 'above') {
    for (const [path, group] of decided) {
      const pod = group.pods.length === 0 ? podAbove(path, decided) : undefined;
      if (pod !== undefined) taken.add(pod);
    }
  }
  for (const [path, group] of decided) {
    const above = inheritance === 'above' && group.pods.length === 0 ? podAbove(path, decided) : undefined;
    const onlyForOthers =
      group.containers.length === 0 && group.pods.length === 1 && group.pods.every((pod) => taken.has(pod));
    if (onlyForOthers) continue;
    made.push(assembled(path, group, above));
    for (const other of group.pods.slice(1))
      made.push(assembled(path, { pods: [other], containers: [], guessed: [] }, undefined));
  }
  return made;
}

interface Group {
  readonly pods: readonly Context[];
  readonly containers: readonly Context[];
  readonly guessed: readonly { readonly one: Context; readonly as: 'pod' | 'container' }[];
}

function decide(
  group: readonly Context[],
  style: { readonly pod: boolean; readonly container: boolean },
): Group {
  const pods = group.filter(({ level }) => level === 'pod');
  const containers = group.filter(({ level }) => level === 'container');
  const guessed: { one: Context; as: 'pod' | 'container' }[] = [];
  for (const one of group) {
    if (one.level !== 'either') continue;
    const { security } = one;
    const asPod = security === undefined ? 0 : strangers(security, 'v1.PodSecurityContext');
    const asContainer = security === undefined ? 0 : strangers(security, 'v1.SecurityContext');
    const beside =
      pods.length > 0
        ? 'container'
        : containers.some(({ container }) => container === undefined)
          ? 'pod'
          : undefined;
    const house = style.pod === style.container ? undefined : style.pod ? 'container' : 'pod';
    const fields = asPod === asContainer ? undefined : asPod < asContainer ? 'pod' : 'container';
    const as = one.bare === true ? (fields ?? 'pod') : (beside ?? fields ?? house ?? 'pod');
    if (beside === undefined) guessed.push({ one, as });
    (as === 'pod' ? pods : containers).push(one);
  }
  return { pods: withBare(pods), containers, guessed };
}

/** Single fields beside a pod's securityContext (`seccompProfile` next to `podSecurityContext`) belong to the same pod. */
function withBare(pods: readonly Context[]): readonly Context[] {
  const named = pods.find(({ bare, off }) => bare !== true && !off);
  const bare = pods.filter((one) => one.bare === true);
  const { security } = named ?? {};
  if (named === undefined || security === undefined || bare.length === 0) return pods;
  const more = bare
    .flatMap((one) => one.security?.entries ?? [])
    .filter(({ key }) => security.get(key) === undefined);
  const merged = { ...named, security: mapOf(security, [...security.entries, ...more]) };
  return pods.filter((one) => one.bare !== true).map((one) => (one === named ? merged : one));
}

/** How many keys of a mapping are no fields of a type. */
export function strangers(node: Node, type: string): number {
  if (node.kind !== 'map') return 0;
  const fields = fieldsOf(type);
  return node.entries.filter((entry) => fields?.has(entry.key) !== true).length;
}

/** The path without its last step; undefined above the top. */
function above(path: string): string | undefined {
  if (path === '') return undefined;
  const cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['), path.lastIndexOf(APART));
  return cut < 0 ? '' : path.slice(0, cut);
}

function podAbove(path: string, groups: ReadonlyMap<string, Group>): Context | undefined {
  for (let up = above(path); up !== undefined; up = above(up)) {
    const pod = groups.get(up)?.pods[0];
    if (pod !== undefined) return pod;
  }
  return undefined;
}

function assembled(path: string, group: Group, inherited: Context | undefined): Assembled {
  const pods = inherited === undefined ? group.pods.slice(0, 1) : [inherited];
  const all = [...group.pods.slice(0, 1), ...group.containers];
  const live = pods.filter(({ off }) => !off);
  const entries: Entry[] = [];
  const shown: [string, string][] = [];
  const [near] = [...all, ...pods].map(nodeOf);
  if (near === undefined) throw new RangeError('a group without anything in it');
  const [pod] = live;
  if (pod?.security !== undefined) {
    entries.push(entryOf('securityContext', pod.security));
    shown.push(['securityContext', pod.path]);
  }
  for (const [list, init] of [
    ['initContainers', true],
    ['containers', false],
  ] as const) {
    const own = group.containers.filter((one) => one.init === init);
    if (own.length === 0) continue;
    entries.push(entryOf(list, seqOf(near, own.map(containerOf))));
    own.forEach((one, i) => {
      if (one.container === undefined) shown.push([`${list}[${i}].securityContext`, one.path]);
      shown.push([`${list}[${i}]`, one.path]);
    });
  }
  return {
    group: path,
    spec: mapOf(near, entries),
    line: Math.min(...[...all].map((one) => nodeOf(one).line)),
    shown: shownBy(shown, path),
    guessed: group.guessed.map(({ one, as }) => ({ path: one.path, line: nodeOf(one).line, as })),
    off: all.filter(({ off }) => off).map((one) => ({ path: one.path, line: nodeOf(one).line })),
  };
}

const nodeOf = (one: Context): Node => {
  const node = one.container ?? one.security;
  if (node === undefined) throw new RangeError('a context is written somewhere');
  return node;
};

/** What charts give an image, which Kubernetes has as text: not a part of the container that is shown. */
const OF_CONTAINER = ['name', 'image', 'command', 'args', 'restartPolicy'];

function containerOf(one: Context): MapNode {
  const near = nodeOf(one);
  const entries: Entry[] = (one.container?.entries ?? []).filter(
    ({ key, value }) =>
      OF_CONTAINER.includes(key) &&
      (key === 'command' || key === 'args'
        ? value.kind === 'seq'
        : value.kind === 'scalar' && typeof value.value === 'string'),
  );
  if (one.name !== undefined && one.container?.get('name') === undefined)
    entries.unshift(entryOf('name', textOf(near, one.name)));
  if (one.security !== undefined && !one.off) {
    const keyLine = one.container?.get('securityContext')?.keyLine;
    entries.push(entryOf('securityContext', one.security, keyLine));
  }
  return mapOf(near, entries);
}

/** The longest known beginning of a path is replaced by what is written there. */
function shownBy(pairs: readonly (readonly [string, string])[], group: string): (path: string) => string {
  const longest = [...pairs].sort((a, b) => b[0].length - a[0].length);
  return (path) => {
    if (path === '') return group.replace(APART, '.').replace(/^\./, '');
    for (const [from, to] of longest) {
      if (path === from) return to;
      if (path.startsWith(from) && /^[.[]/.test(path.slice(from.length)))
        return to === '' ? path.slice(from.length + 1) : to + path.slice(from.length);
    }
    return path;
  };
}
