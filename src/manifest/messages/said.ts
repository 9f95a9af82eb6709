import type { ClusterMessage } from '../explanation.ts';

/** A paste in which messages are looked for: quotes without escapes, and every run of blanks one space. */
export interface Said {
  readonly text: string;
  /** The lines of the paste, quotes without escapes. */
  readonly lines: readonly string[];
  /** The line (1-based) of the paste in which some words stand; the first where a line break parts them. */
  readonly lineOf: (words: string) => number;
  /** The line (1-based) of the paste to which a place in `text` belongs. */
  readonly lineAt: (index: number) => number;
}

/** Recognises one family of messages; none where the paste holds none of it. */
export type Family = (said: Said) => readonly ClusterMessage[];

/** Messages that break over lines, or that stand in JSON, a log or YAML with their quotes escaped, read as the one line they are. */
export function saidIn(paste: string): Said {
  const plain = paste.replaceAll('\\"', '"').replace(/(?<=\w)''(?=\w)/g, "'");
  const lines = plain.split('\n');
  let starts: readonly number[] | undefined;
  return {
    text: plain.replace(/\s+/g, ' '),
    lines,
    lineAt: (index) => {
      starts ??= startsIn(lines);
      let line = 0;
      while ((starts[line + 1] ?? Number.POSITIVE_INFINITY) <= index) line += 1;
      return line + 1;
    },
    lineOf: (words) => {
      const at = lines.findIndex((line) => line.includes(words));
      if (at >= 0) return at + 1;
      const start = words.split(' ', 2).join(' ');
      return (
        Math.max(
          0,
          lines.findIndex((line) => line.includes(start)),
        ) + 1
      );
    },
  };
}

/** Where each line begins in the text in which every run of blanks is one space. */
function startsIn(lines: readonly string[]): readonly number[] {
  let length = 0;
  let blank = false;
  return lines.map((line) => {
    const start = length;
    for (const sign of `${line}\n`) {
      const isBlank = /\s/.test(sign);
      if (!isBlank || !blank) length += sign.length;
      blank = isBlank;
    }
    return start;
  });
}

/** Longest part of a message that is quoted, in characters. */
const QUOTED = 400;

/** A message's words, cut where they are very long. */
export function quoted(text: string): string {
  const trimmed = text.trim();
  return trimmed.length > QUOTED ? `${trimmed.slice(0, QUOTED)}…` : trimmed;
}

/** The names in a list of quoted names: `"a", "b"`. */
export function quotedNames(text: string): readonly string[] {
  return [...text.matchAll(/"([^"]{1,253})"/g)].map(([, name]) => name ?? '');
}

/** ``container `a` `` or ``containers `a`, `b` ``; `each container` where no name is given. */
export function containerWords(names: readonly string[]): string {
  if (names.length === 0) return 'each container';
  return `container${names.length === 1 ? '' : 's'} ${names.map((name) => `\`${name}\``).join(', ')}`;
}

/** What to paste after a message has been explained. */
export const ASK =
  'Paste the manifest that was applied, or what kubectl get pod NAME -o yaml prints, to see the line.';
