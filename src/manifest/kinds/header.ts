import { lineOf, mapAt, textAt } from '../access.ts';
import { nearest } from '../nearest.ts';
import { entryOf, mapOf, renamedKey, textOf, without } from '../nodes.ts';
import { rootType } from '../shape/index.ts';
import type { Entry, MapNode } from '../yaml/node.ts';
import { isKubernetesOwn } from './groups.ts';
import { type HeaderEdit, metadataEdits, replaceValue, selectorEdits, setKey } from './header-edits.ts';
import { nearestKind, type ProperKind, properKind } from './names.ts';
import { removedIn } from './removed.ts';
import { kindByShape } from './shape-kind.ts';

/** Something wrong with apiVersion, kind or metadata, which does not keep the rest from being explained. */
export interface Trouble {
  readonly code: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
  readonly fix: string;
  /** What makes it right; none where a person has to decide. */
  readonly edits: (text: string) => readonly HeaderEdit[];
}

/** An object as its header is meant. */
export interface Header {
  readonly root: MapNode;
  readonly apiVersion: string;
  readonly kind: string;
  readonly troubles: readonly Trouble[];
}

const none = (): readonly HeaderEdit[] => [];

/**
 * What an object with a pod spec is meant to be, where its apiVersion, kind or metadata is not what the API server
 * takes; undefined where nothing is wrong with it, or where it is no kind with a pod spec.
 */
export function meantHeader(written: MapNode): Header | undefined {
  const troubles: Trouble[] = [];
  let root = written;
  for (const key of ['apiVersion', 'kind'] as const) root = misspeltKey(root, key, troubles);
  const version = textAt(root, 'apiVersion') ?? '';
  const name = textAt(root, 'kind') ?? '';
  if (version === '' && name === '') return undefined;
  if (version !== '' && name !== '' && rootType(version, name) !== undefined) {
    return troubles.length === 0
      ? lostMetadata(root, version, name)
      : { root, apiVersion: version, kind: name, troubles };
  }
  if (version !== '' && !isKubernetesOwn(version)) return undefined;
  const right = name === '' ? undefined : (properKind(name) ?? nearestKind(name));
  if (name !== '' && right === undefined) return undefined;
  if (right === undefined) return withoutKind(root, version, troubles);
  if (right.kind !== name) troubles.push(wrongKind(root, name, right));
  if (version === '') troubles.push(noVersion(root, right));
  else if (rootType(version, right.kind) === undefined) troubles.push(wrongVersion(root, version, right));
  const header = { root, ...right, troubles };
  const metadata = lostMetadata(root, right.apiVersion, right.kind);
  return metadata === undefined
    ? header
    : { ...header, root: metadata.root, troubles: [...troubles, ...metadata.troubles] };
}

/** At most so many characters stand by mistake in front of a key: `sapiVersion`, `-kind`. */
const STRAY = 3;

function misspeltKey(root: MapNode, key: 'apiVersion' | 'kind', troubles: Trouble[]): MapNode {
  if (root.get(key) !== undefined) return root;
  const meant = root.entries.find(
    (entry) =>
      textOfEntry(entry) !== undefined &&
      (entry.key.toLowerCase() === key.toLowerCase() ||
        (entry.key.endsWith(key) && entry.key.length - key.length <= STRAY) ||
        (key === 'apiVersion' && nearest(entry.key, [key]) !== undefined)),
  );
  if (meant === undefined) return root;
  troubles.push({
    code: 'misspelt-key',
    path: meant.key,
    line: meant.keyLine,
    message: `This line says \`${meant.key}\`, and the key is \`${key}\`: kubectl does not take the object without it.`,
    fix: `Write ${key}: ${textOfEntry(meant)}.`,
    edits: (text) => [
      { ...meant.keySpan, text: quotedAs(text, meant, key), change: `${meant.key} is now ${key}.` },
    ],
  });
  return renamedKey(root, meant.key, key);
}

const textOfEntry = ({ value }: Entry): string | undefined =>
  value.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;

function quotedAs(text: string, entry: Entry, key: string): string {
  const quote = text[entry.keySpan.start];
  return quote === '"' || quote === "'" ? `${quote}${key}${quote}` : key;
}

function wrongKind(root: MapNode, written: string, right: ProperKind): Trouble {
  const cased = written.toLowerCase() === right.kind.toLowerCase();
  const why = cased ? 'the names of kinds are case-sensitive' : 'no kind of Kubernetes has this name';
  return {
    code: 'wrong-kind',
    path: 'kind',
    line: lineOf(root, 'kind') ?? root.line,
    message: `The kind is \`${right.kind}\`, not \`${written}\`: ${why}, and the cluster refuses it.`,
    fix: `Write kind: ${right.kind}.`,
    edits: (text) => replaceValue(text, root, 'kind', right.kind),
  };
}

