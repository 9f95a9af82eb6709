import {
  filledAfter,
  goesOn,
  holdsManifest,
  lineList,
  mapped,
  OBJECT,
  type Pasted,
  repaired,
} from './pasted.ts';
import { keyAt } from './token.ts';

const FENCE = /^ {0,3}(?:`{3,}|~{3,})/;
/** The marks that end a line; a run of them is looked at from its beginning only. */
const CLOSING_BACKQUOTES = /(?<!`)`{3,}\s*$/;
const CLOSING = /(?:(?<!`)`{3,}|(?<!~)~{3,})\s*$/;

const QUOTED = /^\s?>(?:\s|$)/;
/** A quoted line that its author made bold or italic. */
const MARKED_QUOTE = /^\s?(\*{1,2}|_{1,2})> ?/;

function withoutEnd(text: string, mark: string): string {
  const end = text.trimEnd();
  return end.endsWith(mark) ? end.slice(0, -mark.length) : text;
}

function holdsKey(line: string): boolean {
  return keyAt(line.trim().replace(/^(?:[-*+] +)+/, '')) !== undefined;
}

/** `> ` and `>>> ` of a quoted message. Where only a part is quoted, that part is read. */
export function quoted(paste: Pasted, levels = 4): Pasted {
  if (levels === 0) return paste;
  if (paste.lines.some((line) => /<<-?\s*\\?["']?\w+/.test(line) && !line.startsWith('>'))) return paste;
  const filled = paste.lines.filter((line) => line.trim() !== '');
  const marks = filled.filter((line) => /^\s?>(?:\s|$)/.test(line)).length;
  const message = 'The quote marks (>) in front of the lines were removed.';
  const tight = filled.length > 1 && filled.every((line) => line.startsWith('>'));
  if (tight && filled.some((line) => !/^>(?:\s|$)/.test(line))) {
    const bare = mapped(paste, (line) => (line.startsWith('>') ? line.slice(1) : line));
    return quoted(repaired(paste, bare, { code: 'quote-marks', message }), levels - 1);
  }
  if (marks > 0 && marks >= filled.length * 0.6) {
    const first = paste.lines.findIndex((line) => QUOTED.test(line));
    const last = paste.lines.findLastIndex((line) => QUOTED.test(line));
    const unread: number[] = [];
    const lines = mapped(paste, (line, i) => {
      if (QUOTED.test(line)) return line.replace(/^\s?> ?/, '');
      const bold = MARKED_QUOTE.exec(line);
      if (bold !== null) return withoutEnd(line.slice(bold[0].length), bold[1] ?? '');
      if (i > first && i < last && holdsKey(line)) unread.push(paste.from[i] ?? i + 1);
      return undefined;
    });
    return quoted(repaired(paste, lines, { code: 'quote-marks', message }, { unread }), levels - 1);
  }
  const block = paste.lines.findIndex((line) => /^>>> /.test(line));
  if (block < 0 || holdsManifest(paste.lines.slice(0, block).join('\n'))) return paste;
  const lines = mapped(paste, (line, i) => (i < block ? undefined : line.replace(/^>>> /, '')));
  return repaired(paste, lines, { code: 'quote-marks', message });
}

/**
 * A fence mark between the lines of a manifest that began without one: it is no part of the manifest, and what is
 * indented behind it goes on. With an even number of marks they are blocks.
 */
function withoutStrayFences(paste: Pasted): Pasted {
  const marks = paste.lines.flatMap((line, i) => (/^ {0,3}(?:```|~~~)/.test(line) ? [i] : []));
  const [first] = marks;
  if (first === undefined || marks.length % 2 === 0) return paste;
  if (!paste.lines.slice(0, first).some((line) => OBJECT.test(line))) return paste;
  const seams: number[] = [];
  const after = filledAfter(paste.lines);
  const stray = new Set(
    marks.filter((mark) => {
      const next = after[mark] ?? -1;
      const line = paste.lines[next] ?? '';
      if (next < 0 || !goesOn(line, paste.lines[mark - 1])) return false;
      seams.push(paste.from[next] ?? next + 1);
      return true;
    }),
  );
  if (stray.size === 0) return paste;
  const where = lineList([...stray].map((i) => paste.from[i] ?? i + 1));
  return repaired(
    paste,
    mapped(paste, (line, i) => (stray.has(i) ? undefined : line)),
    {
      code: 'foreign-line',
      message: `The mark of a code block in line ${where} was left out: the manifest goes on behind it.`,
    },
    { seams },
  );
}

