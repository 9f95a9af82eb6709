/** Shell patterns: `*`, `?`, `[…]`, matched in time linear in pattern times text. */

/** A pattern's pieces: one character each, quoted ones stand for themselves. */
export interface PatternCharacter {
  readonly character: string;
  readonly quoted: boolean;
}

type Token = { readonly any: 'many' | 'one' } | { readonly test: (character: string) => boolean };

/** The pieces of a text in which nothing, or all, was quoted. */
export function patternOf(text: string, quoted: boolean): PatternCharacter[] {
  return Array.from(text, (character) => ({ character, quoted }));
}

/** Whether something in a pattern is a wildcard, so that it names files by their names. */
export function hasWildcard(pattern: readonly PatternCharacter[]): boolean {
  return pattern.some(
    ({ character, quoted }) => !quoted && (character === '*' || character === '?' || character === '['),
  );
}

const CLASSES: Readonly<Record<string, (character: string) => boolean>> = {
  alpha: (c) => (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'),
  digit: (c) => c >= '0' && c <= '9',
  alnum: (c) => (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'),
  upper: (c) => c >= 'A' && c <= 'Z',
  lower: (c) => c >= 'a' && c <= 'z',
  space: (c) => ' \t\n\r\v\f'.includes(c),
  blank: (c) => c === ' ' || c === '\t',
  punct: (c) => c > ' ' && c < '\u007f' && !/[0-9A-Za-z]/.test(c),
  xdigit: (c) => /[0-9A-Fa-f]/.test(c),
  print: (c) => c >= ' ' && c !== '\u007f',
  cntrl: (c) => c < ' ' || c === '\u007f',
  graph: (c) => c > ' ' && c !== '\u007f',
};

/**
 * Reads what stands in square brackets from `at` (behind the `[`). Gives the test and where the text goes on, or null
 * where no bracket closes it. `negation` are the characters that may begin it to mean the opposite.
 */
export function readBracket(
  text: readonly string[],
  at: number,
  negation: string,
): { readonly test: (character: string) => boolean; readonly next: number } | null {
  let position = at;
  const negated = negation.includes(text[position] ?? ' ') && text[position] !== undefined;
  if (negated) position += 1;
  const tests: ((character: string) => boolean)[] = [];
  let first = true;
  for (;;) {
    const character = text[position];
    if (character === undefined) return null;
    if (character === ']' && !first) break;
    first = false;
    if (character === '[' && text[position + 1] === ':') {
      const end = text.indexOf(']', position);
      const name = end === -1 ? '' : text.slice(position + 2, end - 1).join('');
      const known = Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined;
      if (known !== undefined && text[end - 1] === ':') {
        tests.push(known);
        position = end + 1;
        continue;
      }
    }
    const last = text[position + 2];
    if (text[position + 1] === '-' && last !== undefined && last !== ']') {
      tests.push((one) => one >= character && one <= last);
      position += 3;
    } else {
      tests.push((one) => one === character);
      position += 1;
    }
  }
  return { test: (one) => tests.some((test) => test(one)) !== negated, next: position + 1 };
}

function compile(pattern: readonly PatternCharacter[]): Token[] {
  const tokens: Token[] = [];
  const text = pattern.map(({ character }) => character);
  for (let at = 0; at < pattern.length; at += 1) {
    const piece = pattern[at];
    if (piece === undefined) break;
    const { character, quoted } = piece;
    const bracket = !quoted && character === '[' ? readBracket(text, at + 1, '!^') : null;
    if (!quoted && character === '*') tokens.push({ any: 'many' });
    else if (!quoted && character === '?') tokens.push({ any: 'one' });
    else if (bracket !== null) {
      tokens.push({ test: bracket.test });
      at = bracket.next - 1;
    } else tokens.push({ test: (one) => one === character });
  }
  return tokens;
}

/** A test for whole texts. Greedy with one point to go back to: at most pattern × text steps. */
export function matcher(pattern: readonly PatternCharacter[]): (text: string) => boolean {
  const tokens = compile(pattern);
  return (text) => {
    const characters = Array.from(text);
    let token = 0;
    let at = 0;
    let star = -1;
    let mark = 0;
    while (at < characters.length) {
      const here = tokens[token];
      const character = characters[at] ?? '';
      if (here !== undefined && 'any' in here && here.any === 'many') {
        star = token;
        mark = at;
        token += 1;
      } else if (here !== undefined && ('any' in here || here.test(character))) {
        token += 1;
        at += 1;
      } else if (star !== -1) {
        token = star + 1;
        mark += 1;
        at = mark;
      } else return false;
    }
    while (token < tokens.length) {
      const here = tokens[token];
      if (here === undefined || !('any' in here) || here.any !== 'many') return false;
      token += 1;
    }
    return true;
  };
}
