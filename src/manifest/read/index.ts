/**
 * From what was pasted to text that a YAML reader can read: every wrapping is taken off, every repair named, and the
 * line of the paste is kept for each line of the text. The stages stand in the order the text flows.
 */
import { type Finding, ManifestError, type Repair } from '../explanation.ts';
import { border, filenames } from './border.ts';
import { plainCharacters, plainPunctuation, tabs } from './characters.ts';
import { firstLine, separated, truncated } from './edges.ts';
import { foreign } from './foreign.ts';
import { isRootKey } from './frame.ts';
import { tokensOfLines } from './lines-to-tokens.ts';
import { refuseOther, refuseProse } from './looks.ts';
import { lostIndentation, oneLineAt } from './lost.ts';
import { markup } from './markup.ts';
import { notes } from './notes.ts';
import { tokensOfOneLine } from './one-line-to-tokens.ts';
import { type Doubts, NO_DOUBTS, type Pasted } from './pasted.ts';
import { dedented, piece } from './piece.ts';
import { placeholders } from './placeholders.ts';
import { type Rebuilt, rebuild } from './rebuild.ts';
import { separators } from './separators.ts';
import { diff, shell } from './shell.ts';
import { slips } from './slips.ts';
import { suspicious } from './suspect.ts';
import { templates } from './templates.ts';
import type { Token } from './token.ts';
import { fenced, gutter, quoted } from './wrappings.ts';
import { write } from './write.ts';
import { type Written, writtenOver } from './written.ts';

/** One way to read a paste. */
export interface Reading {
  /** What the YAML reader is given. */
  readonly text: string;
  /** lines[i]: the line of the paste that line i + 1 of the text came from. May be longer than the text has lines. */
  readonly lines: readonly number[];
  readonly repairs: readonly Repair[];
  readonly findings?: readonly Finding[];
  /** What it leaves open, by lines of the paste; absent where that is nothing. */
  readonly doubts?: Doubts;
  /** How lines were written of which a value is not known, by their line of the paste. */
  readonly written?: ReadonlyMap<number, Written>;
}

/** The reading of a text with the lines of the paste that it was taken out of. */
export function inLines(reading: Reading, line: (line: number) => number): Reading {
  const { findings, doubts, written } = reading;
  const each = (lines: readonly number[]): readonly number[] => lines.map(line);
  return {
    ...reading,
    lines: each(reading.lines),
    ...(findings === undefined
      ? {}
      : {
          findings: findings.map((one) => (one.line === undefined ? one : { ...one, line: line(one.line) })),
        }),
    ...(doubts === undefined
      ? {}
      : {
          doubts: {
            unread: each(doubts.unread),
            missing: each(doubts.missing),
            values: each(doubts.values),
            cut: each(doubts.cut),
            seams: each(doubts.seams),
          },
        }),
    ...(written === undefined
      ? {}
      : { written: new Map([...written].map(([from, known]) => [line(from), known])) }),
  };
}

/** Beyond this many characters (1 MiB) nothing is rebuilt: the paste is read as it is. */
const REBUILDABLE = 1 << 20;

const identity: number[] = [];

function identityOf(count: number): readonly number[] {
  for (let i = identity.length; i < count; i++) identity.push(i + 1);
  return identity;
}

/**
 * Reads a paste: one reading, or several where lost indentation leaves more than one; the likeliest comes first.
 * A clean manifest is passed on as it is. Throws a ManifestError for a text that is no manifest by its look.
 */
export function readPaste(paste: string): readonly [Reading, ...Reading[]] {
  const lines = paste.split('\n');
  if (!suspicious(paste) && clean(lines)) {
    return [{ text: paste, lines: identityOf(lines.length), repairs: [] }];
  }
  return repair(paste);
}

