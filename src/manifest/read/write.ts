import type { Rebuilt } from './rebuild.ts';
import type { Token } from './token.ts';

/** The rebuilt text, and for each of its lines the line of the tokens' text it came from. */
export interface Written {
  readonly text: string;
  readonly lines: readonly number[];
}

/** Writes a reading down with two spaces a level; texts that spanned lines keep them. */
export function write(rebuilt: Rebuilt, tokens: readonly Token[]): Written {
  const out: string[] = [];
  const lines: number[] = [];
  const put = (line: string, from: number): void => {
    out.push(line);
    lines.push(from);
  };
  for (const step of rebuilt.steps) {
    const token = tokens[step.token];
    if (token === undefined) continue;
    const { placed } = step;
    if (placed === null || token.kind === 'document') {
      put('---', token.line);
      continue;
    }
    if (placed.column < 0) put('---', token.line);
    const column = Math.max(0, placed.column);
    const comment = placed.glue && placed.top.shape.kind === 'comment';
    const lead = `${' '.repeat(column)}${comment ? '# ' : ''}${'- '.repeat(placed.dashes)}`;
    const body = placed.top.shape.kind === 'text' && !placed.glue ? unnumbered(token.text) : token.text;
    const parts = body.split('\n');
    parts.forEach((part, i) => {
      if (i === 0) put(`${lead}${part}`.trimEnd(), token.line);
      else put(part === '' ? '' : `${' '.repeat(column + 2 * placed.dashes + 2)}${part}`, token.line + i);
    });
  }
  return { text: `${out.join('\n')}\n`, lines };
}

/** A block scalar's own indentation figure (`|2`) counted the columns that were lost. */
function unnumbered(text: string): string {
  return text.replace(/([|>])([-+]?)\d([-+]?)(\s*(?:#.*)?)$/s, '$1$2$3$4');
}
