import { keyAt } from './token.ts';

/** Signs that people put in front of a line to point at it; a diff's `+` stands alike. */
const SIGN = /^(?:\*{1,2}|\+|>{1,3}|!|→|➜|=>|->|▶|►|👉|❗|⚠️?|✅|❌|•)(?=\s)/u;
/** Lines looked back on for the columns that are open. */
const LOOK_BACK = 100;

/**
 * A line that its author marked at the first column (`*   privileged: true*`, `+ hostNetwork: true`), with the mark
 * taken off and standing at a column that is open there; undefined where it is none, or fits nowhere.
 */
export function fitMarked(lines: readonly string[], i: number): string | undefined {
  const line = lines[i] ?? '';
  const sign = SIGN.exec(line)?.[0];
  if (sign === undefined) return undefined;
  const body = unmarked(line.slice(sign.length), sign);
  const text = body.trimStart();
  if (!/^-\s/.test(text) && keyAt(text) === undefined) return undefined;
  if (keyAt(text.replace(/^(?:- +)+/, '')) === undefined) return undefined;
  const spaces = body.length - text.length;
  const open = openColumns(lines, i);
  const width = [...sign].length;
  const columns = [spaces + width, spaces, spaces - 1].filter((column) => column > 0 && open.has(column));
  const beside = (lines[i + 1] ?? '').search(/\S/);
  const column = columns.find((one) => one === beside) ?? columns[0];
  if (column !== undefined) return ' '.repeat(column) + text;
  return undefined;
}

/** Without the emphasis that was opened in front. */
function unmarked(text: string, sign: string): string {
  const trimmed = text.trimEnd();
  return sign.startsWith('*') && trimmed.endsWith(sign) ? trimmed.slice(0, -sign.length).trimEnd() : trimmed;
}

/** The columns at which a key may stand in a line: those of the levels that are open above, and one below. */
function openColumns(lines: readonly string[], at: number): ReadonlySet<number> {
  const open = new Set<number>();
  let least = Number.POSITIVE_INFINITY;
  let below = true;
  for (let i = at - 1; i >= 0 && i > at - LOOK_BACK && least > 0; i--) {
    const line = lines[i] ?? '';
    const indent = line.search(/\S/);
    if (indent < 0 || /^\s*#/.test(line) || SIGN.test(line)) continue;
    const dash = /^(?:- +)+/.exec(line.slice(indent))?.[0].length ?? 0;
    if (below && /:\s*$/.test(line)) for (const step of [1, 2, 3, 4]) open.add(indent + dash + step);
    if (below && dash > 0) open.add(indent + dash);
    below = false;
    if (indent >= least) continue;
    least = indent;
    open.add(indent);
    if (dash > 0) open.add(indent + dash);
  }
  return open;
}
