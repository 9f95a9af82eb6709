import type { Problem } from '../problem.ts';
import { COLUMN_LIST, columnName, nearestColumn } from './columns.ts';
import type { Cell, Row, Table } from './table.ts';

/** Where a column of the table is, and what it means; undefined for one that is not used. */
export type Heads = readonly (string | undefined)[];

export interface HeadedRows {
  readonly heads: Heads;
  readonly rows: readonly Row[];
  /** Columns that were missed at the head of the table: no row is told so again. */
  readonly missing: readonly string[];
  /** Nothing is known of what stands in the rows. */
  readonly unread: boolean;
}

const ANKI_COLUMNS = { guid: 'id', tags: 'tags', notetype: 'note type', deck: 'deck' } as const;

/** The columns by place, and the rows below them. */
export function headsOf(table: Table, anki: boolean, problems: Problem[]): HeadedRows {
  const { settings, rows } = table;
  const special = new Map<number, string>();
  for (const [setting, column] of Object.entries(ANKI_COLUMNS)) {
    const place = Number(settings.get(`${setting} column`));
    if (Number.isInteger(place) && place > 0) special.set(place - 1, column);
  }
  const named = settings.get('columns');
  const [head] = rows;
  const cells =
    named?.split(table.separator).map((text) => ({ text, line: 1, column: 1 })) ?? head?.cells ?? [];
  const hasPrompt = cells.some((cell) => columnName(cell.text) === 'prompt');
  if (named === undefined && !hasPrompt) {
    if (anki || head === undefined)
      return { heads: fieldsInOrder(rows, special), rows, missing: [], unread: false };
    const known = cells.some((cell) => columnName(cell.text) !== undefined);
    const heads = known ? headsIn(cells, special, table, problems) : [];
    const message = known
      ? 'the first row has no column "prompt": name the column of the questions so'
      : `the first row names no column: write a header row, for instance prompt,answer. Columns are ${COLUMN_LIST}`;
    problems.push(table.problemAt(head.cells[0] ?? { line: 1, column: 1 }, { code: 'no-prompt', message }));
    if (!known) return { heads, rows: [], missing: [], unread: true };
    const missing = ['prompt', ...missedOptions(heads, cells, table, problems)];
    return { heads, rows: rows.slice(1), missing, unread: false };
  }
  const heads = headsIn(cells, special, table, problems);
  const below = named === undefined ? rows.slice(1) : rows;
  const missing = missedOptions(heads, cells, table, problems);
  return { heads, rows: below, missing, unread: false };
}

/** Anki writes a note's fields in order: front, back, and what else there is. */
function fieldsInOrder(rows: readonly Row[], special: ReadonlyMap<number, string>): Heads {
  const width = Math.max(0, ...rows.map((row) => row.cells.length));
  const fields = ['prompt', 'answer', 'explanation'];
  return Array.from({ length: width }, (_, index) => special.get(index) ?? fields.shift());
}

function headsIn(
  cells: readonly Cell[],
  special: ReadonlyMap<number, string>,
  table: Table,
  problems: Problem[],
): Heads {
  const letters = bareLetters(cells);
  const seen = new Set<string>();
  const unknown: Cell[] = [];
  const heads = cells.map((cell, index) => {
    const name = special.get(index) ?? columnName(cell.text) ?? letters.get(index);
    if (name !== undefined && !seen.has(name)) {
      seen.add(name);
      return name;
    }
    if (name !== undefined)
      problems.push(
        table.problemAt(cell, {
          severity: 'warning',
          code: 'unknown-column',
          message: `the column "${cell.text.trim()}" is there twice (as "${name}"); this one is left out`,
        }),
      );
    else if (cell.text.trim() !== '') unknown.push(cell);
    return undefined;
  });
  const [first] = unknown;
  if (first !== undefined)
    problems.push(
      table.problemAt(first, { severity: 'warning', code: 'unknown-column', message: sayUnknown(unknown) }),
    );
  // `Question, Correct answer` and no options: the answer itself.
  const options = heads.some((name) => name?.startsWith('option '));
  return heads.map((name, index) =>
    name === 'correct' && !options && !seen.has('answer') && /answer/i.test(cells[index]?.text ?? '')
      ? 'answer'
      : name,
  );
}

/** Columns called A, B, C are options. */
function bareLetters(cells: readonly Cell[]): ReadonlyMap<number, string> {
  const found = cells.flatMap(({ text }, index) => (/^\s*[a-l]\s*$/i.test(text) ? [index] : []));
  const inOrder = found.every((at, order) => cells[at]?.text.trim().toLowerCase() === 'abcdefghijkl'[order]);
  return new Map(found.length > 1 && inOrder ? found.map((at, order) => [at, `option ${order + 1}`]) : []);
}

function sayUnknown(cells: readonly Cell[]): string {
  const each = cells.slice(0, 8).map(({ text }) => {
    const near = nearestColumn(text);
    return `"${text.trim().slice(0, 40)}"${near === undefined ? '' : ` (did you mean "${near}"?)`}`;
  });
  const more = cells.length > each.length ? ` and ${cells.length - each.length} more` : '';
  const names = `${each.join(', ')}${more}`;
  return cells.length === 1
    ? `the column ${names} is not known and is left out. Columns are ${COLUMN_LIST}`
    : `the columns ${names} are not known and are left out. Columns are ${COLUMN_LIST}`;
}

/** A column that says which option is right, in a table without any: said once, and not again in every row. */
function missedOptions(
  heads: Heads,
  cells: readonly Cell[],
  table: Table,
  problems: Problem[],
): readonly string[] {
  const at = heads.indexOf('correct');
  const cell = cells[at];
  if (cell === undefined || heads.some((name) => name?.startsWith('option '))) return [];
  const message = `the column "${cell.text.trim()}" says which option is right, and no column holds options: call them "option 1", "option 2" and so on`;
  problems.push(table.problemAt(cell, { code: 'no-options', message }));
  return ['correct', 'answer'];
}
