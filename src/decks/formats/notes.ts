import { digest, isSlug } from '../../study/ids.ts';
import { DECK_LIMITS } from '../../study/limits.ts';
import { ownGuid } from './own-note.ts';

/** A note of Anki becomes one or more rows: each is a card of its own, and they are of one family. */
export type NoteRow = ReadonlyMap<string, string>;

/** `{{c1::hidden}}` or `{{c1::hidden::hint}}`; a single brace may be inside. */
interface Cloze {
  readonly start: number;
  readonly end: number;
  readonly number: number;
  readonly hidden: string;
  readonly hint: string | undefined;
}

function clozesIn(text: string): readonly Cloze[] {
  const found: Cloze[] = [];
  const lastClose = text.lastIndexOf('}}');
  const opening = /\{\{c(\d+)::/g;
  for (let open = opening.exec(text); open !== null; open = opening.exec(text)) {
    if (opening.lastIndex > lastClose) break;
    const close = text.indexOf('}}', opening.lastIndex);
    const [hidden = '', hint] = text.slice(opening.lastIndex, close).split('::', 2);
    found.push({ start: open.index, end: close + 2, number: Number(open[1]), hidden, hint });
    opening.lastIndex = close + 2;
  }
  return found;
}

/** The text with something else for each of its clozes. */
function replaced(text: string, clozes: readonly Cloze[], by: (cloze: Cloze) => string): string {
  let out = '';
  let from = 0;
  for (const cloze of clozes) {
    out += text.slice(from, cloze.start) + by(cloze);
    from = cloze.end;
  }
  return out + text.slice(from);
}

/** A prompt this long is refused anyway, so nobody looks for blanks in it. */
const LONGEST = 4 * DECK_LIMITS.prompt;

/** Whether a note hides parts of its text: its type says so, or its text does. */
function isCloze(prompt: string, noteType: string): boolean {
  return prompt.length <= LONGEST && (/cloze/i.test(noteType) || clozesIn(prompt).length > 0);
}

/** The id of a note's card: a GUID as Podium writes it (`deck/card`) gives the card's own id back. */
function idOfGuid(guid: string): string {
  const own = guid.split('/').at(-1) ?? '';
  return ownGuid(guid)?.card ?? (isSlug(own) && own.length > 3 ? own : `note-${digest(guid)}`);
}

/**
 * The cards of a note as Anki makes them: two of a reversed one, one for each number of a cloze (`{{c1::…}}`), whose
 * blanks of that number are hidden; one of any other. `noteType` is the note type's name where the file gives it.
 */
export function rowsOfNote(cells: NoteRow, noteType: string): readonly NoteRow[] {
  const prompt = cells.get('prompt') ?? '';
  const guid = cells.get('id') ?? '';
  const id = guid === '' ? `note-${digest(prompt)}` : idOfGuid(guid);
  const base = new Map([...cells, ['id', id]]);
  if (isCloze(prompt, noteType)) return clozeRows(base, prompt, id);
  const answer = cells.get('answer') ?? '';
  if (!/revers/i.test(noteType) || answer === '' || prompt === '') return [base];
  return [
    new Map([...base, ['id', `${id}-1`], ['family', id]]),
    new Map([...base, ['id', `${id}-2`], ['family', id], ['prompt', answer], ['answer', prompt]]),
  ];
}

function clozeRows(base: NoteRow, text: string, id: string): readonly NoteRow[] {
  const clozes = clozesIn(text);
  const numbers = [...new Set(clozes.map((cloze) => cloze.number))].toSorted((a, b) => a - b);
  return numbers.map((number) => {
    const prompt = replaced(text, clozes, ({ number: of, hidden, hint = '…' }) =>
      of === number ? `[${hint}]` : hidden,
    );
    const answer = replaced(text, clozes, ({ number: of, hidden }) =>
      of === number ? `**${hidden}**` : hidden,
    );
    const several = numbers.length > 1;
    // The second field of a cloze note is its Extra, which Anki shows on the back.
    const extra = base.get('answer') ?? '';
    return new Map([
      ...base,
      ['id', several ? `${id}-${number}` : id],
      ...(several ? [['family', id] as const] : []),
      ['prompt', prompt],
      ['answer', answer],
      ...(extra === '' ? [] : [['explanation', extra] as const]),
    ]);
  });
}
