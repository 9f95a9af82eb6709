/** Permissions as text, both ways. */
import { USUAL_UMASK } from '../identity.ts';

/** `drwxrwsrwt`: the ten characters that ls prints. */
export function modeText(type: string, mode: number): string {
  const triple = (bits: number, special: boolean, letter: string): string => {
    const x = (bits & 1) !== 0;
    const last = special ? (x ? letter : letter.toUpperCase()) : x ? 'x' : '-';
    return `${(bits & 4) === 0 ? '-' : 'r'}${(bits & 2) === 0 ? '-' : 'w'}${last}`;
  };
  return (
    type +
    triple(mode >> 6, (mode & 0o4000) !== 0, 's') +
    triple(mode >> 3, (mode & 0o2000) !== 0, 's') +
    triple(mode, (mode & 0o1000) !== 0, 't')
  );
}

/** The first of the ten characters. */
export function typeLetter(node: { readonly type: string; readonly kind?: string }): string {
  if (node.type === 'directory') return 'd';
  if (node.type === 'link') return 'l';
  return node.type === 'special' ? (node.kind ?? 'c') : '-';
}

/**
 * The mode that `chmod` makes of a mode: octal digits, or clauses like `u=rwx,g-w,o+X,a+t`. null: it is none. Clauses that
 * name nobody (`+w`) leave out what `umask` takes away. A directory keeps its setuid and setgid bits under fewer than five octal digits (GNU).
 */
export function changedMode(
  text: string,
  mode: number,
  directory: boolean,
  umask = USUAL_UMASK,
): number | null {
  if (/^[0-7]{1,5}$/.test(text)) {
    const wanted = Number.parseInt(text, 8);
    if (wanted > 0o7777) return null;
    return directory && text.length < 5 ? wanted | (mode & 0o6000) : wanted;
  }
  let result = mode;
  for (const clause of text.split(',')) {
    const read = /^([ugoa]*)((?:[-+=](?:[rwxXst]*|[ugo]))+)$/.exec(clause);
    if (read === null) return null;
    const who = read[1] === '' || read[1]?.includes('a') === true ? 'ugo' : (read[1] ?? '');
    for (const action of read[2]?.matchAll(/([-+=])([rwxXstugo]*)/g) ?? [])
      result = acted(result, who, read[1] === '' ? umask : 0, action[1] ?? '', action[2] ?? '', directory);
  }
  return result;
}

const SHIFT: Readonly<Record<string, number>> = { u: 6, g: 3, o: 0 };

function acted(
  mode: number,
  who: string,
  umask: number,
  sign: string,
  what: string,
  directory: boolean,
): number {
  let bits = 0;
  let whole = 0;
  for (const one of who) {
    const shift = SHIFT[one] ?? 0;
    let own = 0;
    for (const letter of what) {
      if (letter === 'r') own |= 4;
      else if (letter === 'w') own |= 2;
      else if (letter === 'x') own |= 1;
      else if (letter === 'X') own |= directory || (mode & 0o111) !== 0 ? 1 : 0;
      else if (letter === 't') bits |= who === 'ugo' ? 0o1000 : 0;
      else if (letter === 's') bits |= one === 'u' ? 0o4000 : one === 'g' ? 0o2000 : 0;
      else own |= (mode >> (SHIFT[letter] ?? 0)) & 7;
    }
    bits |= own << shift;
    whole |= 7 << shift;
  }
  bits &= ~umask;
  if (sign === '+') return mode | bits;
  if (sign === '-') return mode & ~bits;
  return (mode & ~whole) | bits;
}
