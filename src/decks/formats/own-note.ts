import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { digest, isSlug } from '../../study/ids.ts';
import { fromHtml } from './html.ts';
import type { Cell } from './table.ts';

/** The deck that a note of Podium's came from. */
export interface CarriedDeck {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly after?: readonly string[] | undefined;
}

/** What a note of Anki carries of the card that it was written from. */
export interface OwnNote {
  readonly deck: CarriedDeck;
  /** As a deck file holds it, still to be validated. */
  readonly card: Readonly<Record<string, unknown>>;
  /** The back as it was written, as {@link saidBy} gives it. */
  readonly back: string;
}

/**
 * A comment in the back of a note: nobody sees it, and Anki keeps it when it imports a file, syncs and exports "Notes
 * in Plain Text" with HTML (ankitects/anki, rslib/src/import_export/text/csv/export.rs takes out only style elements
 * and [[type:…]]).
 */
const OPEN = '<!--podium:';
const CLOSE = '-->';
/** The most characters of a GUID that Anki gives. */
const ANKI_GUID = 10;
/** A card with everything a deck may put into it, several times over. */
const LARGEST = 64 * 1024;

/** What a back says to who reads it, as a fingerprint: Anki normalises Unicode and its editor rewrites HTML. */
export function saidBy(back: string): string {
  return digest(fromHtml(back).text.normalize('NFC').replace(/\s+/g, ' '));
}

/** The back of a note with the card in it. */
export function withOwn(back: string, note: Omit<OwnNote, 'back'>): string {
  const carried = JSON.stringify({ ...note, back: saidBy(back) });
  return `${back}${OPEN}${deflateRawSync(carried).toString('base64url')}${CLOSE}`;
}

/** A back as Anki shows it, and what is hidden in it: undefined for any other field, 'broken' for what cannot be read. */
export function ownNoteOf(
  field: string,
): { readonly back: string; readonly note: OwnNote | 'broken' } | undefined {
  const from = field.indexOf(OPEN);
  if (from < 0) return undefined;
  const end = field.indexOf(CLOSE, from);
  const back = end < 0 ? field.slice(0, from) : field.slice(0, from) + field.slice(end + CLOSE.length);
  return { back, note: end < 0 ? 'broken' : unpacked(field.slice(from + OPEN.length, end)) };
}

function unpacked(text: string): OwnNote | 'broken' {
  try {
    const json = inflateRawSync(Buffer.from(text, 'base64url'), { maxOutputLength: LARGEST }).toString();
    const { deck, card, back } = JSON.parse(json) as Partial<OwnNote>;
    const whole =
      typeof deck?.id === 'string' &&
      typeof deck.title === 'string' &&
      typeof deck.description === 'string' &&
      typeof card === 'object' &&
      card !== null &&
      typeof back === 'string';
    return whole ? { deck, card, back } : 'broken';
  } catch {
    return 'broken';
  }
}

/** The cell of a row that carries a card of Podium's. */
export function ownNoteIn(cells: readonly Cell[]): OwnNote | undefined {
  for (const { text } of cells) {
    const own = ownNoteOf(text);
    if (own !== undefined && own.note !== 'broken') return own.note;
  }
  return undefined;
}

/** Deck and card as Podium writes a note's GUID; Anki's own are shorter (ankitects/anki, rslib/src/notes/mod.rs, base91_u64). */
export function ownGuid(guid: string): { readonly deck: string; readonly card: string } | undefined {
  const [deck = '', card = '', ...more] = guid.split('/');
  return guid.length > ANKI_GUID && more.length === 0 && isSlug(deck) && isSlug(card)
    ? { deck, card }
    : undefined;
}

/** The deck that all GUIDs of a file name; undefined where they name none, or several. */
export function deckOfGuids(guids: readonly string[]): string | undefined {
  const decks = new Set(guids.flatMap((guid) => ownGuid(guid)?.deck ?? []));
  return decks.size === 1 ? [...decks][0] : undefined;
}

/** The deck that the notes of a file came from, where all that say so say the same. */
export function deckOfNotes(notes: readonly (OwnNote | undefined)[]): CarriedDeck | undefined {
  const decks = notes.flatMap((note) => note?.deck ?? []);
  const [first] = decks;
  return decks.every(({ id }) => id === first?.id) ? first : undefined;
}
