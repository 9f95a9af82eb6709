import { child } from './access.ts';
import type { LineOf } from './effective.ts';
import type { PodExplanation, PodSecurity, Start } from './explanation.ts';
import { fields } from './fields.ts';
import { lineAtPath, type PodView } from './pod.ts';
import type { Doubts } from './read/pasted.ts';
import type { ApiError } from './validate/api-error.ts';
import type { Node, Yaml } from './yaml/node.ts';

/** What is not known of one document of a paste. */
export interface DocumentDoubts {
  /** Lines of the paste that were not read, or where a part is missing: what stood there could be anything. */
  readonly open: readonly number[];
  /** Lines of the paste whose value is not known. */
  readonly values: ReadonlySet<number>;
  /** It begins in the middle: what it lacks may stand in front of it. */
  readonly cut: boolean;
}

/** The doubts of a paste by YAML document: a line belongs to the last document that begins before it. */
export function doubtsByDocument(
  doubts: Doubts | undefined,
  yaml: Yaml,
  line: LineOf,
): (document: number) => DocumentDoubts | undefined {
  if (doubts === undefined) return () => undefined;
  const starts = yaml.documents.map((document) => line(document.line));
  const open = sharedOut([...doubts.unread, ...doubts.missing], starts);
  const values = sharedOut(doubts.values, starts);
  const cut = sharedOut(doubts.cut, starts);
  return (document) => {
    const here = {
      open: open.get(document) ?? [],
      values: new Set(values.get(document)),
      cut: cut.has(document),
    };
    return here.open.length === 0 && here.values.size === 0 && !here.cut ? undefined : here;
  };
}

function sharedOut(lines: readonly number[], starts: readonly number[]): ReadonlyMap<number, number[]> {
  const shared = new Map<number, number[]>();
  let at = 0;
  for (const line of [...new Set(lines)].sort((a, b) => a - b)) {
    while (at + 1 < starts.length && (starts[at + 1] ?? 0) <= line) at += 1;
    const known = shared.get(at);
    if (known === undefined) shared.set(at, [line]);
    else known.push(line);
  }
  return shared;
}

/** Errors that stay whatever the unknown parts are: nothing is missing that may stand there, no value invalid that is not known. */
export function certainErrors(
  errors: readonly ApiError[],
  pod: PodView,
  line: LineOf,
  doubts: DocumentDoubts | undefined,
): readonly ApiError[] {
  if (doubts === undefined) return errors;
  return errors.filter((error) => {
    if ((doubts.open.length > 0 || doubts.cut) && mendedByMore(error)) return false;
    if (doubts.values.size === 0) return true;
    const { root } = pod;
    return (
      !doubts.values.has(line(lineAtPath(root, error.path))) &&
      !holdsUnknown(nodeAt(root, error.path), doubts, line)
    );
  });
}

/** Whether text that is not there could take the error away. */
function mendedByMore({ type, detail, path }: ApiError): boolean {
  return (
    type === 'FieldValueRequired' ||
    type === 'FieldValueNotFound' ||
    detail.includes('does not match template') ||
    (type === 'FieldValueInvalid' && path === 'spec.selector')
  );
}

function nodeAt(root: Node, path: string): Node | undefined {
  let node: Node | undefined = root;
  for (const step of path.split(/[.[\]]/)) {
    if (step === '') continue;
    node = node?.kind === 'seq' ? node.items[Number(step)] : child(node, step);
  }
  return node;
}

/** Whether a value under a node is not known. */
function holdsUnknown(node: Node | undefined, { values }: DocumentDoubts, line: LineOf): boolean {
  if (values.size === 0) return false;
  const waiting = node === undefined ? [] : [node];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (values.has(line(one.line))) return true;
    if (one.kind === 'seq') waiting.push(...one.items);
    else if (one.kind === 'map')
      for (const entry of one.entries) {
        if (values.has(line(entry.keyLine))) return true;
        waiting.push(entry.value);
      }
  }
  return false;
}

/** Would it be created: an error is certain, its absence is not where a part is not known (or `excused` an error). */
export function acceptedWith(
  found: { readonly strict: boolean; readonly ignore: boolean },
  doubts: DocumentDoubts | undefined,
  excused: boolean,
): PodExplanation['accepted'] {
  if (doubts === undefined || (!excused && doubts.open.length === 0 && doubts.values.size === 0))
    return found;
  return { strict: found.strict ? null : false, ignore: found.ignore ? null : false };
}

/** What in a pod spec Pod Security looks at, beyond the security contexts. */
const JUDGED: readonly string[] = [
  ...fields.filter(({ levels }) => levels.includes('spec')).map(({ name }) => name),
  'volumes',
  'securityContext',
];
const JUDGED_OF_CONTAINER: readonly string[] = [
  'securityContext',
  'ports',
  'lifecycle',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
];

/** The level, unless a part that could lower it is not known; the lowest cannot be lowered. */
export function levelWith(
  security: PodSecurity,
  pod: PodView,
  line: LineOf,
  doubts: DocumentDoubts | undefined,
): PodSecurity {
  if (doubts === undefined || security.level === 'privileged') return security;
  const unknown = (node: Node | undefined): boolean => holdsUnknown(node, doubts, line);
  const key = (holder: Node | undefined, name: string): boolean =>
    holder?.kind === 'map' &&
    (doubts.values.has(line(holder.get(name)?.keyLine ?? 0)) || unknown(holder.get(name)?.value));
  const open =
    doubts.open.length > 0 ||
    JUDGED.some((name) => key(pod.spec, name)) ||
    unknown(pod.annotations) ||
    pod.containers.some(({ node }) => JUDGED_OF_CONTAINER.some((name) => key(node, name)));
  return open ? { ...security, level: null } : security;
}

/** Fields whose value the kubelet's decision hangs on. */
const DECISIVE: ReadonlySet<string> = new Set(fields.map((field) => field.name));

/** The verdict, unless something that could change it is not known; a refusal stays one. */
export function startWith(
  start: Start,
  container: Node,
  pod: PodView,
  line: LineOf,
  doubts: DocumentDoubts | undefined,
): Start {
  if (doubts === undefined) return start;
  const lines = [child(container, 'securityContext'), pod.security].flatMap((security) =>
    security?.kind !== 'map'
      ? []
      : security.entries
          .filter(({ key, value, keyLine }) => {
            return (
              DECISIVE.has(key) && (doubts.values.has(line(keyLine)) || holdsUnknown(value, doubts, line))
            );
          })
          .map(({ keyLine }) => line(keyLine)),
  );
  if (lines.length > 0) return { verdict: 'not-known', lines };
  return doubts.open.length === 0 || start.verdict === 'refused'
    ? start
    : { verdict: 'not-known', lines: doubts.open };
}
