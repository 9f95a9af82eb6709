import { isAlias, isMap, isNode, isScalar, isSeq, Lexer } from 'yaml';
import { isSlug } from '../study/ids.ts';
import { DECK_LIMITS } from '../study/limits.ts';
import { lineOf, lineStarts } from './lines.ts';
import type { Problem } from './problem.ts';
import { readYaml } from './read-yaml.ts';
import { type DeckPath, spell, subjectOf } from './subject.ts';
import { unseen } from './unseen.ts';

/** A deck's text as data, with the place of everything in it. */
export interface PlacedText {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** A problem at a path; where nothing stands there, at the nearest thing around it. `key` underlines the key. */
  readonly at: (
    path: DeckPath,
    what: { readonly code: string; readonly message: string; readonly severity?: 'error' | 'warning' },
  ) => Problem;
  /** Whether what is wrong there was told already, so that what follows from it need not be; never where left out. */
  readonly settled?: (path: DeckPath) => boolean;
}

const MAX_DEPTH = 24;

interface Place {
  readonly start: number;
  readonly end: number;
}

/** A value's place, that of its key, and the places of what is in it. */
interface PlaceTree {
  readonly value: Place;
  readonly key?: Place;
  readonly inside: Map<string | number, PlaceTree>;
}

/**
 * Nesting of a text before it is parsed, because deep nesting can end the process inside the parser:
 * flow brackets by the lexer's own tokens, blocks by indentation and by indicators in one line.
 */
function tooDeep(text: string): number | undefined {
  let line = 0;
  for (const each of text.split('\n')) {
    line++;
    const lead = /^[ \t]*(?:[-?:][ \t]+)*/.exec(each.slice(0, 400))?.[0] ?? '';
    if (lead.length > 200 || lead.replace(/[ \t]/g, '').length > MAX_DEPTH) return line;
  }
  let depth = 0;
  let at = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '{' || token === '[') {
      depth++;
      if (depth > MAX_DEPTH) return text.slice(0, at).split('\n').length;
    } else if (token === '}' || token === ']') depth--;
    if (token !== '\u0002' && token !== '\u0018' && token !== '\u001f') at += token.length;
  }
  return undefined;
}

/** What a file holds, as messages call it. */
export type Noun = 'deck' | 'lab' | 'lesson' | 'exam';

/** Reads one YAML document with positions. Never throws: what cannot be read becomes a problem. */
export function readPlaced(file: string, text: string, noun: Noun = 'deck'): PlacedText {
  const written = text.split('\n');
  const tooLong = written.length > DECK_LIMITS.fileLines;
  const deep = tooLong ? undefined : tooDeep(text);
  if (tooLong || deep !== undefined) {
    const message = tooLong
      ? `the file has more than ${DECK_LIMITS.fileLines} lines: split it into ${noun}s`
      : `is nested more than ${MAX_DEPTH} levels deep: a ${noun} needs six`;
    const code = tooLong ? 'too-large' : 'too-deep';
    const line = deep ?? 1;
    const excerpt = (written[line - 1] ?? '').replace(/\r$/, '');
    const problem = {
      severity: 'error',
      code,
      file,
      line,
      column: 1,
      path: '',
      message,
      excerpt,
      length: 1,
    } as const;
    return { value: undefined, problems: [problem], at: () => problem };
  }
  const read = readYaml(text, noun);
  // Places are of the text that was read, in which some lines may have got their quotes; a person sees their own.
  const starts = lineStarts(read.text.split('\n'));
  const root: PlaceTree = { value: { start: 0, end: 1 }, inside: new Map() };
  let value: unknown;

  function problemAt(
    { start, end }: Place,
    what: { readonly code: string; readonly message: string; readonly severity?: 'error' | 'warning' },
    path: DeckPath,
  ): Problem {
    const line = lineOf(starts, start);
    const excerpt = (written[line - 1] ?? '').replace(/\r$/, '');
    const column = Math.min(start - (starts[line - 1] ?? 0), excerpt.length) + 1;
    const length = Math.max(1, end - start);
    return { severity: 'error', ...what, file, line, column, path: spell(path), excerpt, length };
  }

  const subject = (path: DeckPath): string => subjectOf(path, (item) => idOf(value, item));

  const at: PlacedText['at'] = (path, what) => {
    let place = root.inside.get('') ?? root;
    let depth = 0;
    for (const part of path) {
      const next = place.inside.get(part);
      if (next === undefined) break;
      place = next;
      depth++;
    }
    const onKey = depth < path.length || what.code === 'unknown-key' || what.code === 'duplicate-key';
    const shown = onKey ? (place.key ?? firstToken(place.value)) : place.value;
    return problemAt(shown, { ...what, message: `${subject(path) || `the ${noun}`} ${what.message}` }, path);
  };

  function firstToken(place: Place): Place {
    const end = /[\s]/.exec(read.text.slice(place.start, place.end))?.index;
    return end === undefined || end === 0 ? place : { start: place.start, end: place.start + end };
  }

  const problems = read.faults.map(({ start, end, message }) =>
    problemAt({ start, end: Math.max(start + 1, end) }, { code: 'yaml', message }, []),
  );
  if (read.document === undefined) return { value: undefined, problems, at };

  const path: (string | number)[] = [];
  /** What is found on the way; it is said when the ids of all cards are known. */
  const found: { place: Place; path: DeckPath; code: string; message: string; severity?: 'warning' }[] = [];

  function step(node: unknown, part: string | number, around: PlaceTree, key?: Place): unknown {
    path.push(part);
    const value = place(node, part, around, key);
    path.pop();
    return value;
  }

  function place(node: unknown, part: string | number, around: PlaceTree, key?: Place): unknown {
    const value: Place =
      isNode(node) && node.range
        ? { start: node.range[0], end: node.range[1] }
        : (key ?? { start: 0, end: 1 });
    const tree: PlaceTree = { value, ...(key && { key }), inside: new Map() };
    around.inside.set(part, tree);
    if (isAlias(node)) {
      const message = `is an alias (*name): write the value out, ${noun}s have none, or put text that begins with * in quotes`;
      found.push({ place: value, path: [...path], code: 'alias', message });
      return null;
    }
    if (isNode(node)) found.push(...unseen(node, value, path));
    if (isScalar(node)) return node.value;
    if (isSeq(node)) return node.items.map((item, index) => step(item, index, tree));
    if (!isMap(node)) return null;
    const entries = new Map<string, unknown>();
    for (const pair of node.items) {
      const name = isScalar(pair.key) ? String(pair.key.value) : '';
      const range = isNode(pair.key) && pair.key.range ? pair.key.range : undefined;
      const keyPlace: Place = range ? { start: range[0], end: range[1] } : value;
      if (entries.has(name))
        found.push({
          place: keyPlace,
          path: [...path, name],
          code: 'duplicate-key',
          message: 'is written twice: remove one',
        });
      entries.set(name, step(pair.value, name, tree, keyPlace));
    }
    return Object.fromEntries(entries);
  }

  value = place(read.document.contents, '', root);
  problems.push(
    ...found.map(({ place, path, message, ...what }) =>
      problemAt(place, { ...what, message: `${subject(path) || `the ${noun}`} ${message}` }, path),
    ),
  );
  return { value, problems, at };
}

/** The id that the value at a path bears, where it is one. */
function idOf(root: unknown, path: DeckPath): string | undefined {
  let value = root;
  for (const part of [...path, 'id']) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[part];
  }
  return typeof value === 'string' && value.length <= DECK_LIMITS.id && isSlug(value) ? value : undefined;
}
