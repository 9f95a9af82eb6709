import { isSlug } from '../../study/ids.ts';
import { DECK_LIMITS } from '../../study/limits.ts';
import type { PlacedText } from '../positions.ts';
import type { Problem } from '../problem.ts';
import { type DeckPath, spell, subjectOf } from '../subject.ts';
import { columnAt } from './columns.ts';
import { asMeant } from './formulas.ts';
import { type Heads, headsOf } from './heads.ts';
import { fromHtml } from './html.ts';
import { rowsOfNote } from './notes.ts';
import { ownCardIn } from './own-card.ts';
import { deckOfGuids, deckOfNotes, ownNoteIn } from './own-note.ts';
import { cardOfRow, cut, deckId } from './row-card.ts';
import { type Cell, type Row, readTable, type Table } from './table.ts';

/** A card with the row it comes from and the cells of that row by column. */
interface Placed {
  readonly card: unknown;
  readonly row: Row;
  readonly cells: ReadonlyMap<string, Cell>;
  /** Columns of which a fault was told already; `*` is all of them. */
  readonly told: ReadonlySet<string>;
}

/**
 * A deck from CSV or from Anki's notes in plain text, in the form in which YAML comes: a value still to be validated,
 * with the place of everything in it. A header row names the columns (docs/writing-decks.md); Anki's files have
 * `#columns:` or just the fields in order. Pure; never throws.
 */
export function readTableDeck(file: string, text: string): PlacedText {
  const read = readTable(file, text);
  const anki = isAnki(file, read);
  const table = anki ? read : { ...read, rows: read.rows.map(withoutApostrophes) };
  const problems: Problem[] = [...table.problems];
  const { heads, rows, missing, unread } = headsOf(table, anki, problems);
  const stem = file.replace(/^.*[\\/]/, '').replace(/\.[a-z]{1,5}$/i, '');
  const several = new Set(rows.map((row) => cellsOf(row, heads).get('deck')?.text ?? '')).size > 1;
  const [first] = rows;
  const inColumn = first === undefined ? undefined : cellsOf(first, heads).get('deck')?.text;
  const carried = several ? undefined : deckOfNotes(rows.map((row) => ownNoteIn(row.cells)));
  const guided = deckOfGuids(anki ? rows.map((row) => cellsOf(row, heads).get('id')?.text ?? '') : []);
  const named = table.settings.get('deck') ?? (several ? undefined : inColumn) ?? carried?.title;
  const title = (named ?? stem).split('::').at(-1)?.trim() || 'Imported deck';
  const html = isHtml(table, anki);
  const context = { table, anki, html, title, several, problems, missing };
  const cards = rows.flatMap((row) => cardsOfRow(row, heads, context));
  const fallback: Placed = {
    card: undefined,
    row: { cells: [], line: 1 },
    cells: new Map(),
    told: new Set(),
  };
  const placedAt = ([part, index]: DeckPath): Placed | undefined =>
    part === 'cards' && typeof index === 'number' ? cards[index] : undefined;

  const at: PlacedText['at'] = (path, what) => {
    const placed = placedAt(path) ?? fallback;
    const column = columnAt(path.slice(2));
    const cell = column === undefined ? undefined : placed.cells.get(column);
    const subject = subjectOf(path, (item) => (item.length === 2 ? idOf(placed) : undefined));
    const message = `${placed.cells.has('id') || placed === fallback ? subject : subject.replace(/^card \d+/, 'this card')} ${what.message}`;
    return table.problemAt(cell ?? placed.row.cells[0] ?? { line: placed.row.line, column: 1 }, {
      ...what,
      path: spell(path),
      message:
        column === undefined
          ? path.length === 0
            ? `the deck ${what.message}`
            : message
          : `${message} (column "${column}")`,
    });
  };

  if (table.problems.length === 0 && rows.length === 0 && !unread)
    problems.push(
      table.problemAt(
        { line: 1, column: 1 },
        { code: 'no-rows', message: 'the file has no rows below its header row: write a card a row' },
      ),
    );
  const after = afterOf(table) ?? carried?.after;
  const value = {
    id:
      table.settings.get('id') ??
      table.settings.get('podium id') ??
      carried?.id ??
      guided ??
      deckId(named ?? title),
    title: cut(title, DECK_LIMITS.title),
    description:
      table.settings.get('description') ??
      table.settings.get('podium description') ??
      carried?.description ??
      cut(`Imported from ${file}`, DECK_LIMITS.description),
    ...(after === undefined ? {} : { after }),
    cards: cards.map(({ card }) => card),
  };
  const settled = (path: DeckPath): boolean => {
    const told = placedAt(path)?.told;
    return told !== undefined && (told.has('*') || told.has(columnAt(path.slice(2)) ?? ''));
  };
  return { value: cards.length === 0 ? undefined : value, problems, at, settled };
}

