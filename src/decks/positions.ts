import { isAlias, isMap, isNode, isScalar, isSeq, Lexer, parseDocument } from 'yaml';
import { DECK_LIMITS } from '../study/limits.ts';
import type { Problem } from './problem.ts';

/** Where in a deck a value stands: keys of mappings and indexes of lists. */
export type DeckPath = readonly (string | number)[];

/** A deck's text as data, with the place of everything in it. */
export interface PlacedText {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** A problem at a path; where nothing stands there, at the nearest thing around it. `key` underlines the key. */
  readonly at: (
    path: DeckPath,
    what: { readonly code: string; readonly message: string; readonly severity?: 'error' | 'warning' },
  ) => Problem;
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

/** `cards[3].options[1].why`, as the messages spell it. */
export function spell(path: DeckPath): string {
  return path.reduce<string>(
    (spelt, part) =>
      typeof part === 'number' ? `${spelt}[${part}]` : spelt === '' ? part : `${spelt}.${part}`,
    '',
  );
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

function lineStarts(lines: readonly string[]): readonly number[] {
  let start = 0;
  return lines.map((line) => {
    const mine = start;
    start += line.length + 1;
    return mine;
  });
}

/** 1-based, by bisection: a hostile file may have a problem in each of its 500,000 lines. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** What a file holds, as messages call it. */
export type Noun = 'deck' | 'lab' | 'lesson' | 'exam';

/** Reads one YAML document with positions. Never throws: what cannot be read becomes a problem. */
export function readPlaced(file: string, text: string, noun: Noun = 'deck'): PlacedText {
  const lines = text.split('\n');
  const starts = lineStarts(lines);
  const problems: Problem[] = [];
  const root: PlaceTree = { value: { start: 0, end: 1 }, inside: new Map() };

  function problemAt(
    offset: number,
    length: number,
    severity: 'error' | 'warning',
    code: string,
    message: string,
  ) {
    const line = lineOf(starts, offset);
    const column = offset - (starts[line - 1] ?? 0) + 1;
    const excerpt = (lines[line - 1] ?? '').replace(/\r$/, '');
    return { severity, code, file, line, column, message, excerpt, length } satisfies Problem;
  }

  const at: PlacedText['at'] = (path, what) => {
    let place = root.inside.get('') ?? root;
    let depth = 0;
    for (const part of path) {
      const next = place.inside.get(part);
      if (next === undefined) break;
      place = next;
      depth++;
    }
    const onKey = depth < path.length || what.code === 'unknown-key';
    const shown = onKey ? (place.key ?? firstToken(place.value)) : place.value;
    const message = `${spell(path) || `the ${noun}`} ${what.message}`;
    return problemAt(shown.start, shown.end - shown.start, what.severity ?? 'error', what.code, message);
  };

  function firstToken(place: Place): Place {
    const end = /[\s]/.exec(text.slice(place.start, place.end))?.index;
    return end === undefined || end === 0 ? place : { start: place.start, end: place.start + end };
  }

  if (lines.length > DECK_LIMITS.fileLines) {
    problems.push(
      problemAt(
        0,
        1,
        'error',
        'too-large',
        `the file has more than ${DECK_LIMITS.fileLines} lines: split it into ${noun}s`,
      ),
    );
    return { value: undefined, problems, at };
  }
  const deep = tooDeep(text);
  if (deep !== undefined) {
    const offset = starts[deep - 1] ?? 0;
    problems.push(
      problemAt(
        offset,
        1,
        'error',
        'too-deep',
        `is nested more than ${MAX_DEPTH} levels deep: a ${noun} needs six`,
      ),
    );
    return { value: undefined, problems, at };
  }

  const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false, merge: false });
  for (const error of document.errors) {
    const [start, end] = error.pos;
    problems.push(
      problemAt(
        Math.min(start, text.length),
        Math.max(1, end - start),
        'error',
        'yaml',
        error.code === 'MULTIPLE_DOCS'
          ? `a file holds one ${noun}: move what follows \`---\` into a file of its own`
          : `this is not valid YAML: ${error.message}`,
      ),
    );
  }
  if (problems.length > 0) return { value: undefined, problems, at };

  const path: (string | number)[] = [];

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
      const message = `${spell(path)} is an alias (*name): write the value out, ${noun}s have none`;
      problems.push(problemAt(value.start, value.end - value.start, 'error', 'alias', message));
      return null;
    }
    if (isScalar(node)) return node.value;
    if (isSeq(node)) return node.items.map((item, index) => step(item, index, tree));
    if (!isMap(node)) return null;
    const entries = new Map<string, unknown>();
    for (const pair of node.items) {
      const name = isScalar(pair.key) ? String(pair.key.value) : '';
      const range = isNode(pair.key) && pair.key.range ? pair.key.range : undefined;
      const keyPlace: Place = range ? { start: range[0], end: range[1] } : value;
      if (entries.has(name)) {
        const message = `${spell([...path, name])} is written twice: remove one`;
        const length = keyPlace.end - keyPlace.start;
        problems.push(problemAt(keyPlace.start, length, 'error', 'duplicate-key', message));
      }
      entries.set(name, step(pair.value, name, tree, keyPlace));
    }
    return Object.fromEntries(entries);
  }

  return { value: place(document.contents, '', root), problems, at };
}
