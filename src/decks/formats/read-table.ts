import { DECK_LIMITS } from '../../study/limits.ts';
import type { PlacedText } from '../positions.ts';
import { spell } from '../positions.ts';
import type { Problem } from '../problem.ts';
import { COLUMN_LIST, columnAt, columnName } from './columns.ts';
import { fromHtml } from './html.ts';
import { rowsOfNote } from './notes.ts';
import { cardOfRow, cut, deckId } from './row-card.ts';
import { type Cell, type Row, readTable, type Table } from './table.ts';
import { frontOf } from './write-anki.ts';

/** Where a column of the table is, and what it means; undefined for one that is not used. */
type Heads = readonly (string | undefined)[];

/** A card with the row it comes from and the cells of that row by column. */
interface Placed {
  readonly card: unknown;
  readonly row: Row;
  readonly cells: ReadonlyMap<string, Cell>;
}

const ANKI_COLUMNS = { guid: 'id', tags: 'tags', notetype: 'note type', deck: 'deck' } as const;

/**
 * A deck from CSV or from Anki's notes in plain text, in the form in which YAML comes: a value still to be validated,
 * with the place of everything in it. A header row names the columns (docs/writing-decks.md); Anki's files have
 * `#columns:` or just the fields in order. Pure; never throws.
 */
export function readTableDeck(file: string, text: string): PlacedText {
  const table = readTable(file, text);
  const problems: Problem[] = [...table.problems];
  const anki = isAnki(file, table);
  const { heads, rows } = headsOf(table, anki, problems);
  const stem = file.replace(/^.*[\\/]/, '').replace(/\.[a-z]{1,5}$/i, '');
  const several = new Set(rows.map((row) => cellsOf(row, heads).get('deck')?.text ?? '')).size > 1;
  const [first] = rows;
  const inColumn = first === undefined ? undefined : cellsOf(first, heads).get('deck')?.text;
  const named = table.settings.get('deck') ?? (several ? undefined : inColumn);
  const title = (named ?? stem).split('::').at(-1)?.trim() || 'Imported deck';
  const cards = rows.flatMap((row) => cardsOfRow(row, heads, { table, anki, title, several, problems }));
  const fallback: Placed = {
    card: undefined,
    row: { cells: [], line: 1 },
    cells: new Map(),
  };

  const at: PlacedText['at'] = (path, what) => {
    const [part, index, ...inside] = path;
    const placed = (part === 'cards' && typeof index === 'number' ? cards[index] : undefined) ?? fallback;
    const column = columnAt(inside);
    const cell = column === undefined ? undefined : placed.cells.get(column);
    const message = `${spell(path) || 'the deck'} ${what.message}`;
    return table.problemAt(cell ?? placed.row.cells[0] ?? { line: placed.row.line, column: 1 }, {
      ...what,
      message: column === undefined ? message : `${message} (column "${column}")`,
    });
  };

  if (table.problems.length === 0 && rows.length === 0)
    problems.push(
      table.problemAt(
        { line: 1, column: 1 },
        { code: 'no-rows', message: 'the file has no rows below its header row: write a card a row' },
      ),
    );
  const failed = problems.some((each) => each.severity === 'error');
  const value = {
    id: table.settings.get('id') ?? table.settings.get('podium id') ?? deckId(named ?? title),
    title: cut(title, DECK_LIMITS.title),
    description:
      table.settings.get('description') ??
      table.settings.get('podium description') ??
      cut(`Imported from ${file}`, DECK_LIMITS.description),
    ...afterOf(table),
    cards: cards.map(({ card }) => card),
  };
  return { value: failed ? undefined : value, problems, at };
}

/** The decks that the file's deck comes after. */
function afterOf({ settings }: Table): { readonly after?: readonly string[] } {
  const named = (settings.get('after') ?? settings.get('podium after'))?.trim();
  return named === undefined || named === '' ? {} : { after: named.split(/[\s,;]+/) };
}

/** A file that Anki wrote says so in its settings; a `.txt` without any is taken for one. */
function isAnki(file: string, { settings }: Table): boolean {
  return (
    ['html', 'notetype', 'guid column', 'notetype column', 'deck column', 'tags column'].some((key) =>
      settings.has(key),
    ) ||
    (!/\.csv$/i.test(file) && !settings.has('columns'))
  );
}

function cellsOf(row: Row, heads: Heads): ReadonlyMap<string, Cell> {
  return new Map(
    row.cells.flatMap((cell, index): readonly (readonly [string, Cell])[] => {
      const head = heads[index];
      return head === undefined ? [] : [[head, cell]];
    }),
  );
}