/** The id that a row names itself; one that was made of its prompt tells nobody anything. */
function idOf({ card, cells }: Placed): string | undefined {
  const id = typeof card === 'object' && card !== null && 'id' in card ? card.id : undefined;
  return cells.has('id') && typeof id === 'string' && isSlug(id) ? id : undefined;
}

function withoutApostrophes(row: Row): Row {
  return { ...row, cells: row.cells.map((cell) => ({ ...cell, text: asMeant(cell.text) })) };
}

/** The decks that the file's deck comes after. */
function afterOf({ settings }: Table): readonly string[] | undefined {
  const named = (settings.get('after') ?? settings.get('podium after'))?.trim();
  return named === undefined || named === '' ? undefined : named.split(/[\s,;]+/);
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

/** HTML that Anki's fields have where a file does not say whether they are HTML; Anki itself looks for it, too. */
const TAGS =
  /<\/?(?:br|div|b|i|u|p|pre|code|span|ul|ol|li|img|strong|em|sub|sup)\b[^<>]*>|&(?:nbsp|lt|gt|amp);/i;

function isHtml({ settings, rows }: Table, anki: boolean): boolean {
  const said = settings.get('html')?.toLowerCase();
  if (said !== undefined) return said === 'true';
  return anki && rows.some(({ cells }) => cells.some(({ text }) => TAGS.test(text)));
}

function cellsOf(row: Row, heads: Heads): ReadonlyMap<string, Cell> {
  return new Map(
    row.cells.flatMap((cell, index): readonly (readonly [string, Cell])[] => {
      const head = heads[index];
      return head === undefined ? [] : [[head, cell]];
    }),
  );
}

interface RowContext {
  readonly table: Table;
  readonly anki: boolean;
  /** The cells are HTML. */
  readonly html: boolean;
  readonly title: string;
  readonly several: boolean;
  readonly problems: Problem[];
  /** Columns that the table has not, of which no row is told. */
  readonly missing: readonly string[];
}

function cardsOfRow(row: Row, heads: Heads, context: RowContext): readonly Placed[] {
  const { table, problems, title, several } = context;
  const cells = cellsOf(row, heads);
  const extra = row.cells.slice(heads.length).find((cell) => cell.text.trim() !== '');
  if (extra !== undefined) {
    const message = `this row has ${row.cells.length} cells, and there are ${heads.length} columns: put text that holds the separator in double quotes`;
    problems.push(table.problemAt(extra, { code: 'too-many-cells', message }));
    // Which cell belongs to which column is not known, so nothing more is said of them.
    return [unreadable(row, cells)];
  }
  const own = ownCardIn(row, cells, context.html, problems, table);
  if (own !== undefined)
    return [own.card === undefined ? unreadable(row, cells) : { ...own, row, cells, told: new Set() }];
  const texts = new Map([...cells].map(([column, cell]) => [column, textOf(cell, context)] as const));
  const topic = (several ? texts.get('deck')?.split('::').at(-1)?.trim() : undefined) || title;
  const notes = context.anki
    ? rowsOfNote(texts, texts.get('note type') ?? table.settings.get('notetype') ?? '')
    : [texts];
  return notes.map((note) => {
    const { card, faults } = cardOfRow(note, { topic: cut(topic, DECK_LIMITS.topic) });
    const news = faults.filter(({ column }) => !context.missing.includes(column));
    for (const { column, message } of news)
      problems.push(
        table.problemAt(cells.get(column) ?? row.cells[0] ?? { line: row.line, column: 1 }, {
          code: 'cell',
          message: `${column} ${message}`,
        }),
      );
    return { card, row, cells, told: new Set([...faults.map(({ column }) => column), ...context.missing]) };
  });
}

/** A row of which everything was told that can be: its card keeps its id, for others may need it. */
function unreadable(row: Row, cells: ReadonlyMap<string, Cell>): Placed {
  return { card: { id: cells.get('id')?.text }, row, cells, told: new Set(['*']) };
}

/** A cell's text; of Anki's HTML what text can say, with an error for what it cannot. */
function textOf(cell: Cell, { table, html, problems }: RowContext): string {
  if (!html) return cell.text;
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
