/** Where text comes to stand in a terminal of so many columns. */

export interface Spot {
  readonly row: number;
  readonly column: number;
  /** The row is full: the next character begins another one. */
  readonly full: boolean;
}

/** What stands before each further line of a text that is being typed. */
export const CONTINUES = '> ';

/** Where the cursor is behind a prompt and a text that may have several lines, from the row of the prompt on. */
export function spotBehind(prompt: string, text: string, columns: number): Spot {
  let row = 0;
  let column = 0;
  const put = (width: number): void => {
    if (column + width > columns) {
      row += 1;
      column = 0;
    }
    column += width;
  };
  for (const character of prompt) put(widthOf(character));
  for (const character of text) {
    if (character === '\n') {
      row += 1;
      column = 0;
      for (const sign of CONTINUES) put(widthOf(sign));
    } else put(widthOf(character));
  }
  return column >= columns ? { row: row + 1, column: 0, full: true } : { row, column, full: false };
}

/** Columns that a character takes, as terminals count (wcwidth): wide ones of East Asia and emoji take two. */
function widthOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (
    (code >= 0x300 && code <= 0x36f) ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0xfe00 && code <= 0xfe0f)
  )
    return 0;
  const wide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd);
  return wide ? 2 : 1;
}
