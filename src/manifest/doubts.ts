import type { LineOf } from './effective.ts';
import type { EffectiveField, PodExplanation, PodSecurity, Start } from './explanation.ts';
import { fields } from './fields.ts';
import { lineAtPath, type PodView } from './pod.ts';
import type { Doubts } from './read/pasted.ts';
import type { ApiError } from './validate/api-error.ts';
import type { Entry, Node, Yaml } from './yaml/node.ts';

/** What is not known of one document of a paste. */
export interface DocumentDoubts {
  /** Lines of the paste that were not read, or where a part is missing: what stood there could be anything. */
  readonly open: readonly number[];
  /** Lines of the paste whose value is not known. */
  readonly values: ReadonlySet<number>;
  /** Nodes in place of values that cannot be read as what their field takes. */
  readonly blanks: ReadonlySet<Node>;
  /** It begins in the middle: what it lacks may stand in front of it. */
  readonly cut: boolean;
}

/** Tells of a key whether its value, or a part of it, is not known. */
export type IsUnknown = (entry: Entry) => boolean;

const NONE: ReadonlySet<never> = new Set();

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
      blanks: NONE,
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

/** The doubts with the values that were left out because they cannot be read. */
export function withBlanks(
  doubts: DocumentDoubts | undefined,
  blanks: ReadonlySet<Node>,
): DocumentDoubts | undefined {
  if (blanks.size === 0) return doubts;
  return { ...(doubts ?? { open: [], values: NONE, cut: false }), blanks };
}

/** The test for keys; undefined where every value is known. */
export function unknownIn(doubts: DocumentDoubts | undefined, line: LineOf): IsUnknown | undefined {
  if (doubts === undefined || (doubts.values.size === 0 && doubts.blanks.size === 0)) return undefined;
  return ({ keyLine, value }) => doubts.values.has(line(keyLine)) || holdsUnknown(value, doubts, line);
}

/** Errors that stay whatever the unknown parts are: nothing is missing that may stand there, no value invalid that is not known. */
export function certainErrors(
  errors: readonly ApiError[],
  { root }: PodView,
  line: LineOf,
  doubts: DocumentDoubts | undefined,
): readonly ApiError[] {
  if (doubts === undefined) return errors;
  return errors.filter((error) => {
    if ((doubts.open.length > 0 || doubts.cut) && mendedByMore(error)) return false;
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
    if (node?.kind === 'seq') node = node.items[Number(step)];
    else node = node?.kind === 'map' ? node.get(step)?.value : undefined;
  }
  return node;
}

/** Whether a node or a value under it is not known. */
function holdsUnknown(node: Node | undefined, { values, blanks }: DocumentDoubts, line: LineOf): boolean {
  if (node === undefined || (values.size === 0 && blanks.size === 0)) return false;
  const waiting = [node];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (blanks.has(one) || values.has(line(one.line))) return true;
    if (one.kind === 'seq') for (const item of one.items) waiting.push(item);
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
  found: PodExplanation['accepted'],
  doubts: DocumentDoubts | undefined,
  excused: boolean,
): PodExplanation['accepted'] {
  if (doubts === undefined) return found;
  // A value that cannot be read is refused as it stands.
  if (doubts.blanks.size > 0) return { strict: false, ignore: false };
  if (!excused && doubts.open.length === 0 && doubts.values.size === 0) return found;
  return { strict: found.strict === false ? false : null, ignore: found.ignore === false ? false : null };
}

/** What in a pod spec Pod Security looks at, beyond the security contexts. */
const JUDGED: readonly string[] = [
  ...fields.filter(({ levels }) => levels.includes('spec')).map(({ name }) => name),
  'volumes',
  'securityContext',
];
const LISTS: readonly string[] = ['containers', 'initContainers', 'ephemeralContainers'];
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
  if (doubts === undefined || security.level === 'privileged' || security.level === null) return security;
  const isUnknown = unknownIn(doubts, line);
  const at = (holder: Node | undefined, names: readonly string[], test: IsUnknown): boolean =>
    names.some((name) => {
      const entry = holder?.kind === 'map' ? holder.get(name) : undefined;
      return entry !== undefined && test(entry);
    });
  const { values, blanks } = doubts;
  const open =
    doubts.open.length > 0 ||
    (isUnknown !== undefined &&
      (pod.spec === undefined ||
        at(pod.spec, JUDGED, isUnknown) ||
        at(pod.spec, LISTS, ({ keyLine, value }) => values.has(line(keyLine)) || blanks.has(value)) ||
        holdsUnknown(pod.annotations, doubts, line) ||
        pod.containers.some(
          ({ node }) => node.kind === 'scalar' || at(node, JUDGED_OF_CONTAINER, isUnknown),
        )));
  return open ? { ...security, level: null } : security;
}

/**
 * The verdict, unless something that could change it is not known; a refusal stays one. What the kubelet looks at:
 * security_context_others.go and _windows.go verifyRunAsNonRoot, then the profiles.
 */
export function startWith(
  start: Start,
  effective: Readonly<Record<string, EffectiveField>>,
  windows: boolean,
  doubts: DocumentDoubts | undefined,
): Start {
  if (doubts === undefined) return start;
  const unknown = (name: string): boolean => effective[name]?.unknown === true;
  const user = windows ? 'windowsOptions.runAsUserName' : 'runAsUser';
  const field = unknown('runAsNonRoot')
    ? 'runAsNonRoot'
    : effective.runAsNonRoot?.value === true && unknown(user)
      ? user
      : start.verdict === 'refused'
        ? undefined
        : PROFILES.find(unknown);
  if (field !== undefined) {
    const { line } = effective[field] ?? {};
    return { verdict: 'not-known', lines: line === undefined ? [] : [line], field };
  }
  return doubts.open.length === 0 || start.verdict === 'refused'
    ? start
    : { verdict: 'not-known', lines: doubts.open };
}

const PROFILES: readonly string[] = ['seccompProfile', 'appArmorProfile', 'supplementalGroupsPolicy'];
