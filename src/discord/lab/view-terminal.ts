import { clip, codeBlock } from '../platform/components.ts';
import type { ScreenLine } from './screen.ts';

/** What the block may take of a message. */
export interface Room {
  /** UTF-16 units. */
  readonly characters: number;
  /** In UTF-8. */
  readonly bytes: number;
}

/** Lines of the terminal that are shown at most: with more, what to press is off the screen of a phone. */
const MOST_LINES = 20;
/** On a phone a line has some thirty letters. */
const TALLEST = 1400;
/** Longer lines are cut: of a line of JSON, its beginning says what it is. */
const LONGEST = 240;
const AROUND = codeBlock('ansi', '').length;

/** The colours of Discord's `ansi` blocks; a client that shows none shows the text. */
const BOLD_GREEN = '\u001b[1;32m';
const YELLOW = '\u001b[0;33m';
const PLAIN = '\u001b[0m';

/**
 * The last lines of a terminal, as many as there is room for, and always the line that they are the answer to; `left` is
 * how many are not shown.
 */
export function terminalBlock(
  lines: readonly ScreenLine[],
  room: Room,
): { readonly text: string; readonly left: number; readonly shortened: boolean } {
  const asked = lines.findLastIndex((line, index) => index < lines.length - 1 && isTyped(line));
  const answer = lines[asked];
  const pinned = answer === undefined ? [] : [answer, gap(lines.length)].map(shape);
  const kept = pinned.reduce((sum, each) => sum + each.characters, 0);
  const shown: Shape[] = [];
  let characters = AROUND + kept;
  let bytes = AROUND + pinned.reduce((sum, each) => sum + each.bytes, 0);
  const most = { characters: Math.min(room.characters, TALLEST), bytes: room.bytes };
  for (const line of lines.slice(-MOST_LINES).toReversed()) {
    const one = shape(line);
    const full = characters + one.characters > most.characters || bytes + one.bytes > most.bytes;
    if (full && shown.length > 0) break;
    characters += one.characters;
    bytes += one.bytes;
    shown.unshift(one);
  }
  const first = lines.length - shown.length;
  const above =
    answer !== undefined && asked < first && fits(pinned, room, shown)
      ? [answer, gap(first - asked - 1)]
      : [];
  const all = [...above.map(shape), ...shown];
  return {
    text: codeBlock('ansi', all.map(({ text }) => text).join('\n')),
    left: first - Math.min(1, above.length),
    shortened: all.some(({ cut }) => cut),
  };
}

/** Where there is room for the waiting prompt alone, nothing else is put there. */
function fits(pinned: readonly Shape[], room: Room, shown: readonly Shape[]): boolean {
  const all = [...pinned, ...shown];
  const characters = all.reduce((sum, each) => sum + each.characters, AROUND);
  const bytes = all.reduce((sum, each) => sum + each.bytes, AROUND);
  return characters <= room.characters && bytes <= room.bytes;
}

function isTyped({ prompt, ours }: ScreenLine): boolean {
  return prompt !== '' && prompt !== '> ' && !ours;
}

function gap(left: number): ScreenLine {
  return { prompt: '', text: left === 0 ? '…' : `… (${left} more lines)`, ours: true };
}

/** A line as it stands in the block, with its line end, and what it takes there. */
interface Shape {
  readonly text: string;
  readonly cut: boolean;
  readonly characters: number;
  readonly bytes: number;
}

function shape(line: ScreenLine): Shape {
  const { text, cut } = coloured(line);
  const characters = codeBlock('', text).length - codeBlock('', '').length + 1;
  // What keeps backticks apart takes three bytes.
  const bytes = Buffer.byteLength(text, 'utf8') + 3 * (characters - text.length);
  return { text, cut, characters, bytes };
}

function coloured({ prompt, text, ours }: ScreenLine): { readonly text: string; readonly cut: boolean } {
  const { text: line, cut } = clip(text, LONGEST);
  if (ours) return { text: `${YELLOW}${line}${PLAIN}`, cut };
  if (prompt === '') return { text: line, cut };
  return { text: `${BOLD_GREEN}${clip(prompt, 60).text}${PLAIN}${line}`, cut };
}