interface Block {
  readonly lines: (readonly [string, number])[];
  readonly start: number;
}

const SINGLE = /^ {0,3}`\s*$/;
const BRACED = /^ {0,3}(?:\{(?:code|noformat)(?::[^{}]{0,80})?\}|\[\/?code(?:=[^[\]]{0,40})?\])\s*$/i;

/** Marks around code other than fences, in pairs on lines of their own: one backquote, Jira's `{code:yaml}`, a forum's `[code]`. */
function pairedMarks(paste: Pasted): Pasted {
  const mark = [SINGLE, BRACED].find((one) => {
    const count = paste.lines.filter((line) => one.test(line)).length;
    return count > 0 && count % 2 === 0;
  });
  if (mark === undefined || paste.lines.some((line) => FENCE.test(line))) return paste;
  return { ...paste, lines: paste.lines.map((line) => (mark.test(line) ? '```' : line)) };
}

/** Code fences, closed or not: the blocks that hold a manifest are read, several as several documents. */
export function fenced(whole: Pasted): Pasted {
  const paste = withoutStrayFences(pairedMarks(whole));
  const first = paste.lines.findIndex((line) => /^ {0,3}(?:```|~~~)/.test(line));
  if (first < 0) return trailingFence(paste);
  const blocks: Block[] = [];
  let open: Block | undefined;
  let outside = 0;
  paste.lines.forEach((line, i) => {
    const from = paste.from[i] ?? i + 1;
    const fence = FENCE.exec(line);
    if (fence !== null) {
      if (open === undefined) {
        open = { lines: [], start: from };
        const behind = line.slice(fence[0].length).trimStart();
        const word = /^[\w+-]*/.exec(behind)?.[0] ?? '';
        const language = /^(?:ya?ml|json)?$/i.test(word);
        const rest = `${language ? '' : word}${behind.slice(word.length).trimStart()}`;
        if (/[:{]/.test(rest)) open.lines.push([rest.replace(CLOSING, ''), from]);
        if (/[:{]/.test(rest) && CLOSING.test(rest)) {
          blocks.push(open);
          open = undefined;
        }
      } else {
        blocks.push(open);
        open = undefined;
      }
      return;
    }
    if (open === undefined) outside += line.trim() === '' ? 0 : 1;
    else if (CLOSING_BACKQUOTES.test(line)) {
      open.lines.push([line.replace(CLOSING_BACKQUOTES, ''), from]);
      blocks.push(open);
      open = undefined;
    } else open.lines.push([line, from]);
  });
  const unclosed = open as Block | undefined;
  if (unclosed !== undefined) blocks.push(unclosed);
  const textOf = (block: Block): string => block.lines.map(([line]) => line).join('\n');
  const before = mapped(paste, (line, i) => (i < first ? line : undefined));
  if (
    !blocks.some((block) => holdsManifest(textOf(block))) &&
    holdsManifest(before.map(([line]) => line).join('\n'))
  ) {
    return repaired(paste, before, {
      code: 'code-fence',
      message: `The text after the code fence mark of line ${first + 1} was left out.`,
    });
  }
  if (before.some(([line]) => OBJECT.test(line))) blocks.unshift({ lines: before, start: 1 });
  const chosen = blocks.filter((block) => holdsManifest(textOf(block)));
  const read = chosen.length === 0 ? blocks.filter((block) => textOf(block).trim() !== '') : chosen;
  if (read.length === 0)
    return repaired(
      paste,
      mapped(paste, (line) => (FENCE.test(line) ? undefined : line)),
      { code: 'code-fence', message: 'Empty code fences were left out.' },
    );
  const lines = read.flatMap((block, i) =>
    i === 0 ? block.lines : [['---', block.start] as const, ...block.lines],
  );
  const left = outside > 0 ? ' The text around was left out.' : '';
  const which =
    blocks.length === 1
      ? `The code block of line ${read[0]?.start ?? 1} was read.`
      : `Of ${blocks.length} code blocks those beginning at line ${lineList(read.map((block) => block.start))} hold manifests and were read.`;
  const end = unclosed === undefined ? '' : ' Its closing mark is missing.';
  return repaired(paste, lines, { code: 'code-fence', message: `${which}${end}${left}` });
}

function trailingFence(paste: Pasted): Pasted {
  const only = paste.lines.filter((line) => line.trim() !== '');
  if (only.length === 0 || !only.some((line) => /^`[^`].*`$|```$/.test(line.trim()))) return paste;
  if (only.length === 1) {
    const lines = mapped(paste, (line) => line.trim().replace(/^`+|(?<!`)`+$/g, ''));
    return repaired(paste, lines, {
      code: 'code-fence',
      message: 'The backquotes around the text were removed.',
    });
  }
  const last = paste.lines.findIndex((line) => line.trimEnd().endsWith('```'));
  if (last < 0) return paste;
  const lines = mapped(paste, (line, i) => (i > last ? undefined : withoutEnd(line, '```')));
  return repaired(paste, lines, {
    code: 'code-fence',
    message: 'The closing mark of a code block was removed.',
  });
}

const NUMBERED = /^(\s*)(\d{1,6})(\s*[│|┃:┌└├╷╵]|[.)-](?=\s|[A-Za-z])|\t|(?= |$))(.*)$/;

