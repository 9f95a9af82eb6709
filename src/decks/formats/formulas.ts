/**
 * What a spreadsheet runs as a formula, or would hide in front of one: OWASP, "CSV Injection", names = + - @, tab and
 * line ends; Excel takes their full-width forms for the same. A plain number is none.
 */
const FORMULA = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const NUMBER = /^[-+]?\d+(?:\.\d+)?$/;

/** A cell that no spreadsheet runs: what looks like a formula gets the apostrophe that marks text. */
export function harmless(cell: string): string {
  return FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
}

/** The way back from {@link harmless}. */
export function asMeant(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
