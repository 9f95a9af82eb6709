import { inBlockScalars } from './block-scalars.ts';
import { mapped, type Pasted, repaired } from './pasted.ts';
import { keyAt } from './token.ts';

/** Elements of HTML that a web page's manifest stands in or is coloured with. */
const TAG =
  /<\/?(?:pre|code|b|strong|em|i|u|mark|span|div|p|br|details|summary|font|kbd|blockquote|figure|highlight)(?:\s[^<>]{0,200})?\/?>/gi;

/**
 * Markup that came along: HTML's elements, bold and italic marks of Markdown around keys and values, single
 * backticks around lines. What stands in a block scalar is left alone.
 */
export function markup(paste: Pasted): Pasted {
  return emphasis(backticks(tags(paste)));
}

function tags(paste: Pasted): Pasted {
  if (!paste.lines.some((line) => line.includes('<') && line.search(TAG) >= 0)) return paste;
  const inBlock = inBlockScalars(paste.lines);
  let changed = 0;
  const lines = mapped(paste, (line, i) => {
    if (inBlock[i] || !line.includes('<')) return line;
    const outer = unwrapped(line);
    const bare = /["']/.test(outer) ? outer : outer.replace(TAG, '');
    if (bare === line) return line;
    changed += 1;
    return bare.trim() === '' ? undefined : bare;
  });
  if (changed === 0) return paste;
  return repaired(paste, lines, { code: 'html-tags', message: 'HTML tags around the text were removed.' });
}

/** Without the tags at its start and its end. */
function unwrapped(line: string): string {
  let lead = '';
  let at = 0;
  for (const tag of line.matchAll(TAG)) {
    const before = line.slice(at, tag.index);
    if (before.trim() !== '') break;
    lead += before;
    at = tag.index + tag[0].length;
  }
  const text = at === 0 ? line : lead + line.slice(at);
  const found = [...text.matchAll(TAG)];
  let end = text.trimEnd().length;
  for (const tag of found.reverse()) {
    if (tag.index + tag[0].length !== end) break;
    end = tag.index;
  }
  return end === text.trimEnd().length ? text : text.slice(0, end);
}

function backticks(paste: Pasted): Pasted {
  const filled = paste.lines.flatMap((line, i) => (line.trim() === '' ? [] : [i]));
  const wrapped = (line: string): boolean => /^\s*`[^`]*`\s*$/.test(line);
  const [first = 0] = filled;
  const last = filled.at(-1) ?? 0;
  const opens = /^\s*`(?!`)[^`]*$/.test(paste.lines[first] ?? '');
  const closes = /^[^`]*[^`]`\s*$|^`\s*$/.test(paste.lines[last] ?? '');
  const each = filled.filter((i) => wrapped(paste.lines[i] ?? '')).length;
  const around = filled.length > 1 && opens && closes;
  if (!around && (each < 2 || each < filled.length * 0.6)) return paste;
  const lines = mapped(paste, (line, i) => {
    if (around && i === first) return line.replace('`', '');
    if (around && i === last) return line.slice(0, line.lastIndexOf('`'));
    return wrapped(line) ? line.replace('`', '').trimEnd().slice(0, -1) : line;
  });
  return repaired(paste, lines, {
    code: 'backquotes',
    message: 'The backquotes around the lines were removed.',
  });
}

/** Bold and italic: opened in front of a key, an item or a value, closed at the end of the same or of a later line. */
function emphasis(paste: Pasted): Pasted {
  if (!paste.lines.some((line) => OPENED.test(line))) return paste;
  const inBlock = inBlockScalars(paste.lines);
  const anchors = new Set(paste.lines.flatMap((line) => /&([\w-]+)/.exec(line)?.[1] ?? []));
  let open: string | undefined;
  const marked: number[] = [];
  const lines = mapped(paste, (line, i) => {
    if (inBlock[i]) return line;
    let now = line;
    const found = OPENED.exec(now);
    const mark = found?.[2] ?? '';
    const body = found === null ? '' : now.slice(found[0].length);
    if (found !== null && !(mark === '*' && anchors.has(/^[\w-]+/.exec(body)?.[0] ?? ''))) {
      const closedHere = closing(body, mark);
      const entry = found[1]?.includes(':') === true || keyAt(body.replace(/\*/g, '')) !== undefined;
      if (closedHere !== undefined && (entry || mark.length > 1)) now = `${found[1]}${closedHere}`;
      else if (mark.length > 1 && entry) {
        now = `${found[1]}${body}`;
        open = mark;
      }
    } else if (open !== undefined) {
      const end = now.trimEnd();
      if (end.endsWith(open)) {
        now = end.slice(0, -open.length);
        open = undefined;
      }
    }
    if (now !== line) marked.push(i);
    return now;
  });
  if (marked.length === 0) return paste;
  return repaired(paste, lines, {
    code: 'emphasis-marks',
    message: 'The marks of bold or italic text (* or **) were removed.',
  });
}

const OPENED = /^(\s*(?:- +)*(?:[A-Za-z][\w./-]*:\s+)?)(\*{1,3}|__)(?=[A-Za-z"'[\d])/;

/** The text without its closing mark, which stands at the end or behind the key; undefined where there is none. */
function closing(body: string, mark: string): string | undefined {
  const end = body.trimEnd();
  const at = end.indexOf(mark);
  if (at < 0) return undefined;
  if (at + mark.length === end.length) return end.slice(0, at);
  return /^[\s:]/.test(end.slice(at + mark.length))
    ? end.slice(0, at) + end.slice(at + mark.length)
    : undefined;
}