/** Line numbers in front of the lines: an editor's gutter, `cat -n`, `less -N`. */
export function gutter(paste: Pasted): Pasted {
  const filled = paste.lines
    .map((line, i) => ({ i, found: NUMBERED.exec(line), blank: line.trim() === '' }))
    .filter((one) => !one.blank);
  const rows = filled.flatMap(({ i, found }) =>
    found === null
      ? []
      : [
          {
            i,
            start: (found[1] ?? '').length,
            number: Number(found[2]),
            digits: (found[2] ?? '').length,
            mark: found[3] ?? '',
            rest: found[4] ?? '',
          },
        ],
  );
  if (rows.length < 2 || rows.length < filled.length * 0.9) return paste;
  let rising = 0;
  for (let r = 1; r < rows.length; r++) if ((rows[r]?.number ?? 0) > (rows[r - 1]?.number ?? 0)) rising++;
  if (rising < (rows.length - 1) * 0.9) return paste;
  const gap = (row: { rest: string }): number => row.rest.length - row.rest.trimStart().length;
  const withText = rows.filter((row) => row.rest.trim() !== '');
  const ends = new Set(rows.map((row) => row.start + row.digits));
  const starts = new Set(rows.map((row) => row.start));
  const least = (some: readonly { rest: string }[]): number =>
    some.reduce((found, row) => Math.min(found, gap(row)), Number.POSITIVE_INFINITY);
  const aligned = ends.size > 1 && starts.size === 1 && padded(withText, least);
  const narrow = rows.reduce((found, row) => Math.min(found, row.digits), Number.POSITIVE_INFINITY);
  const common = least(aligned ? withText.filter((row) => row.digits === narrow) : withText);
  const cut = new Map(
    rows.map((row) => [
      row.i,
      row.rest.slice(aligned ? Math.max(0, common - (row.digits - narrow)) : common),
    ]),
  );
  const lines = mapped(paste, (line, i) => cut.get(i) ?? (line.trim() === '' ? '' : line));
  return repaired(paste, lines, {
    code: 'line-numbers',
    message: 'The line numbers in front of the lines were removed.',
  });
}

/** Numbers that start in one column, followed by fewer spaces the longer they are. */
function padded(
  rows: readonly { digits: number; rest: string; mark: string }[],
  least: (some: readonly { rest: string }[]) => number,
): boolean {
  const widths = [...new Set(rows.map((row) => row.digits))].sort((a, b) => a - b);
  const first = least(rows.filter((row) => row.digits === widths[0]));
  const last = least(rows.filter((row) => row.digits === widths[widths.length - 1]));
  return rows.every((row) => row.mark === '') && widths.length > 1 && first > last;
}
