import type { Deck } from '../../study/deck.ts';
import { DECK_LIMITS } from '../../study/limits.ts';
import { type PlacedText, readPlaced } from '../positions.ts';
import { readTableDeck } from './read-table.ts';
import { writeAnki } from './write-anki.ts';
import { writeCsv } from './write-csv.ts';
import { writeYaml } from './write-yaml.ts';

/** What a deck can be written as: a deck file, a spreadsheet, notes for Anki. */
export type DeckFormat = 'yaml' | 'csv' | 'anki';

/** How the name of a file in each format ends. */
export const DECK_EXTENSIONS: Readonly<Record<DeckFormat, string>> = {
  yaml: 'yaml',
  csv: 'csv',
  anki: 'txt',
};

export function isDeckFormat(name: string): name is DeckFormat {
  return Object.hasOwn(DECK_EXTENSIONS, name);
}

/**
 * A deck's text as data with positions, whatever format it has: by its name's ending, and where that says nothing
 * by its first line.
 */
export function readDeckText(file: string, text: string): PlacedText {
  if (new TextEncoder().encode(text).length > DECK_LIMITS.bytes) return tooLarge(file, text);
  return isTable(file, text) ? readTableDeck(file, text) : readPlaced(file, text);
}

function tooLarge(file: string, text: string): PlacedText {
  const [excerpt = ''] = text.slice(0, 200).split('\n', 1);
  const at: PlacedText['at'] = (_path, what) => ({
    severity: 'error',
    ...what,
    file,
    line: 1,
    column: 1,
    path: '',
    excerpt,
    length: 1,
  });
  const message = `the file is larger than ${DECK_LIMITS.bytes / 1024} KiB: split it into decks`;
  return { value: undefined, problems: [at([], { code: 'too-large', message })], at };
}

function isTable(file: string, text: string): boolean {
  if (/\.(csv|tsv)$/i.test(file)) return true;
  if (/\.ya?ml$/i.test(file)) return false;
  const [first = ''] = text.split('\n', 1);
  return (
    /^"?#(separator|html|columns|deck|notetype|id|podium)\b/i.test(first) ||
    (/\.txt$/i.test(file) && (first.includes('\t') || (first.startsWith('"') && text.includes('\t'))))
  );
}

/** The deck in one of the formats; reading it again gives the same cards. */
export function writeDeck(deck: Deck, format: DeckFormat): string {
  if (format === 'csv') return writeCsv(deck);
  return format === 'anki' ? writeAnki(deck) : writeYaml(deck);
}
