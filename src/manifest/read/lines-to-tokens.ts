import { closingOf, keyAt, opensWith, type Token } from './token.ts';

/** At most this many lines are joined to close one quote or bracket; more is a quote that was never closed. */
const JOINED = 60;
/** After so many that never close no more are looked for, so that the work stays linear. */
const UNCLOSED = 20;

/**
 * Cuts lines that kept their line breaks (but not their indentation) into tokens, one a line; a quoted text or a
 * bracketed value that spans lines stays one token. Linear in the text.
 */
export function tokensOfLines(lines: readonly string[]): Token[] {
  const tokens: Token[] = [];
  let unclosed = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const body = line.trim();
    if (body === '') continue;
    const indent = line.length - line.trimStart().length;
    if (body.startsWith('#')) {
      tokens.push({
        kind: 'comment',
        dashes: 0,
        key: null,
        text: body,
        value: '',
        opens: 'nothing',
        line: i + 1,
        indent,
      });
      continue;
    }
    if (/^---(\s|$)|^\.\.\.$/.test(body)) {
      tokens.push({
        kind: 'document',
        dashes: 0,
        key: null,
        text: '---',
        value: '',
        opens: 'nothing',
        line: i + 1,
        indent,
      });
      if (body.length > 4 && !body.slice(4).trim().startsWith('#')) {
        tokens.push(tokenOf(body.slice(4).trim(), i + 1, indent));
      }
      continue;
    }
    const token = tokenOf(body, i + 1, indent);
    const rest = token.value;
    if (unclosed < UNCLOSED && /^["'[{]/.test(rest) && closingOf(rest, 0) < 0) {
      const joined = join(lines, i, token.text);
      if (joined !== undefined) {
        tokens.push({
          ...token,
          text: joined.text,
          value: joined.text.slice(keyAt(joined.text)?.length ?? 0).trim(),
        });
        i = joined.last;
        continue;
      }
      unclosed++;
    }
    tokens.push(token);
  }
  return tokens;
}

function tokenOf(body: string, line: number, indent: number): Token {
  let text = body;
  let dashes = 0;
  let column = indent;
  while (/^-(\s|$)/.test(text)) {
    const next = text.slice(1).trimStart();
    column += text.length - next.length;
    text = next;
    dashes++;
  }
  const found = keyAt(text);
  if (found === undefined) {
    return {
      kind: 'scalar',
      dashes,
      key: null,
      text,
      value: text,
      opens: opensWith(text),
      line,
      indent: column,
    };
  }
  const value = text.slice(found.length).trim();
  const opens = opensWith(value);
  return { kind: 'entry', dashes, key: found.key, text, value, opens, line, indent: column };
}

function join(
  lines: readonly string[],
  from: number,
  start: string,
): { text: string; last: number } | undefined {
  let text = start;
  for (let i = from + 1; i < lines.length && i - from < JOINED; i++) {
    text += `\n${(lines[i] ?? '').trim()}`;
    const at = keyAt(text)?.length ?? 0;
    const open = at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
    if (closingOf(text, open) >= 0) return { text, last: i };
  }
  return undefined;
}
