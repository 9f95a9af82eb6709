import { CsvError, parse } from 'csv-parse/sync';
import { DECK_LIMITS } from '../../study/limits.ts';
import type { Problem } from '../problem.ts';

/** A cell as it stands in the file, quotes taken off. */
export interface Cell {
  readonly text: string;
  /** 1-based, where the cell begins. */
  readonly line: number;
  readonly column: number;
}

export interface Row {
  readonly cells: readonly Cell[];
  /** 1-based, where the row begins. */
  readonly line: number;
}

/** CSV or Anki's notes in plain text: settings in `#key:value` lines, then rows. */
export interface Table {
  /** Keys in lower case: `separator`, `html`, `deck`, `guid column`, … */
  readonly settings: ReadonlyMap<string, string>;
  readonly separator: string;
  readonly rows: readonly Row[];
  readonly problems: readonly Problem[];
  /** A problem where a cell or row begins. */
  readonly problemAt: (
    place: Pick<Cell, 'line' | 'column'> & { readonly text?: string },
    what: {
      readonly code: string;
      readonly message: string;
      readonly severity?: 'error' | 'warning';
      readonly path?: string;
    },
  ) => Problem;
}

/** Anki's names of separators (docs.ankiweb.net, "Text Files", File Headers); anything else stands for itself. */
const SEPARATORS: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  space: ' ',
  pipe: '|',
  colon: ':',
};

const SETTING = /^"?#([a-z][a-z ]*):(.*)$/i;

/** `#deck:K8s,,,"` as a spreadsheet may save it, without what it added. */
function settingValue(raw: string, quoted: boolean): string {
  const value = quoted
    ? raw.replace(/"[,;\t]*$/, '').replaceAll('""', '"')
    : raw.replace(/(?<![,;\t])[,;\t]+$/, '');
  return value.trim();
}

/** Lines that the first row may go on over. */
const FIRST_ROW = 200;

/** The separator of the first row: a tab, or what it has most of outside of quotes, which may go on over lines. */
function guessSeparator(lines: readonly string[]): string {
  let end = 1;
  let quotes = quotesIn(lines[0] ?? '');
  while (quotes % 2 === 1 && end < Math.min(FIRST_ROW, lines.length)) quotes += quotesIn(lines[end++] ?? '');
  const firstRow = lines
    .slice(0, end)
    .join('\n')
    .replace(/"[^"]*"/g, '');
  // Text has commas and semicolons in it, and hardly ever a tab.
  if (firstRow.includes('\t')) return '\t';
  const [best] = [';', ',', '|'].toSorted((a, b) => firstRow.split(b).length - firstRow.split(a).length);
  return best !== undefined && firstRow.includes(best) ? best : ',';
}

function quotesIn(line: string): number {
  return line.split('"').length - 1;
}

/** Reads a table with the place of every cell. Pure; never throws: what cannot be read becomes a problem. */
export function readTable(file: string, text: string): Table {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const settings = new Map<string, string>();
  let skipped = 0;
  for (const line of lines) {
    if (!/^"?#/.test(line) && line.trim() !== '') break;
    const [, key, value] = SETTING.exec(line) ?? [];
    if (key !== undefined && value !== undefined) {
      const name = key.trim().toLowerCase();
      // The separator may be one of the characters that are taken off elsewhere.
      settings.set(name, name === 'separator' ? value : settingValue(value, line.startsWith('"')));
    }
    skipped++;
  }
  const named = settings.get('separator');
  const separator =
    named === undefined || named === ''
      ? guessSeparator(lines.slice(skipped, skipped + FIRST_ROW))
      : (SEPARATORS[named.toLowerCase()] ?? named);

  const problemAt: Table['problemAt'] = ({ line, column, text: cell = '' }, what) => {
    const excerpt = lines[line - 1] ?? '';
    const length = Math.max(1, cell.split('\n')[0]?.length ?? 1);
    return { severity: 'error', path: '', ...what, file, line, column, excerpt, length };
  };
  const base = { settings, separator, problemAt };
  try {
    return { ...base, rows: rowsOf(lines, skipped, separator), problems: [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = skipped + (typeof error.lines === 'number' ? error.lines : 1);
    const message =
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'a quoted cell is opened and never closed: end it with a double quote, and write a double quote inside as ""'
        : `this is not a table: ${error.message}`;
    return { ...base, rows: [], problems: [problemAt({ line, column: 1 }, { code: 'table', message })] };
  }
}

/** What csv-parse gives for a row with `info`; `lines` is the line it ends in, counted from 1. */
interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Cells of a row that are looked at; the format has fewer columns. */
const MOST_CELLS = 100;

function rowsOf(lines: readonly string[], skipped: number, separator: string): readonly Row[] {
  const parsed = parse(lines.slice(skipped).join('\n'), {
    delimiter: separator,
    info: true,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    to: DECK_LIMITS.cards + 2,
  }) as unknown as readonly Parsed[];
  return parsed.map(({ record, info }) => {
    let line = skipped + info.lines - breaksIn(record.join(''));
    const first = line;
    let from = 0;
    const cells = record.slice(0, MOST_CELLS).map((cell): Cell => {
      const begins = cell.split('\n', 1)[0] ?? '';
      const written = lines[line - 1] ?? '';
      const quoted = written.indexOf(begins.replaceAll('"', '""'), from);
      const found = quoted >= 0 ? quoted : Math.max(from, written.indexOf(begins, from));
      const place = { text: cell, line, column: found + 1 };
      const breaks = breaksIn(cell);
      line += breaks;
      from = breaks === 0 ? found + begins.length : cell.length - cell.lastIndexOf('\n') - 1;
      return place;
    });
    return { cells, line: first };
  });
}

function breaksIn(text: string): number {
  return text.split('\n').length - 1;
}
