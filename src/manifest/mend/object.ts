import { type Decoded, decode, type Fatal, MOST_FATALS, type Unknown } from '../decode.ts';
import { gluedKey } from '../glued-key.ts';
import { entryOf, mapOf, nothing } from '../nodes.ts';
import { fieldsOf } from '../shape/index.ts';
import { belonging } from '../unknown.ts';
import type { MapNode, Node } from '../yaml/node.ts';
import { type Mend, mendOf } from './mend.ts';
import { readAt, rebuild, type Transforms, transform } from './rebuild.ts';
import { spaceFix, spaceMissing } from './shape.ts';

/** An object as it was meant. */
export interface Mended {
  readonly root: MapNode;
  /** Those in the object as it is written, then those that show once they are mended. */
  readonly mends: readonly Mend[];
  /** Values that nobody but their author can put right; one of `blanks` stands in `root` for each. */
  readonly unread: readonly Fatal[];
  readonly blanks: ReadonlySet<Node>;
}

/** With more keys that are no fields nothing is mended. */
const MOST_UNKNOWN = 1000;

/** A slip can hide another one; more than this deep nobody writes. */
const MOST_PASSES = 8;

/**
 * Puts right what keeps an object from being decoded: values of a wrong type, and keys of whole blocks that are
 * misspelt. `first`: the object decoded as it is. undefined where there is nothing of that, or too much to be sure.
 */
export function mendObject(
  root: MapNode,
  first: Decoded,
  decoding: (root: MapNode) => Decoded,
  specPath: string,
): Mended | undefined {
  const mends: Mend[] = [];
  const unread: Fatal[] = [];
  const blanks = new Set<Node>();
  let now = root;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const decoded = pass === 0 ? first : decoding(now);
    if (decoded.fatals.length >= MOST_FATALS || decoded.unknown.length > MOST_UNKNOWN) return undefined;
    const transforms: Transforms = new Map();
    for (const fatal of decoded.fatals) {
      const mend = mendOf(fatal);
      if (mend === undefined) {
        const blank = nothing(fatal.node);
        unread.push(fatal);
        blanks.add(blank);
        transform(transforms, fatal.node, () => blank);
      } else {
        mends.push(mend);
        transform(transforms, fatal.node, () => mend.meant);
      }
    }
    for (const mend of keyMends(decoded.unknown, specPath)) {
      mends.push(mend);
      transform(transforms, mend.node, (node) => renamed(node, mend));
    }
    if (transforms.size === 0)
      return mends.length + unread.length === 0 ? undefined : { root: now, mends, unread, blanks };
    const next = rebuild(now, transforms);
    if (next.kind !== 'map') return undefined;
    now = next;
  }
  return decoding(now).fatal === undefined ? { root: now, mends, unread, blanks } : undefined;
}

/** The slips in the object as it is written: those that a text can be corrected by. */
export function firstMends(root: MapNode, type: string, specPath: string): readonly Mend[] {
  const { fatals, unknown, hidden } = decode(root, type);
  return [...fatals.flatMap((fatal) => mendOf(fatal) ?? []), ...keyMends([...unknown, ...hidden], specPath)];
}

/** Keys that hide a whole block for their spelling, and keys in braces with no space behind their colon. */
function keyMends(unknown: readonly Unknown[], specPath: string): readonly Mend[] {
  const taken = new Set<string>();
  return unknown.flatMap((one) => {
    const mend = spacedKey(one) ?? respelt(one, specPath);
    if (mend === undefined || taken.has(mend.path)) return [];
    taken.add(mend.path);
    return [mend];
  });
}

function respelt(unknown: Unknown, specPath: string): Mend | undefined {
  const { entry, parent, path, type } = unknown;
  if (entry.value.kind === 'scalar') return undefined;
  const { spelling, sentence, fix } = belonging(unknown, specPath);
  if (spelling === undefined || parent.get(spelling) !== undefined) return undefined;
  if (fieldsOf(type)?.get(spelling)?.kind === 'scalar') return undefined;
  return {
    how: { kind: 'renamed', entry, name: spelling },
    node: parent,
    meant: parent,
    path: withName(path, entry.key, spelling),
    line: entry.keyLine,
    said: sentence,
    fix,
    change: `${path} is now ${spelling}.`,
  };
}

const withName = (path: string, key: string, name: string): string =>
  path.slice(0, path.length - key.length) + name;

/** `{runAsUser:4400}` is a mapping whose only key is `runAsUser:4400`. */
function spacedKey({ entry, parent, path, type }: Unknown): Mend | undefined {
  const { key, value } = entry;
  const name = gluedKey(key);
  if (name === undefined || fieldsOf(type)?.has(name) !== true || parent.get(name) !== undefined)
    return undefined;
  if (value.kind !== 'scalar' || value.value !== null || value.source !== '') return undefined;
  return {
    how: { kind: 'spaced-key', entry, name },
    node: parent,
    meant: parent,
    path: withName(path, key, name),
    line: entry.keyLine,
    said: spaceMissing(name),
    fix: spaceFix(name, key.slice(name.length + 1)),
    change: `${withName(path, key, name)}: a space now stands behind its colon.`,
  };
}

/** The mapping with the key of a mend put right. */
export function renamed(node: Node, { how }: Mend): Node {
  if (node.kind !== 'map' || (how.kind !== 'renamed' && how.kind !== 'spaced-key')) return node;
  const entries = node.entries.map((entry) => {
    if (entry.key !== how.entry.key) return entry;
    if (how.kind === 'renamed') return { ...entry, key: how.name };
    const { start } = entry.keySpan;
    const at = how.name.length + 1;
    const value = readAt(entry.key.slice(at), start + at, entry.keyLine) ?? entry.value;
    return { ...entryOf(how.name, value), keyLine: entry.keyLine };
  });
  return mapOf(node, entries);
}
