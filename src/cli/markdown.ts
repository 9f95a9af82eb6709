/** What is to be read in a terminal: colours, Markdown, and lines that end where the window does. */
import type { CliIo } from './command.ts';

/** Puts colours on a text, or leaves it as it is; knows how wide what is read may be. */
export interface Paint {
  (text: string, code: number): string;
  /** Columns; infinite where nobody reads it at a terminal. */
  readonly width: () => number;
}

/** Longer lines are hard to follow, however wide the window is. */
const READABLE = 100;

/** How this terminal, or this pipe, is written to. */
export function paintFor({ colour, input, output }: CliIo): Paint {
  const width = (): number =>
    input.isTTY === true ? Math.min(output.columns ?? READABLE, READABLE) : Number.POSITIVE_INFINITY;
  return Object.assign((text: string, code: number) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text), {
    width,
  });
}

const [BOLD, CYAN] = [1, 36];

/**
 * Markdown of a lab or a lesson as a terminal shows it: code in a colour or between its backticks, blocks of code moved in, all else
 * broken between words where the window ends. Every line begins with `indent`.
 */
export function markdown(text: string, paint: Paint, indent = ''): string {
  let block = false;
  return text
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      if (line.trimStart().startsWith('```')) {
        block = !block;
        return [];
      }
      if (block) return [`${indent}    ${line}`];
      const hang = line.startsWith('- ') ? '  ' : '';
      const lines = wrapped(inline(line, paint), paint.width() - hang.length, indent);
      return [lines.replaceAll('\n', `\n${hang}`)];
    })
    .join('\n');
}

/** A blank that no line is broken at: a command stays in one piece. */
const FAST = '\u0000';
// biome-ignore lint/suspicious/noControlCharactersInRegex: a colour takes no room
const COLOUR = /\u001b\[\d*m/g;

/** A line in as many as it takes; no word is broken. */
export function wrapped(line: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let now = '';
  let taken = 0;
  for (const word of line.split(' ')) {
    const wide = word.replace(COLOUR, '').length;
    if (now !== '' && indent.length + taken + 1 + wide > width) {
      lines.push(now);
      [now, taken] = [word, wide];
    } else {
      taken += wide + (now === '' ? 0 : 1);
      now = now === '' ? word : `${now} ${word}`;
    }
  }
  return [...lines, now].map((each) => `${indent}${each}`.replaceAll(FAST, ' ')).join('\n');
}

function inline(line: string, paint: Paint): string {
  const bold = (text: string): string =>
    text.replace(/\*\*([^*]*)\*\*/g, (_, words: string) => paint(words, BOLD));
  return line
    .split('`')
    .map((part, index, all) => {
      if (index % 2 === 0) return bold(part);
      if (index === all.length - 1) return `\`${part}`;
      const fast = part.replaceAll(' ', FAST);
      const painted = paint(fast, CYAN);
      return painted === fast ? `\`${fast}\`` : painted;
    })
    .join('');
}
