/**
 * How Kubernetes reads an unquoted scalar: neither YAML 1.1 nor 1.2, but what goyaml.v2 makes of it and what Go's
 * strconv takes. Timestamps and base-60 numbers stay strings. test/oracle/scalars.json holds what the cluster said.
 */

/** What a scalar means; `type` is goyaml's short tag for it. */
export interface Resolved {
  readonly type: '!!null' | '!!bool' | '!!int' | '!!float' | '!!str' | '!!timestamp';
  readonly value: null | boolean | number | string;
  readonly exact?: string;
}

const NULL: Resolved = { type: '!!null', value: null };
const LONGEST_WORD = '+.inf'.length;
/** Words that are no strings, in every spelling that counts: all small, all capitals, or the first letter large. */
const WORDS: ReadonlyMap<string, Resolved> = new Map([
  ['', NULL] as const,
  ['~', NULL] as const,
  ...spelt('null', NULL),
  ...['y', 'yes', 'true', 'on'].flatMap((word) => spelt(word, { type: '!!bool', value: true })),
  ...['n', 'no', 'false', 'off'].flatMap((word) => spelt(word, { type: '!!bool', value: false })),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, { type: '!!float', value: Number.NaN }] as const),
  ...infinity('', Number.POSITIVE_INFINITY),
  ...infinity('+', Number.POSITIVE_INFINITY),
  ...infinity('-', Number.NEGATIVE_INFINITY),
]);

function spelt(word: string, meaning: Resolved): (readonly [string, Resolved])[] {
  const large = word.toUpperCase();
  return [word, large, large.slice(0, 1) + word.slice(1)].map((form) => [form, meaning]);
}

function infinity(sign: string, value: number): (readonly [string, Resolved])[] {
  return spelt('inf', { type: '!!float', value }).map(([form, meaning]) => [`${sign}.${form}`, meaning]);
}

/** A date, or a date and a time of day; only `!!timestamp` asks for it. */
const DATE = /^\d{4}-\d{1,2}-\d{1,2}(?:$|[Tt ]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)?$)/;

/**
 * Takes the text of a plain scalar (or of one with an explicit tag, quoted or not) and gives its meaning.
 * Linear in the length of the text.
 */
export function resolvePlain(text: string): Resolved {
  if (text.length <= LONGEST_WORD) {
    const word = WORDS.get(text);
    if (word !== undefined) return word;
  }
  const first = text.charAt(0);
  if (first === '.') return isDecimal(text, 0) ? float(text, text) : asText(text);
  const signed = first === '-' || first === '+';
  if (!signed && !isDigit(text.charCodeAt(0))) return asText(text);
  if (text.charAt(4) === '-' && DATE.test(text)) return { type: '!!timestamp', value: text };
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  const start = signed ? 1 : 0;
  const literal = wholeNumber(plain, start);
  const whole = literal === undefined ? undefined : integer(literal, first);
  if (whole !== undefined) return whole;
  return isDecimal(plain, start) ? float(plain, text) : asText(text);
}

const asText = (text: string): Resolved => ({ type: '!!str', value: text });

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function behindDigits(text: string, from: number): number {
  let at = from;
  while (isDigit(text.charCodeAt(at))) at += 1;
  return at;
}

/** Whether digits with at most one point among them, and perhaps an exponent, reach from `start` to the end. */
function isDecimal(text: string, start: number): boolean {
  let at = behindDigits(text, start);
  let digits = at - start;
  if (text.charAt(at) === '.') {
    const end = behindDigits(text, at + 1);
    digits += end - at - 1;
    at = end;
  }
  if (digits === 0) return false;
  if (text.charAt(at) === 'e' || text.charAt(at) === 'E') {
    const sign = text.charAt(at + 1);
    const from = sign === '-' || sign === '+' ? at + 2 : at + 1;
    at = behindDigits(text, from);
    if (at === from) return false;
  }
  return at === text.length;
}

/** How many digits a letter behind a leading zero announces; without a letter it is octal. */
function radixOf(letter: string): number {
  if (letter === 'x' || letter === 'X') return 16;
  if (letter === 'b' || letter === 'B') return 2;
  return 8;
}

/** What a digit of any base is worth; of everything else more than any base has. */
function worth(code: number): number {
  if (isDigit(code)) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : Number.POSITIVE_INFINITY;
}

/** The digits from `start` to the end as JavaScript writes an integer of their base; undefined where it is none. */
function wholeNumber(text: string, start: number): string | undefined {
  const based = text.charAt(start) === '0' && text.length > start + 1;
  const letter = based && !isDigit(text.charCodeAt(start + 1)) ? text.charAt(start + 1) : '';
  if (letter !== '' && !'xXbBoO'.includes(letter)) return undefined;
  const radix = based ? radixOf(letter) : 10;
  const from = start + (based ? 1 : 0) + letter.length;
  if (from >= text.length) return undefined;
  let at = from;
  while (at < text.length && worth(text.charCodeAt(at)) < radix) at += 1;
  if (at < text.length) return undefined;
  let zeros = from;
  while (text.charAt(zeros) === '0' && zeros < at - 1) zeros += 1;
  const digits = text.slice(zeros);
  return radix === 10 ? digits : `0${radix === 16 ? 'x' : radix === 2 ? 'b' : 'o'}${digits}`;
}

/** Shorter literals are exact numbers in every base. */
const SHORT = 12;
/** No 64-bit integer is longer, its prefix included, leading zeros taken away. */
const LONGEST_INTEGER = 66;
const UNSIGNED = 2n ** 64n;
const SIGNED = 2n ** 63n;

/** An integer of 64 bits, signed where it has a sign; undefined where it is larger. */
function integer(literal: string, sign: string): Resolved | undefined {
  const negative = sign === '-';
  if (literal.length <= SHORT) {
    const small = Number(literal);
    return { type: '!!int', value: negative && small !== 0 ? -small : small };
  }
  if (literal.length > LONGEST_INTEGER) return undefined;
  const size = BigInt(literal);
  const room = negative ? SIGNED + 1n : sign === '+' ? SIGNED : UNSIGNED;
  if (size >= room) return undefined;
  const exact = negative ? -size : size;
  const value = Number(exact);
  return Number.isSafeInteger(value)
    ? { type: '!!int', value }
    : { type: '!!int', value, exact: exact.toString() };
}

/** Go's ParseFloat fails on what overflows, and the scalar stays text. */
function float(plain: string, text: string): Resolved {
  const value = Number(plain);
  if (!Number.isFinite(value)) return asText(text);
  return { type: '!!float', value: value === 0 ? 0 : value };
}
