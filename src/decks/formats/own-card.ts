import type { Problem } from '../problem.ts';
import { fromHtml } from './html.ts';
import { type OwnNote, ownGuid, ownNoteOf, saidBy } from './own-note.ts';
import { rebuilt } from './rebuilt.ts';
import type { Cell, Row, Table } from './table.ts';
import { belowAnswer, frontOf } from './write-anki.ts';

type Cells = ReadonlyMap<string, Cell>;
type Card = Readonly<Record<string, unknown>>;
type Said = {
  readonly cell: Cell;
  readonly code: string;
  readonly message: string;
  readonly severity?: 'warning';
};
/** undefined: it cannot be read, and `problems` says why. */
interface Own {
  readonly card: Card | undefined;
}

/**
 * The card of a row that Podium wrote itself, also when it comes back from Anki, with what was changed there; undefined
 * for any other row. What it cannot take over is told in `problems`.
 */
export function ownCardIn(
  row: Row,
  cells: Cells,
  html: boolean,
  problems: Problem[],
  table: Table,
): Own | undefined {
  const say = ({ cell, ...what }: Said): void => {
    problems.push(table.problemAt(cell, what));
  };
  const column = cells.get('podium');
  if (column !== undefined && column.text.trim() !== '') return inColumn(cells, column, say);
  const carrier = row.cells.find(({ text }) => ownNoteOf(text) !== undefined);
  const found = carrier === undefined ? undefined : ownNoteOf(carrier.text);
  if (carrier === undefined || found === undefined) return fromAnki(cells, html, say);
  if (found.note === 'broken') {
    say({
      cell: carrier,
      code: 'cell',
      message:
        'this note came from Podium, and the card hidden in it is damaged: delete the note in Anki, import the file that /deck export gives there, and export again',
    });
    return { card: undefined };
  }
  return { card: edited(found.note, cells.get('prompt'), { ...carrier, text: found.back }, say) };
}

/** A card whole in its own column, as Podium wrote it before: unless somebody has changed what one reads beside it. */
function inColumn(cells: Cells, own: Cell, say: (said: Said) => void): Own {
  try {
    const card = JSON.parse(own.text) as Card;
    const front = cells.get('prompt');
    if (front === undefined || front.text.trim() === frontOf(card).trim()) return { card };
    say({
      cell: front,
      code: 'edited',
      message:
        'this text was changed, but the column "Podium" holds the card as it was: change it there too, or empty that cell to have the row read as a plain note',
    });
  } catch {
    say({
      cell: own,
      code: 'cell',
      message: 'this is not the JSON that Podium wrote here: export the deck again, or empty the cell',
    });
  }
  return { card: undefined };
}

const read = (html: string): string => fromHtml(html).text.normalize('NFC');
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The card with the question, and of a plain card the answer, as they read now; undefined where more was changed. */
function edited(
  { card, back: before }: OwnNote,
  front: Cell | undefined,
  back: Cell,
  say: (said: Said) => void,
): Card | undefined {
  let now = card;
  if (front !== undefined && plain(read(front.text)) !== plain(read(frontOf(card)))) {
    const below = read(frontOf({ ...card, prompt: '' }));
    const prompt = headOf(read(front.text), below);
    if (prompt === undefined) {
      say({ cell: front, code: 'edited', message: asItWas('the manifest or the options of this note') });
      return undefined;
    }
    now = { ...now, prompt };
  }
  if (saidBy(back.text) !== before) {
    const answer = card.kind === 'recall' ? headOf(read(back.text), read(belowAnswer(card))) : undefined;
    if (answer === undefined) {
      say({ cell: back, code: 'edited', message: asItWas('the back of this note') });
      return undefined;
    }
    now = { ...now, answer };
  }
  return now;
}

function asItWas(what: string): string {
  return `${what} was changed in Anki, and the card cannot follow: change it in the deck instead (/deck export format:YAML), and in Anki back to what it was`;
}

/** What stands before `below` in a text; undefined where it does not end so, or where nothing is left. */
function headOf(text: string, below: string): string | undefined {
  const end = below.trim();
  const whole = text.trim();
  if (!whole.endsWith(end)) return undefined;
  const head = whole.slice(0, whole.length - end.length).trim();
  return head === '' ? undefined : head;
}

/** A note of Podium's that has lost its card: written before there was one hidden in it, or exported without HTML. */
function fromAnki(cells: Cells, html: boolean, say: (said: Said) => void): Own | undefined {
  const kind = /(?:^|\s)podium::([a-z]+)(?:\s|$)/.exec(cells.get('tags')?.text ?? '')?.[1];
  const own = ownGuid(cells.get('id')?.text ?? '');
  const front = cells.get('prompt');
  if (front === undefined || (kind === undefined && own === undefined)) return undefined;
  const card = html ? rebuilt(read(front.text), read(cells.get('answer')?.text ?? '')) : undefined;
  const same = kind === undefined || (card === 'plain' ? kind === 'recall' : card?.kind === kind);
  if (card === 'plain' && same) return undefined;
  if (card === undefined || card === 'plain' || !same) {
    const what = kind === undefined ? 'of this kind' : `of the kind ${kind}`;
    say({
      cell: front,
      code: 'lost-kind',
      message: html
        ? `this note came from Podium, and what its card holds is no longer in it: import the deck into Anki anew (/deck export format:Anki), and export that`
        : `this note came from Podium, and without its HTML it is no card ${what} any more: in Anki, export again with "Include HTML and media references"`,
    });
    return { card: undefined };
  }
  say({
    cell: front,
    severity: 'warning',
    code: 'rebuilt',
    message:
      'this card was made again from what Anki keeps of it: why each option is right or wrong, and what proves it, is gone',
  });
  return { card: { ...card, id: own?.card, ...topicAndRest(cells) } };
}

/** What a note of Anki says beside its front and back. */
function topicAndRest(cells: Cells): Card {
  const topic = cells
    .get('tags')
    ?.text.split(/\s+/)
    .find((tag) => tag !== '' && !tag.startsWith('podium::'))
    ?.replaceAll('_', ' ');
  return { topic: topic ?? 'Imported', difficulty: 2 };
}
