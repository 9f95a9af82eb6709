import { clip, codeBlock, inFence } from './components.ts';
import { type DiffLine, diffLines, withContext } from './difference.ts';

/** Says whether a text still fits, and takes its room. */
interface Room {
  take(text: string): boolean;
}

/** Room for so many characters. */
export function roomFor(characters: number): Room {
  let left = characters;
  return {
    take(text) {
      if (text.length > left) return false;
      left -= text.length;
      return true;
    },
  };
}

/** Longest line that is shown. */
const LINE_MAX = 100;
const MOST_LINES = 60;
/** Equal lines around a change: the whole manifest where there is room, else ever fewer. */
const CONTEXTS: readonly number[] = [Infinity, 3, 1, 0];

/**
 * The corrected manifest as numbered lines, those that changed marked: whole where it fits, else what is around the
 * changes. The lines are those of the new text, and of the old one where a line is gone.
 */
export function diffText(before: string, after: string, budget: Room): string {
  const lines = diffLines(trimmed(before), trimmed(after));
  const width = String(lines.length).length;
  for (const context of CONTEXTS) {
    const shown = withContext(lines, context);
    if (shown.length > MOST_LINES) continue;
    const block = codeBlock('diff', shown.map((each) => rowText(each, width)).join('\n'));
    if (budget.take(block)) return block;
  }
  return begun(withContext(lines, 0), width, budget);
}

/** As many lines as fit, and how many there are more. */
function begun(all: readonly (DiffLine | undefined)[], width: number, budget: Room): string {
  const more = (count: number): string => `-# and ${count} more changed lines, all in the file`;
  for (const fixed of [codeBlock('diff', ''), more(all.length)]) budget.take(fixed);
  const shown: string[] = [];
  for (const each of all.slice(0, MOST_LINES)) {
    const line = inFence(rowText(each, width));
    if (!budget.take(line)) break;
    shown.push(line);
  }
  const left = all.slice(shown.length).filter((each) => each !== undefined).length;
  return [
    ...(shown.length === 0 ? [] : [codeBlock('diff', shown.join('\n'))]),
    ...(left > 0 ? [more(left)] : []),
  ].join('\n');
}

function rowText(line: DiffLine | undefined, width: number): string {
  if (line === undefined) return `  ${'…'.padStart(width)}`;
  return `${line.sign} ${String(line.line).padStart(width)} ${clip(line.text, LINE_MAX).text}`.trimEnd();
}

/** A line break at the very end is no line. */
const trimmed = (text: string): string => (text.endsWith('\n') ? text.slice(0, -1) : text);
