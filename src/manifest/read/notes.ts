import { inBlockScalars } from './block-scalars.ts';
import { lineList, mapped, type Pasted, repaired } from './pasted.ts';
import { keyAt } from './token.ts';

/** Callouts and arrows, which no value ends with: `<1>`, `(1)`, `❶`, `<--- here`, `← here`. */
const MARK = /\s(?:<\d{1,2}>|[①-⓿❶-➓]|<[-=]{1,5}>?(?:\s|$)|<{2,4}(?:\s|$)|←|⬅|⇐|👈|\(\d{1,2}\)$)/u;
/** The same where a word of somebody's may follow a value that is one word. */
const SAID = /^(?:\/\/|--+>?|=+>|\*\*\*|\^{1,5})(?:\s|$)/;

/**
 * Notes that an author put behind a value: they are taken off, and named. Only behind a key's or an item's value
 * that is whole without them; what stands in quotes or in a block scalar stays.
 */
export function notes(paste: Pasted): Pasted {
  if (!paste.lines.some((line) => MARK.test(line) || /\s(?:\/\/|--|=+>|\*\*\*|\^)/.test(line))) return paste;
  const inBlock = inBlockScalars(paste.lines);
  const noted: number[] = [];
  const lines = mapped(paste, (line, i) => {
    if (inBlock[i]) return line;
    const now = withoutNote(line);
    if (now !== line) noted.push(paste.from[i] ?? i + 1);
    return now;
  });
  if (noted.length === 0) return paste;
  return repaired(paste, lines, {
    code: 'notes',
    message: `The notes behind the values were left out (line ${lineList(noted)}).`,
  });
}

function withoutNote(line: string): string {
  const lead = /^\s*(?:- +)*/.exec(line)?.[0] ?? '';
  const body = line.slice(lead.length);
  const key = keyAt(body);
  if (body.startsWith('#') || (key === undefined && !lead.includes('-'))) return line;
  const start = lead.length + (key?.length ?? 0);
  const rest = line.slice(start);
  const quoted = /^\s*(["'])/.exec(rest)?.[1];
  const from = quoted === undefined ? 0 : rest.indexOf(quoted, rest.indexOf(quoted) + 1) + 1;
  if (quoted !== undefined && from === 0) return line;
  const tail = rest.slice(from);
  const comment = tail.search(/(?:^|\s)#/);
  const looked = comment < 0 ? tail : tail.slice(0, comment);
  const found = MARK.exec(looked.trimEnd());
  if (found !== null) return line.slice(0, start + from + found.index).trimEnd();
  const word = quoted === undefined ? /^\s+[^\s"'[{|>&*!]\S*\s+/.exec(looked) : /^\s+/.exec(looked);
  const behind = word === null ? (key !== undefined && /^\s+/.exec(looked)) || null : word;
  if (behind === null) return line;
  return SAID.test(looked.slice(behind[0].length))
    ? line.slice(0, start + from + behind[0].length).trimEnd()
    : line;
}