function noVersion(root: MapNode, right: ProperKind): Trouble {
  return {
    code: 'missing-api-version',
    path: 'apiVersion',
    line: root.line,
    message: `${lacking(root, 'apiVersion')}, and kubectl refuses the object without it. A ${right.kind} has ${right.apiVersion}.`,
    fix: `Write apiVersion: ${right.apiVersion} above kind.`,
    edits: (text) => setKey(text, root, 'apiVersion', right.apiVersion),
  };
}

const lacking = (root: MapNode, key: string): string =>
  root.get(key) === undefined ? `\`${key}\` is missing` : `\`${key}\` has no text as its value`;

function wrongVersion(root: MapNode, version: string, right: ProperKind): Trouble {
  const gone = removedIn(version, right.kind);
  return {
    code: gone === undefined ? 'wrong-api-version' : 'removed-api-version',
    path: 'apiVersion',
    line: lineOf(root, 'apiVersion') ?? root.line,
    message:
      gone === undefined
        ? `There is no ${right.kind} in \`${version}\`, and the cluster refuses it. A ${right.kind} has ${right.apiVersion}.`
        : `\`${version}\` is gone for a ${right.kind}: Kubernetes ${gone} removed it, and newer clusters refuse the object.`,
    fix: `Write apiVersion: ${right.apiVersion}.`,
    edits: (text) => [
      ...replaceValue(text, root, 'apiVersion', right.apiVersion),
      ...selectorEdits(text, root, right.kind),
    ],
  };
}

function withoutKind(root: MapNode, version: string, troubles: readonly Trouble[]): Header | undefined {
  const guess = kindByShape(root, version);
  if (guess === undefined) return undefined;
  const right = properKind(guess.kind);
  if (right === undefined) return undefined;
  const kindless: Trouble = {
    code: 'missing-kind',
    path: 'kind',
    line: lineOf(root, 'apiVersion') ?? root.line,
    message: `${lacking(root, 'kind')}, and kubectl refuses the object without it. By its fields this ${guess.sure ? 'is' : 'may be'} a ${guess.kind}, and it was read as one.`,
    fix: `Write kind: ${guess.kind}${guess.sure ? '' : ', if that is what it is'}.`,
    edits: guess.sure ? (text) => setKey(text, root, 'kind', guess.kind) : none,
  };
  const all = [...troubles, kindless];
  if (rootType(version, right.kind) === undefined) all.push(wrongVersion(root, version, right));
  return { root, ...right, troubles: all };
}

const OF_METADATA = new Set(['name', 'generateName', 'namespace', 'labels', 'annotations']);

/** The keys of metadata, without the line `metadata:` above them. */
function lostMetadata(root: MapNode, apiVersion: string, kind: string): Header | undefined {
  if (root.get('metadata') !== undefined || textAt(root, 'name') === undefined) return undefined;
  const lost = root.entries.filter(({ key }) => OF_METADATA.has(key));
  const [first] = lost;
  if (first === undefined || (mapAt(root, 'spec') === undefined && mapAt(root, 'template') === undefined)) {
    return undefined;
  }
  const rest = without(root, OF_METADATA);
  const metadata = entryOf('metadata', mapOf(first.value, lost), first.keyLine);
  const named = lost.map(({ key }) => `\`${key}\``).join(', ');
  const trouble: Trouble = {
    code: 'missing-metadata',
    path: 'metadata',
    line: first.keyLine,
    message: `The line \`metadata:\` is missing above ${named}: kubectl refuses the object as it stands.`,
    fix: `Write metadata: above ${first.key} and indent ${lost.length === 1 ? 'it' : 'them'} by two spaces.`,
    edits: (text) => metadataEdits(text, root, lost),
  };
  return { root: mapOf(root, [...rest.entries, metadata]), apiVersion, kind, troubles: [trouble] };
}

/** An item of a typed list, which takes apiVersion and kind from the list, as far as the list has them. */
export function withHeader(root: MapNode, apiVersion: string, kind: string): MapNode {
  const made = Object.entries({ apiVersion, kind })
    .filter(([key, value]) => value !== '' && root.get(key) === undefined)
    .map(([key, value]) => entryOf(key, textOf(root, value)));
  return made.length === 0 ? root : mapOf(root, [...made, ...root.entries]);
}
