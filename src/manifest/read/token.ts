/**
 * What is left of a line when its indentation is gone: the dashes, the key and the value, and the line it stood in.
 */

/** What a token's value is, as far as nesting is concerned. */
export type Opens = 'nothing' | 'scalar' | 'map' | 'list' | 'block';

export interface Token {
  readonly kind: 'entry' | 'scalar' | 'comment' | 'document';
  /** List dashes before the key or the scalar. */
  readonly dashes: number;
  /** The key without its quotes; null for a scalar, a comment or a document mark. */
  readonly key: string | null;
  /** Everything after the dashes, as written; several lines where a quote or a bracket spans lines. */
  readonly text: string;
  /** The value after the key; for a scalar the whole text. */
  readonly value: string;
  readonly opens: Opens;
  /** 1-based line of the text the token was cut from. */
  readonly line: number;
  /** Spaces that stood before it, dashes not counted; null where nothing is known. */
  readonly indent: number | null;
}

const KEY =
  /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s"'[\]{},#&*!|>%@`](?:[^\s]*?[^\s:])??))[ ]*:(?=[ ]|$)/;

/** The key at the start of a text and the length of it with its colon; undefined where no key stands there. */
export function keyAt(text: string): { readonly key: string; readonly length: number } | undefined {
  const found = KEY.exec(text);
  if (found === null) return undefined;
  return { key: found[1] ?? found[2] ?? found[3] ?? '', length: found[0].length };
}

/** How a value (what follows `key:` or a dash) can hold what comes after it. Anchors, tags and comments hold nothing. */
export function opensWith(value: string): Opens {
  const bare = value.replace(/^(?:[&!][^\s]*\s*)+/, '').trim();
  if (bare === '' || bare.startsWith('#')) return 'nothing';
  if (bare.startsWith('{')) return 'map';
  if (bare.startsWith('[')) return 'list';
  if (/^[|>][-+0-9]*(?:\s|$)/.test(bare)) return 'block';
  return 'scalar';
}

/**
 * Where the quote or bracket at `start` closes: the offset after it, or -1 when it never does.
 * Looks at most `within` characters far. A quote inside brackets counts only where a value can begin, so that an apostrophe does not.
 */
export function closingOf(text: string, start: number, within = text.length): number {
  const stop = Math.min(text.length, start + within);
  const first = text[start];
  if (first === '"' || first === "'") return closingQuote(text, start, stop);
  let depth = 0;
  for (let i = start; i < stop; i++) {
    const c = text[i];
    if (c === '[' || c === '{') depth++;
    else if (c === ']' || c === '}') {
      if (--depth === 0) return i + 1;
    } else if ((c === '"' || c === "'") && /[\s[{,:]/.test(text[i - 1] ?? ' ')) {
      const end = closingQuote(text, i, stop);
      if (end < 0) return -1;
      i = end - 1;
    }
  }
  return -1;
}

function closingQuote(text: string, start: number, stop: number): number {
  const quote = text[start];
  for (let i = start + 1; i < stop; i++) {
    if (quote === '"' && text[i] === '\\') i++;
    else if (text[i] === quote) {
      if (quote === "'" && text[i + 1] === "'") i++;
      else return i + 1;
    }
  }
  return -1;
}