/** Whether nothing at the first column looks wrong: a manifest whose lines begin with keys that belong there. */
function clean(lines: readonly string[]): boolean {
  let keys = 0;
  let objects = 0;
  let last = '';
  let ended = false;
  let first: string | undefined;
  for (const line of lines) {
    const code = line.charCodeAt(0);
    if (Number.isNaN(code)) continue;
    if (code !== 35 && line.trim() !== '') {
      last = line;
      first ??= line;
    }
    if (ended && code === 32 && line.trim() !== '') return false;
    if (code === 32 || code === 35) continue;
    if (ended && !line.startsWith('---')) return false;
    if (code === 45 || code === 46) {
      if (line.startsWith('...')) ended = true;
      if (line.startsWith('---')) ended = false;
      if (line.startsWith('---') || line.startsWith('...')) {
        if (line.length > 3 && !/^[ \t]+(?:#|$)/.test(line.slice(3))) return false;
        objects = 0;
      } else if (line.charCodeAt(1) !== 32 && line.length > 1) return false;
      keys++;
      continue;
    }
    if (code === 91 && keys === 0) return false;
    if (code === 123 || code === 125 || code === 91 || code === 93) {
      if (keys > 0 && first !== undefined && !/^[{[]/.test(first)) return false;
      keys++;
      continue;
    }
    const colon = line.indexOf(':');
    if (colon < 0 || line.slice(0, colon).includes(' ')) return false;
    if (colon + 1 < line.length && !/^\s/.test(line.slice(colon + 1, colon + 2))) return false;
    if (line.startsWith('apiVersion:')) objects++;
    if (objects > 0 && !isRootKey(line.slice(0, colon))) return false;
    if (objects > 1 || line.startsWith('services:') || /^[A-Z]/.test(line)) return false;
    keys++;
  }
  if (keys === 0 || first === undefined) return false;
  const ending = last.trim();
  if (!/^[#{}[\]-]|:(?:\s|$)/.test(ending) || (/["'[{]/.test(ending) && !/["'\]}]$/.test(ending)))
    return false;
  if (keys === 1 && !/^[{[]/.test(first)) return false;
  return !first.startsWith(' ') && oneLineAt(lines) < 0 && !lostIndentation(lines);
}

/** Reads a paste that is not clean: every stage has its look at it. Throws as readPaste does. */
export function repair(paste: string): readonly [Reading, ...Reading[]] {
  const raw = paste.split(/\r\n|\r|\n/);
  const repairs: Repair[] = [];
  if (paste.includes('\r'))
    repairs.push({ code: 'line-ends', message: 'Windows line ends were read as line breaks.' });
  let now: Pasted = {
    lines: raw,
    from: identityOf(raw.length).slice(0, raw.length),
    repairs,
    findings: [],
    doubts: NO_DOUBTS,
  };
  for (const stage of [
    plainCharacters,
    (one: Pasted) => quoted(one),
    fenced,
    filenames,
    border,
    markup,
    gutter,
    shell,
    diff,
    tabs,
    plainPunctuation,
  ])
    now = stage(now);
  now = jsonPiece(now);
  refuseOther(now.lines.join('\n'));
  const filled = placeholders(notes(templates(now)));
  const written = writtenOver(now, filled);
  now = written === undefined ? filled : { ...filled, written };
  if (/^\s*[{[]/.test(now.lines.join('\n'))) return [reading(now)];
  now = slips(separators(inlineFence(now)));
  const at = oneLineAt(now.lines);
  if (at >= 0) return fromOneLine(now, at);
  now = separated(truncated(foreign(now)));
  const flush = dedented(now);
  const whole = piece(flush);
  refuseProse(whole.lines.join('\n'));
  if (lostIndentation(whole.lines)) {
    const rebuilt = fromLines(whole);
    if (rebuilt !== undefined) return rebuilt;
  }
  // A piece that is whole stays where it stood.
  return [reading(firstLine(whole === flush ? now : whole))];
}

/** `"securityContext": {…},`: members of a JSON object without the object around them. */
function jsonPiece(now: Pasted): Pasted {
  const first = now.lines.findIndex((line) => line.trim() !== '');
  const last = now.lines.findLastIndex((line) => line.trim() !== '');
  if (!/^\s*"[\w.$/-]+"\s*:\s*[{[]/.test(now.lines[first] ?? '')) return now;
  if (!/[}\]],?\s*$/.test(now.lines[last] ?? '')) return now;
  const lines = now.lines.map((line, i) => {
    const end = i === last ? `${line.trimEnd().replace(/,$/, '')}}` : line;
    return i === first ? `{${end}` : end;
  });
  const repair = {
    code: 'json-piece',
    message: 'This is a piece of a JSON object; the braces around it were added.',
  };
  return { ...now, lines, repairs: [...now.repairs, repair] };
}

/** A code block in the middle of a line, left when the line breaks were lost. */
function inlineFence(now: Pasted): Pasted {
  const at = now.lines.findIndex((line) => line.includes('```'));
  const found = /```(?:ya?ml|json)?\s([^`]+)(?:```|$)/.exec(now.lines[at] ?? '');
  const text = found?.[1]?.trimStart();
  if (text === undefined || oneLineAt([text]) < 0) return now;
  const repair = { code: 'code-fence', message: 'The code block was read; the text around was left out.' };
  return { ...now, lines: [text], from: [now.from[at] ?? at + 1], repairs: [...now.repairs, repair] };
}

function reading(now: Pasted): Reading {
  return { text: now.lines.join('\n'), lines: now.from, repairs: now.repairs, ...said(now) };
}

/** What goes along with a reading, where there is something. */
function said({ findings, doubts, written }: Pasted): Pick<Reading, 'findings' | 'doubts' | 'written'> {
  const open = Object.values(doubts).some((lines) => lines.length > 0);
  return {
    ...(findings.length === 0 ? {} : { findings }),
    ...(open ? { doubts } : {}),
    ...(written === undefined ? {} : { written }),
  };
}

/**
 * A second try for a text that the YAML reader refuses because its indentation does not fit: the shape of the API
 * decides, and the indentation that is left is a hint. undefined where that gives nothing better.
 */
export function reindent(from: Reading): readonly [Reading, ...Reading[]] | undefined {
  if (/^\s*[{[]/.test(from.text)) return undefined;
  const lines = from.text.split('\n');
  return fromLines({
    lines,
    from: from.lines.slice(0, lines.length),
    repairs: from.repairs,
    findings: from.findings ?? [],
    doubts: from.doubts ?? NO_DOUBTS,
    ...(from.written === undefined ? {} : { written: from.written }),
  });
}

/** Readings that come out as the same text are one. */
function distinct(found: readonly Rebuilt[], tokens: readonly Token[]): readonly Rebuilt[] {
  const seen = new Set<string>();
  return found.filter((one) => {
    const { text } = write(one, tokens);
    const fresh = !seen.has(text);
    seen.add(text);
    return fresh;
  });
}

function fromLines(now: Pasted): readonly [Reading, ...Reading[]] | undefined {
  if (now.lines.reduce((sum, line) => sum + line.length, 0) > REBUILDABLE) return undefined;
  const tokens = tokensOfLines(now.lines);
  const indented = tokens.some((token) => (token.indent ?? 0) - 2 * token.dashes > 0);
  const found = distinct(rebuild(tokens, indented ? 1.2 : 0), tokens);
  const readings = found.map((one) => rebuiltReading(now, tokens, one, found, indented ? 'partly' : 'flush'));
  const [first, ...others] = readings;
  return first === undefined ? undefined : [first, ...others];
}

function fromOneLine(now: Pasted, at: number): readonly [Reading, ...Reading[]] {
  const around = now.lines.filter((line, i) => i !== at && line.trim() !== '');
  const follows = around.some((line) => /^\s*(?:- +)*[\w.-]+:(?:\s|$)/.test(line));
  const text = follows ? now.lines.map((line) => line.trimEnd()).join(' ') : (now.lines[at] ?? '');
  if (text.length > REBUILDABLE)
    throw new ManifestError(
      'too-large',
      'One line of more than a mebibyte is not taken apart. Paste the manifest with its line breaks.',
    );
  const start = text.search(
    /(?:^|\s)(?:apiVersion|kind|metadata|spec|containers|initContainers|securityContext|name|image|template|runAs\w+|fsGroup):(?:\s|$)/,
  );
  const lead = text.slice(0, Math.max(0, start)).trim();
  const { tokens, spaced } = tokensOfOneLine(
    lead === '' || lead.startsWith('#') || lead.includes(':') || lead === '---' || lead === '-'
      ? text
      : text.slice(start),
  );
  const found = distinct(rebuild(tokens, spaced ? 3 : 0), tokens);
  const readings = found.map((one) => rebuiltReading(now, tokens, one, found, 'one-line'));
  const [first, ...others] = readings;
  return first === undefined ? [reading(now)] : [first, ...others];
}

const HOW = {
  flush: {
    code: 'indentation-lost',
    message:
      'The indentation was lost (every line begins at the first column). It was rebuilt from the shape of the Kubernetes API: which keys may stand under which.',
  },
  partly: {
    code: 'indentation-lost',
    message:
      'Part of the indentation was lost or does not fit. It was rebuilt from the shape of the Kubernetes API: which keys may stand under which.',
  },
  'one-line': {
    code: 'line-breaks-lost',
    message:
      'The line breaks were lost (everything stood on one line). Lines and indentation were rebuilt from the shape of the Kubernetes API; line numbers are those of the manifest as rebuilt.',
  },
} as const;

function rebuiltReading(
  now: Pasted,
  tokens: readonly Token[],
  one: Rebuilt,
  all: readonly Rebuilt[],
  how: keyof typeof HOW,
): Reading {
  const written = write(one, tokens);
  const repairs: Repair[] = [...now.repairs, HOW[how]];
  const lineOf = (token: Token): number => now.from[token.line - 1] ?? token.line;
  const where = (some: readonly Token[]): string =>
    some
      .slice(0, 6)
      .map((token) => (how === 'one-line' ? `${token.key}` : `${token.key} (line ${lineOf(token)})`))
      .join(', ');
  if (all.length > 1) {
    repairs.push({
      code: 'ambiguous-indentation',
      message: `Without indentation it can be read in ${all.length} ways; ${all.length === 2 ? 'both' : 'all'} are shown. They differ in where a securityContext or a field that decides about security belongs.`,
    });
  } else if (one.contested.length > 0) {
    repairs.push({
      code: 'placement-guessed',
      message: `Without indentation these could stand at more than one level and were placed by what follows them: ${where(one.contested)}.`,
    });
  }
  if (one.odd.length > 0) {
    repairs.push({
      code: 'key-out-of-place',
      message: `These keys fit nowhere by the API's shape, and their place was guessed: ${where(one.odd)}.`,
    });
  }
  if (how === 'one-line' && tokens.some((token) => token.kind === 'comment')) {
    repairs.push({
      code: 'comment-end-guessed',
      message: 'On one line a comment has no end; each was taken to end before the next key that fits.',
    });
  }
  const lines =
    how === 'one-line'
      ? identityOf(written.lines.length)
      : written.lines.map((line) => now.from[line - 1] ?? line);
  const { written: values, ...rest } = said(now);
  // On one line all values stand in the same line of the paste.
  const known = how === 'one-line' || values === undefined ? {} : { written: values };
  return { text: written.text, lines, repairs, ...rest, ...known };
}
