import { stringify } from 'csv-stringify/sync';
import type { Deck } from '../../study/deck.ts';
import { fileOf } from '../deck-file.ts';
import type { CardFile } from '../schema.ts';
import { columnOrder } from './columns.ts';
import { harmless } from './formulas.ts';

/** A card as the cells of its row, by column. */
function cellsOf(card: CardFile): ReadonlyMap<string, string> {
  const cells = new Map<string, string>();
  const set = (column: string, value: unknown): void => {
    if (value !== undefined) cells.set(column, typeof value === 'string' ? value : JSON.stringify(value));
  };
  set('id', card.id);
  set('kind', card.kind);
  set('topic', card.topic);
  set('difficulty', card.difficulty);
  set('prompt', card.prompt);
  set('manifest', card.manifest);
  set('explanation', card.explanation);
  set('source title', card.source?.title);
  set('source url', card.source?.url);
  set('since', card.since);
  set('revision', card.revision);
  set('family', card.family);
  set('needs', card.needs?.join(' '));
  set('image users', card.imageUsers);
  set('verify', card.verify);
  if ('answer' in card) set('answer', card.answer);
  if ('goals' in card) set('goals', card.goals);
  if ('solution' in card) set('solution', card.solution);
  if (card.kind === 'predict') set('line', card.line);
  if (!('options' in card)) return cells;
  card.options.forEach((option, index) => {
    set(`option ${index + 1}`, 'line' in option ? option.line : option.text);
    set(`why ${index + 1}`, option.why);
    set(`id ${index + 1}`, option.id);
    if ('value' in option && option.value !== undefined)
      cells.set(`value ${index + 1}`, JSON.stringify(option.value));
  });
  const right = card.options.flatMap((option, index) => (option.correct === true ? [index + 1] : []));
  set('correct', right.join(' '));
  return cells;
}

/** Cells with the separator of another country's spreadsheet in them are quoted too, lest they fall apart there. */
const QUOTED = { quoted_match: /[;\t|]/ };

/** A deck as CSV for a spreadsheet: its id, title and description in the first lines, then a row a card. */
export function writeCsv(deck: Deck): string {
  const rows = fileOf(deck).cards.map(cellsOf);
  const columns = columnOrder(new Set(rows.flatMap((row) => [...row.keys()])));
  const line = (text: string): string => text.replace(/\s+/g, ' ').trim();
  const after = deck.after === undefined ? '' : `#after:${deck.after.join(' ')}\n`;
  const settings = `#id:${deck.id}\n#deck:${line(deck.title)}\n#description:${line(deck.description)}\n${after}`;
  return `${settings}${stringify([columns, ...rows.map((row) => columns.map((column) => harmless(row.get(column) ?? '')))], QUOTED)}`;
}
