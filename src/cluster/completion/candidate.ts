/** What may stand at the cursor, and what a line becomes of it. */
import type { OpenWord } from './place.ts';

export type CandidateKind =
  | 'command'
  | 'subcommand'
  | 'flag'
  | 'type'
  | 'name'
  | 'container'
  | 'namespace'
  | 'value'
  | 'variable'
  | 'file'
  | 'directory';

/** One thing that may stand there, as it is meant: without quotes. */
export interface Found {
  readonly value: string;
  readonly kind: CandidateKind;
  readonly hint?: string;
  /** Something is to follow it in the same word: no blank is put after it. */
  readonly open?: true;
}

export interface Candidate {
  /** What takes the place of the text between `from` and `to`: quoted as the shell needs it. */
  readonly text: string;
  readonly kind: CandidateKind;
  /** What it is, in few words. */
  readonly hint?: string;
}

export interface Completion {
  /** Indices in the text: the piece that a candidate takes the place of. `to` is the cursor. */
  readonly from: number;
  readonly to: number;
  /** Sorted, each once. */
  readonly candidates: readonly Candidate[];
  /** What can be put between `from` and `to` at once: what all candidates begin with; a single one with what ends it. */
  readonly common: string;
}

/** Nobody reads more; the rest is left out. */
const MOST = 1000;

/** Nothing to complete at this place. */
export function nothing(cursor: number): Completion {
  return { from: cursor, to: cursor, candidates: [], common: '' };
}

/**
 * A completion out of what was found. `kept` is how many characters of the word's value stay as they were typed (a
 * directory, `--output=`); the rest of the word is written anew.
 */
export function completion(
  word: OpenWord,
  kept: number,
  found: readonly Found[],
  cursor: number,
): Completion {
  const from = kept === 0 ? word.start : (word.ends[kept - 1] ?? word.start);
  const unique = new Map(found.filter(({ value }) => printable(value)).map((one) => [one.value, one]));
  const sorted = [...unique.values()].sort((a, b) => (a.value < b.value ? -1 : 1)).slice(0, MOST);
  const [first] = sorted;
  if (first === undefined) return nothing(cursor);
  const opening = word.quote !== '' && word.quoteAt >= from ? word.quote : '';
  const written = (value: string): string => opening + quoted(value, word.quote);
  const shared = sorted.reduce((begin, { value }) => sharedStart(begin, value), first.value);
  const end = sorted.length === 1 && first.open !== true ? `${word.quote} ` : '';
  return {
    from,
    to: cursor,
    candidates: sorted.map(({ value, kind, hint }) => ({
      text: written(value),
      kind,
      ...(hint === undefined ? {} : { hint }),
    })),
    common: written(shared) + end,
  };
}

/** Names with line feeds and the like are left out: a line cannot show them. */
function printable(value: string): boolean {
  for (let i = 0; i < value.length; i += 1) if (value.charCodeAt(i) < 0x20) return false;
  return true;
}

function sharedStart(a: string, b: string): string {
  let end = 0;
  while (end < a.length && end < b.length && a[end] === b[end]) end += 1;
  const last = a.charCodeAt(end - 1);
  return a.slice(0, end < a.length && last >= 0xd800 && last < 0xdc00 ? end - 1 : end);
}

/** A text as it is written inside a quote, or outside of quotes. */
function quoted(value: string, quote: OpenWord['quote']): string {
  if (quote === "'") return value.replaceAll("'", "'\\''");
  if (quote === '"') return value.replace(/["\\$`]/g, '\\$&');
  return value.replace(/[\s|&;()<>"'\\$`*?[\]#!{}]/g, '\\$&').replace(/^~/, '\\~');
}
