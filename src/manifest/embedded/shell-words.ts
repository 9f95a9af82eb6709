/** One word of a command, without its quotes, and where it begins. */
export interface Word {
  readonly text: string;
  readonly start: number;
}

/** Characters of a command that are looked at. */
const LONGEST = 65_536;

/**
 * The words of one command from an offset on, as a POSIX shell splits them (2.2 Quoting): to the end of its line, or
 * to what ends a command; lines that end in a backslash go on.
 */
export function shellWords(text: string, from: number): readonly Word[] {
  const words: Word[] = [];
  let word: string | undefined;
  let start = from;
  let quote = '';
  const stop = Math.min(text.length, from + LONGEST);
  const add = (sign: string, at: number): void => {
    if (word === undefined) start = at;
    word = (word ?? '') + sign;
  };
  const end = (): void => {
    if (word !== undefined) words.push({ text: word, start });
    word = undefined;
  };
  for (let i = from; i < stop; i++) {
    const sign = text[i] ?? '';
    if (quote === "'") {
      if (sign === quote) quote = '';
      else add(sign, i);
    } else if (sign === '\\') {
      i++;
      const next = text[i] ?? '';
      if (next === '\n') continue;
      add(quote === '"' && !'"\\$`'.includes(next) ? `\\${next}` : next, i);
    } else if (quote !== '') {
      if (sign === quote) quote = '';
      else add(sign, i);
    } else if (sign === '"' || sign === "'") {
      quote = sign;
      add('', i + 1);
    } else if (sign === '\n' || sign === ';' || sign === '|' || sign === '&') break;
    else if (sign === ' ' || sign === '\t') end();
    else add(sign, i);
  }
  end();
  return words;
}
