/**
 * How Kubernetes reads an unquoted scalar: goyaml.v2's tables (resolve.go, `resolve`), which are neither
 * YAML 1.1 nor 1.2. Timestamps and base-60 numbers stay strings.
 */

/** What a scalar means; `type` is goyaml's short tag for it. */
export interface Resolved {
  readonly type: '!!null' | '!!bool' | '!!int' | '!!float' | '!!str' | '!!timestamp';
  readonly value: null | boolean | number | string;
  readonly exact?: string;
}

const WORDS = new Map<string, Resolved>();
for (const word of ['', '~', 'null', 'Null', 'NULL']) WORDS.set(word, { type: '!!null', value: null });
for (const word of ['y', 'yes', 'true', 'on', 'n', 'no', 'false', 'off']) {
  const value = ['y', 'yes', 'true', 'on'].includes(word);
  for (const form of [word, word[0]?.toUpperCase() + word.slice(1), word.toUpperCase()])
    WORDS.set(form, { type: '!!bool', value });
}
for (const word of ['.inf', '.Inf', '.INF']) {
  WORDS.set(word, { type: '!!float', value: Number.POSITIVE_INFINITY });
  WORDS.set(`+${word}`, { type: '!!float', value: Number.POSITIVE_INFINITY });
  WORDS.set(`-${word}`, { type: '!!float', value: Number.NEGATIVE_INFINITY });
}
for (const word of ['.nan', '.NaN', '.NAN']) WORDS.set(word, { type: '!!float', value: Number.NaN });

const LONGEST_WORD = 5;
const INTEGER = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
/** What Go's ParseFloat takes of a text that begins with a dot. */
const DOT_FLOAT = /^\.[0-9]+(?:[eE][-+]?[0-9]+)?$/;
const TIMESTAMP =
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\.[0-9]+)?(?:Z|[-+][0-9]{2}:[0-9]{2})?)?$/;
const UINT64_MAX = 2n ** 64n - 1n;
const INT64_MIN = -(2n ** 63n);

/**
 * Takes the text of a plain scalar (or of one with an explicit tag, quoted or not) and gives its meaning.
 * Linear in the length of the text.
 */
export function resolvePlain(text: string): Resolved {
  if (text.length <= LONGEST_WORD) {
    const word = WORDS.get(text);
    if (word !== undefined) return word;
  }
  const first = text.charCodeAt(0);
  if (first === 46) return DOT_FLOAT.test(text) ? floatOr(text, text) : { type: '!!str', value: text };
  const digit = first >= 48 && first <= 57;
  if (!digit && first !== 43 && first !== 45) return { type: '!!str', value: text };
  return resolveNumber(text);
}

function resolveNumber(text: string): Resolved {
  if (text.charCodeAt(4) === 45 && TIMESTAMP.test(text)) return { type: '!!timestamp', value: text };
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  if (INTEGER.test(plain)) return integer(plain, text);
  return FLOAT.test(plain) ? floatOr(plain, text) : { type: '!!str', value: text };
}

/** Digits that no 64-bit integer holds are a float when they are decimal, else text. */
function integer(plain: string, text: string): Resolved {
  const negative = plain.startsWith('-');
  const digits = negative || plain.startsWith('+') ? plain.slice(1) : plain;
  const octal = digits.length > 1 && /^0[0-7]/.test(digits);
  const literal = octal ? `0o${digits.slice(1)}` : digits;
  if (literal.length <= 12) {
    const small = Number(literal);
    return { type: '!!int', value: negative && small !== 0 ? -small : small };
  }
  if (literal.length > 80 && !/^0[xXoObB]?0/.test(literal)) return wide(plain, text);
  const big = negative ? -BigInt(literal) : BigInt(literal);
  const signed = negative || plain.startsWith('+');
  if (big > (signed ? 2n ** 63n - 1n : UINT64_MAX) || big < INT64_MIN) return wide(plain, text);
  const value = Number(big);
  return Number.isSafeInteger(value)
    ? { type: '!!int', value }
    : { type: '!!int', value, exact: big.toString() };
}

function wide(plain: string, text: string): Resolved {
  return FLOAT.test(plain) ? floatOr(plain, text) : { type: '!!str', value: text };
}

/** Go's ParseFloat fails on what overflows, and the scalar stays text. */
function floatOr(plain: string, text: string): Resolved {
  const value = Number(plain);
  if (!Number.isFinite(value)) return { type: '!!str', value: text };
  return { type: '!!float', value: value === 0 ? 0 : value };
}
