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
const MOST_LINES = 24;
/** Longer lines are cut: of a line of JSON, its beginning says what it is. */
const LONGEST = 240;
const AROUND = codeBlock('ansi', '').length;

/** The colours of Discord's `ansi` blocks; a client that shows none shows the text. */
const BOLD_GREEN = '\u001b[1;32m';
const YELLOW = '\u001b[0;33m';
const PLAIN = '\u001b[0m';

/** The last lines of a terminal, as many as there is room for; `left` is how many are above them. */
export function terminalBlock(
  lines: readonly ScreenLine[],
  room: Room,
): { readonly text: string; readonly left: number; readonly shortened: boolean } {
  const shown: string[] = [];
  let characters = AROUND;
  let bytes = AROUND;
  let shortened = false;
  for (const line of lines.slice(-MOST_LINES).toReversed()) {
    const { text, cut } = coloured(line);
    const inBlock = codeBlock('', text).length - codeBlock('', '').length + 1;
    const size = Buffer.byteLength(text, 'utf8') + 3 * (inBlock - text.length);
    const full = characters + inBlock > room.characters || bytes + size > room.bytes;
    if (full && shown.length > 0) break;
    characters += inBlock;
    bytes += size;
    shortened ||= cut;
    shown.unshift(text);
  }
  return { text: codeBlock('ansi', shown.join('\n')), left: lines.length - shown.length, shortened };
}

function coloured({ prompt, text, ours }: ScreenLine): { readonly text: string; readonly cut: boolean } {
  const { text: line, cut } = clip(text, LONGEST);
  if (ours) return { text: `${YELLOW}${line}${PLAIN}`, cut };
  if (prompt === '') return { text: line, cut };
  return { text: `${BOLD_GREEN}${clip(prompt, 60).text}${PLAIN}${line}`, cut };
}
