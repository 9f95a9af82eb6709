import type { Finding, Repair } from '../explanation.ts';
import type { Written } from './written.ts';

/** What a paste leaves open, by the lines of the paste. */
export interface Doubts {
  /** Lines that were not read although they may belong to a manifest. */
  readonly unread: readonly number[];
  /** Lines where a part is missing: cut off, left out by the author, or put in by a template. */
  readonly missing: readonly number[];
  /** Lines whose value is not known: a template's, a placeholder. */
  readonly values: readonly number[];
  /** First lines of pieces whose beginning is not in the paste: what they lack may stand there. */
  readonly cut: readonly number[];
  /** First lines of pieces that go on after a line that was left out. */
  readonly seams: readonly number[];
}

export const NO_DOUBTS: Doubts = { unread: [], missing: [], values: [], cut: [], seams: [] };

/** The doubts of both. */
export function moreDoubts(doubts: Doubts, more: Partial<Doubts>): Doubts {
  const { unread = [], missing = [], values = [], cut = [], seams = [] } = more;
  return {
    unread: doubts.unread.concat(unread),
    missing: doubts.missing.concat(missing),
    values: doubts.values.concat(values),
    cut: doubts.cut.concat(cut),
    seams: doubts.seams.concat(seams),
  };
}

/** A paste while it is being cleaned: its lines, the line of the paste each came from, and what was done so far. */
export interface Pasted {
  readonly lines: readonly string[];
  /** from[i]: the 1-based line of the paste that lines[i] came from. */
  readonly from: readonly number[];
  readonly repairs: readonly Repair[];
  readonly findings: readonly Finding[];
  readonly doubts: Doubts;
  /** How lines were written of which a value is not known, by their line of the paste. */
  readonly written?: ReadonlyMap<number, Written>;
}

/** The paste with other lines (each with its origin) and one more repair named. */
export function repaired(
  paste: Pasted,
  kept: readonly (readonly [string, number])[],
  repair: Repair,
  doubts: Partial<Doubts> = {},
): Pasted {
  return {
    ...paste,
    doubts: moreDoubts(paste.doubts, doubts),
    lines: kept.map(([line]) => line),
    from: kept.map(([, from]) => from),
    repairs: [...paste.repairs, repair],
  };
}

/** Each line with its origin, changed by `change`; undefined drops the line. */
export function mapped(
  paste: Pasted,
  change: (line: string, index: number) => string | undefined,
): (readonly [string, number])[] {
  const out: (readonly [string, number])[] = [];
  paste.lines.forEach((line, i) => {
    const changed = change(line, i);
    if (changed !== undefined) out.push([changed, paste.from[i] ?? i + 1]);
  });
  return out;
}

/** At most this many line numbers stand in a sentence. */
const NAMED_LINES = 20;

/** The numbers of lines as they stand in a sentence; of very many only the first. */
export function lineList(lines: readonly number[]): string {
  const named = lines.slice(0, NAMED_LINES).join(', ');
  return lines.length > NAMED_LINES ? `${named}, …` : named;
}

/** Keys by which a text is recognised as (a piece of) a manifest. */
const MANIFEST =
  /^[ \t]*(?:- +)*["']?(?:apiVersion|kind|metadata|spec|template|containers|initContainers|securityContext|runAs\w+|fsGroup|image|jobTemplate)["']?[ ]*:/m;

/** For each line the next one that is neither blank nor a comment; -1 where there is none. */
export function filledAfter(lines: readonly string[]): readonly number[] {
  const next: number[] = new Array(lines.length).fill(-1);
  let at = -1;
  for (let i = lines.length - 1; i >= 0; i--) {
    next[i] = at;
    if (!/^\s*(?:#|$)/.test(lines[i] ?? '')) at = i;
  }
  return next;
}

/** A line with which an object begins. */
export const OBJECT = /^(?:apiVersion|kind)\s*:\s/;

/**
 * Whether a line goes on with what stands before it: indented, a key of an object that has begun, or the second of
 * `apiVersion` and `kind`.
 */
export function goesOn(line: string, before = ''): boolean {
  if (/^\s+\S/.test(line) || /^- +[\w.-]+:(?:\s|$)/.test(line)) return true;
  if (/^(?:metadata|spec|status|data|template)\s*:(?:\s|$)/.test(line)) return true;
  const first = OBJECT.exec(before)?.[0].charAt(0);
  const second = OBJECT.exec(line)?.[0].charAt(0);
  return first !== undefined && second !== undefined && first !== second;
}

/** Whether a text holds at least one key of a workload's manifest. */
export function holdsManifest(text: string): boolean {
  return MANIFEST.test(text) || /\b(?:apiVersion|containers|securityContext):(?:\s|$)/.test(text);
}