/** The columns by place, and the rows below them. */
function headsOf(
  table: Table,
  anki: boolean,
  problems: Problem[],
): { readonly heads: Heads; readonly rows: readonly Row[] } {
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
  const known = cells.filter((cell) => columnName(cell.text) !== undefined).length;
  const hasPrompt = cells.some((cell) => columnName(cell.text) === 'prompt');
  if (named === undefined && !hasPrompt) {
    if (!anki && head !== undefined) {
      const missing =
        known === 0
          ? `the first row names no column: write a header row, for instance prompt,answer. Columns are ${COLUMN_LIST}`
          : `the first row has no column "prompt": name the column of the questions so. Columns are ${COLUMN_LIST}`;
      problems.push(
        table.problemAt(head.cells[0] ?? { line: 1, column: 1 }, { code: 'no-prompt', message: missing }),
      );
    }
    return { heads: fieldsInOrder(rows, special), rows };
  }
  const seen = new Set<string>();
  const heads = cells.map((cell, index) => {
    const name = special.get(index) ?? columnName(cell.text);
    if (name !== undefined && !seen.has(name)) {
      seen.add(name);
      return name;
    }
    if (cell.text.trim() !== '')
      problems.push(
        table.problemAt(cell, {
          severity: 'warning',
          code: 'unknown-column',
          message: `the column "${cell.text.trim()}" is ${name === undefined ? 'not one of the format and is left out' : 'there twice; this one is left out'}. Columns are ${COLUMN_LIST}`,
        }),
      );
    return undefined;
  });
  return { heads, rows: named === undefined ? rows.slice(1) : rows };
}

/** Anki writes a note's fields in order: front, back, and what else there is. */
function fieldsInOrder(rows: readonly Row[], special: ReadonlyMap<number, string>): Heads {
  const width = Math.max(0, ...rows.map((row) => row.cells.length));
  const fields = ['prompt', 'answer', 'explanation'];
  return Array.from({ length: width }, (_, index) => special.get(index) ?? fields.shift());
}

interface RowContext {
  readonly table: Table;
  readonly anki: boolean;
  readonly title: string;
  readonly several: boolean;
  readonly problems: Problem[];
}

function cardsOfRow(row: Row, heads: Heads, context: RowContext): readonly Placed[] {
  const { table, problems, title, several } = context;
  const extra = row.cells.slice(heads.length).find((cell) => cell.text.trim() !== '');
  if (extra !== undefined)
    problems.push(
      table.problemAt(extra, {
        code: 'too-many-cells',
        message: `this row has ${row.cells.length} cells, and there are ${heads.length} columns: put text that holds the separator in double quotes`,
      }),
    );
  const cells = cellsOf(row, heads);
  const own = cells.get('podium');
  if (own !== undefined && own.text.trim() !== '') return ownCard(row, cells, own, context);
  const texts = new Map([...cells].map(([column, cell]) => [column, textOf(cell, context)] as const));
  const topic = (several ? texts.get('deck')?.split('::').at(-1)?.trim() : undefined) || title;
  const notes = context.anki
    ? rowsOfNote(texts, texts.get('note type') ?? table.settings.get('notetype') ?? '')
    : [texts];
  return notes.map((note) => {
    const { card, faults } = cardOfRow(note, { topic: cut(topic, DECK_LIMITS.topic) });
    for (const { column, message } of faults)
      problems.push(
        table.problemAt(cells.get(column) ?? row.cells[0] ?? { line: row.line, column: 1 }, {
          code: 'cell',
          message: `${column} ${message}`,
        }),
      );
    return { card, row, cells };
  });
}

/** A cell's text; of Anki's HTML what text can say, with an error for what it cannot. */
function textOf(cell: Cell, { table, problems }: RowContext): string {
  if (table.settings.get('html')?.toLowerCase() !== 'true') return cell.text;
  const { text, lost } = fromHtml(cell.text);
  for (const what of lost)
    problems.push(
      table.problemAt(cell, {
        code: 'not-text',
        message: `this note holds ${what}, and cards are text: say it in words, or leave the note out`,
      }),
    );
  return text;
}

/** A card that Podium wrote: whole in its own column, unless somebody has changed what one reads beside it. */
function ownCard(
  row: Row,
  cells: ReadonlyMap<string, Cell>,
  own: Cell,
  context: RowContext,
): readonly Placed[] {
  const { table, problems } = context;
  try {
    const card: unknown = JSON.parse(own.text);
    const front = cells.get('prompt');
    if (front === undefined || front.text.trim() === frontOf(card).trim()) return [{ card, row, cells }];
    problems.push(
      table.problemAt(front, {
        code: 'edited',
        message:
          'this text was changed, but the column "Podium" holds the card as it was: change it there too, or empty that cell to have the row read as a plain note',
      }),
    );
  } catch {
    problems.push(
      table.problemAt(own, {
        code: 'cell',
        message: 'this is not the JSON that Podium wrote here: export the deck again, or empty the cell',
      }),
    );
  }
  return [];
}
