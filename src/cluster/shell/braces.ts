/** `{a,b}` and `{1..3}` of bash: a word becomes several before anything else is expanded in it. */
import type { Part, Word } from './syntax.ts';

/** More words than this are not made. */
const MOST = 1_000;

type Piece = { readonly character: string } | { readonly part: Part };

/** The words that a word becomes; itself where nothing in it is to be expanded. */
export function braced(word: Word): readonly Word[] {
  if (!word.some((part) => part.kind === 'text' && !part.quoted && part.text.includes('{'))) return [word];
  const pieces = word.flatMap((part): Piece[] =>
    part.kind === 'text' && !part.quoted ? Array.from(part.text, (character) => ({ character })) : [{ part }],
  );
  const all = expanded(pieces, 0);
  return all.length > MOST ? [word] : all.map(joined);
}

const is = (piece: Piece | undefined, character: string): boolean =>
  piece !== undefined && 'character' in piece && piece.character === character;

/** Where the first brace opens that has a comma or two dots in it, with its pieces. */
function firstBrace(
  pieces: readonly Piece[],
): { readonly open: number; readonly close: number; readonly choices: readonly (readonly Piece[])[] } | null {
  for (let open = 0; open < pieces.length; open += 1) {
    if (!is(pieces[open], '{')) continue;
    const choices: Piece[][] = [[]];
    let depth = 0;
    for (let at = open + 1; at < pieces.length; at += 1) {
      const piece = pieces[at];
      if (piece === undefined) break;
      if (is(piece, '{')) depth += 1;
      if (is(piece, '}')) {
        if (depth === 0) {
          const counted = choices.length === 1 ? range(choices[0] ?? []) : choices;
          if (counted !== null) return { open, close: at, choices: counted };
          break;
        }
        depth -= 1;
      }
      if (is(piece, ',') && depth === 0) choices.push([]);
      else choices.at(-1)?.push(piece);
    }
  }
  return null;
}

/** `1..5`, `5..1..2`, `a..e`. */
function range(pieces: readonly Piece[]): readonly (readonly Piece[])[] | null {
  const text = pieces.map((piece) => ('character' in piece ? piece.character : '\u0000')).join('');
  const numbers = /^(-?\d{1,9})\.\.(-?\d{1,9})(?:\.\.(-?\d{1,9}))?$/.exec(text);
  const letters = /^([A-Za-z])\.\.([A-Za-z])$/.exec(text);
  if (numbers === null && letters === null) return null;
  const [, from = '', to = '', by] = numbers ?? letters ?? [];
  const start = numbers === null ? from.charCodeAt(0) : Number(from);
  const end = numbers === null ? to.charCodeAt(0) : Number(to);
  const step = Math.max(1, Math.abs(Number(by ?? 1)));
  if (Math.abs(end - start) / step > MOST) return null;
  const padded = [from, to].some((one) => /^-?0\d/.test(one)) ? Math.max(from.length, to.length) : 0;
  const values: (readonly Piece[])[] = [];
  for (let value = start; start <= end ? value <= end : value >= end; value += start <= end ? step : -step) {
    const shown = numbers === null ? String.fromCharCode(value) : String(value).padStart(padded, '0');
    values.push(Array.from(shown, (character) => ({ character })));
  }
  return values;
}

function expanded(pieces: readonly Piece[], depth: number): readonly (readonly Piece[])[] {
  const brace = depth > 20 ? null : firstBrace(pieces);
  if (brace === null) return [pieces];
  const head = pieces.slice(0, brace.open);
  const tails = expanded(pieces.slice(brace.close + 1), depth + 1);
  const all: (readonly Piece[])[] = [];
  for (const choice of brace.choices)
    for (const middle of expanded(choice, depth + 1))
      for (const tail of tails) {
        all.push([...head, ...middle, ...tail]);
        if (all.length > MOST) return all;
      }
  return all;
}

function joined(pieces: readonly Piece[]): Word {
  const word: Part[] = [];
  for (const piece of pieces) {
    const last = word.at(-1);
    if ('part' in piece) word.push(piece.part);
    else if (last?.kind === 'text' && !last.quoted)
      word[word.length - 1] = { ...last, text: last.text + piece.character };
    else word.push({ kind: 'text', text: piece.character, quoted: false });
  }
  return word.length === 0 ? [{ kind: 'text', text: '', quoted: false }] : word;
}
