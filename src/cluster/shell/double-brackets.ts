/** `[[ ]]` of bash, read as what it means: `test` of words that are not split, and `case` for patterns. */
import type { Case, Command, Part, ShellSyntaxError, Simple, Word } from './syntax.ts';

/** What is asked of the parser. */
interface Reader {
  /** Skips blanks and line ends. */
  skip(): void;
  /** The operator here, taken; empty: there is none of these. */
  take(...operators: readonly string[]): string;
  word(): Word | null;
  numbered(): Pick<Simple, 'id' | 'line' | 'redirects'>;
  unexpected(): ShellSyntaxError;
  notSimulated(what: string, message: string): ShellSyntaxError;
}

const text = (word: string): Word => [{ kind: 'text', text: word, quoted: true }];

const plain = (word: Word): string =>
  word.map((part) => (part.kind === 'text' && !part.quoted ? part.text : '\0')).join('');

/** No splitting and no pathnames come of it. */
const quoted = (word: Word): Word => word.map((part): Part => ({ ...part, quoted: true }));

const COMPARING: ReadonlySet<string> = new Set([
  '-eq',
  '-ne',
  '-lt',
  '-le',
  '-gt',
  '-ge',
  '-nt',
  '-ot',
  '-ef',
]);

/** Reads up to `]]`; `[[` itself was read. The command begins with `[[`, which the shell has, or has not. */
export function doubleBrackets(reader: Reader): Command {
  const simple = (...words: readonly Word[]): Command => ({
    kind: 'simple',
    ...reader.numbered(),
    assignments: [],
    words,
  });
  const matching = (word: Word, pattern: Word): Command => {
    const arms: Case['arms'] = [
      { patterns: [pattern], body: simple(text('true')) },
      { patterns: [[{ kind: 'text', text: '*', quoted: false }]], body: simple(text('false')) },
    ];
    return { kind: 'case', ...reader.numbered(), word, arms };
  };
  const negated = (body: Command): Command => ({ kind: 'not', ...reader.numbered(), body });
  const needed = (): Word => {
    reader.skip();
    const word = reader.word();
    if (word === null || plain(word) === ']]') throw reader.unexpected();
    return word;
  };
  let closed = false;
  const primary = (): Command => {
    reader.skip();
    if (reader.take('(') !== '') {
      const inside = either();
      reader.skip();
      if (reader.take(')') === '') throw reader.unexpected();
      return inside;
    }
    const first = needed();
    if (plain(first) === '!') return negated(primary());
    if (/^-[a-zA-Z]$/.test(plain(first))) return simple(text('test'), first, quoted(needed()));
    reader.skip();
    const order = reader.take('<', '>');
    if (order !== '') return simple(text('test'), quoted(first), text(order), quoted(needed()));
    const next = reader.word();
    const operator = next === null ? '' : plain(next);
    if (operator === ']]') closed = true;
    if (next === null || closed) return simple(text('test'), text('-n'), quoted(first));
    if (operator === '=~')
      throw reader.notSimulated('[[=~', '=~ in [[ ]] is not simulated; bash matches a regular expression.');
    const second = needed();
    if (operator === '==' || operator === '=') return matching(first, second);
    if (operator === '!=') return negated(matching(first, second));
    if (!COMPARING.has(operator)) throw reader.unexpected();
    return simple(text('test'), quoted(first), text(operator), quoted(second));
  };
  const both = (): Command => {
    let left = primary();
    for (;;) {
      reader.skip();
      if (closed || reader.take('&&') === '') return left;
      const right = primary();
      left = { kind: 'and', ...reader.numbered(), left, right };
    }
  };
  function either(): Command {
    let left = both();
    for (;;) {
      reader.skip();
      if (closed || reader.take('||') === '') return left;
      const right = both();
      left = { kind: 'or', ...reader.numbered(), left, right };
    }
  }
  const whole = either();
  reader.skip();
  const end = closed ? null : reader.word();
  if (!closed && (end === null || plain(end) !== ']]')) throw reader.unexpected();
  return { kind: 'and', ...reader.numbered(), left: simple(text('[[')), right: whole };
}
