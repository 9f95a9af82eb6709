import { digest, isSlug } from '../ids.ts';

/** A note of Anki becomes one or more rows: each is a card of its own, and they are of one family. */
export type NoteRow = ReadonlyMap<string, string>;

const CLOZE = /\{\{c(\d+)::(.*?)(?:::(.*?))?\}\}/gs;

/** Whether a note hides parts of its text: its type says so, or its text does. */
function isCloze(prompt: string, noteType: string): boolean {
  return /cloze/i.test(noteType) || prompt.search(CLOZE) >= 0;
}

/** The id of a note's card: a GUID as Podium writes it (`deck/card`) gives the card's own id back. */
function idOfGuid(guid: string): string {
  const own = guid.split('/').at(-1) ?? '';
  return isSlug(own) && own.length > 3 ? own : `note-${digest(guid)}`;
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
  const numbers = [...new Set([...text.matchAll(CLOZE)].map((match) => Number(match[1])))].toSorted(
    (a, b) => a - b,
  );
  return numbers.map((number) => {
    const prompt = text.replace(CLOZE, (_all, of: string, hidden: string, hint: string | undefined) =>
      Number(of) === number ? `[${hint ?? '…'}]` : hidden,
    );
    const answer = text.replace(CLOZE, (_all, of: string, hidden: string) =>
      Number(of) === number ? `**${hidden}**` : hidden,
    );
    const several = numbers.length > 1;
    return new Map([
      ...base,
      ['id', several ? `${id}-${number}` : id],
      ...(several ? [['family', id] as const] : []),
      ['prompt', prompt],
      ['answer', answer],
    ]);
  });
}
