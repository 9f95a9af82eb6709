/** Line feed, carriage return, next line, line separator, paragraph separator: what ends a line in YAML 1.1. */
export function isBreak(c: number): boolean {
  return c === 10 || c === 13 || c === 0x85 || c === 0x2028 || c === 0x2029;
}

/** Space, tab, a line's end or the text's end (NaN, as charCodeAt gives it). */
export function isBlankOrEnd(c: number): boolean {
  return (
    c === 32 ||
    c === 9 ||
    c === 10 ||
    c === 13 ||
    Number.isNaN(c) ||
    c === 0x85 ||
    c === 0x2028 ||
    c === 0x2029
  );
}

/** `,` `[` `]` `{` `}`: what ends a plain scalar inside a flow collection, besides `?`. */
export function isFlowIndicator(c: number): boolean {
  return c === 44 || c === 91 || c === 93 || c === 123 || c === 125;
}

/** Letters, digits, `_` and `-`: what an anchor's name is made of. */
export function isNameCharacter(c: number): boolean {
  return (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95 || c === 45;
}
