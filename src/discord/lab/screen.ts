import { inPrintedOrder } from '../../cluster/index.ts';
import type { LabEntry, LabSession } from '../../play/labs.ts';

/** A line as the terminal shows it: what we colour stands apart from what somebody wrote. */
export interface ScreenLine {
  /** The prompt; empty before what was printed. */
  readonly prompt: string;
  readonly text: string;
  /** Podium's own words. */
  readonly ours: boolean;
}

/** What a terminal would obey: colours, movements, titles. Nobody's text moves anything here. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const SEQUENCES = /\u001b(?:\[[\d;?]*[ -/]?[@-~]|\][^\u0007\u001b]*\u0007?|[@-Z\\^_])?/g;
/** Controls, marks that turn the direction of what follows, line breaks of other kinds. */
const UNSEEN = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Zl}\p{Zp}]/gu;
const TAB = 8;

/** What `clear` prints: everything before it is gone from the screen. */
const CLEARED = '\u001b[2J';

/**
 * What was typed and printed, line by line, from the last `clear` on; the prompt that waits is the last line. `brief`
 * leaves out the middle of a long input: who pasted a file knows it.
 */
export function screenOf(
  entries: readonly LabEntry[],
  session: Pick<LabSession, 'prompt' | 'edit'>,
  { brief = false } = {},
): readonly ScreenLine[] {
  const lines: ScreenLine[] = [];
  for (const entry of entries) {
    lines.push(...typedLines(entry, brief));
    const cleared = entry.stdout.lastIndexOf(CLEARED);
    if (cleared >= 0) lines.length = 0;
    const stdout = cleared < 0 ? entry.stdout : entry.stdout.slice(cleared + CLEARED.length);
    for (const { text, error } of inPrintedOrder({ ...entry, stdout })) lines.push(...printed(text, error));
  }
  const waiting = session.edit === null ? '' : '(the editor is open)';
  return [
    ...lines,
    {
      prompt: session.edit === null ? defused(session.prompt) : '',
      text: waiting,
      ours: session.edit !== null,
    },
  ];
}

/** The same as a text without colours, for files. */
export function plainScreen(lines: readonly ScreenLine[]): string {
  return `${lines
    .map(({ prompt, text }) => `${prompt}${text}`.trimEnd())
    .join('\n')
    .trimEnd()}\n`;
}

/** Lines of one input that are shown in brief: these first ones, and the last. */
const HEAD = 4;

function typedLines({ typed, prompt }: LabEntry, brief: boolean): readonly ScreenLine[] {
  if (typed.kind === 'edit') {
    return [{ prompt: '', text: typed.text === null ? '(closed without saving)' : '(saved)', ours: true }];
  }
  const lines = typed.text
    .trimEnd()
    .split(/\r\n?|\n/)
    .map((line, index) => ({
      prompt: index === 0 ? defused(prompt) : '> ',
      text: defused(line),
      ours: false,
    }));
  const left = lines.length - HEAD - 1;
  if (!brief || left < 2) return lines;
  return [
    ...lines.slice(0, HEAD),
    { prompt: '> ', text: `(${left} more lines)`, ours: true },
    ...lines.slice(-1),
  ];
}

function printed(output: string, mayBeOurs: boolean): readonly ScreenLine[] {
  if (output.replace(SEQUENCES, '') === '') return [];
  const lines = output.split(/\r\n|\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => ({
    prompt: '',
    text: defused(line),
    ours: mayBeOurs && line.startsWith('podium: '),
  }));
}

/** A line of a stranger (a prompt too: it names directories) as it may stand in a code block: it moves nothing, hides nothing, and is whole characters. */
function defused(line: string): string {
  const plain = line.replace(SEQUENCES, '');
  const spaced = plain.includes('\t') ? expanded(plain) : plain;
  return spaced.replace(UNSEEN, '·');
}

function expanded(line: string): string {
  let column = 0;
  return line
    .split('\t')
    .map((part, index, all) => {
      column += part.length;
      const gap = index === all.length - 1 ? 0 : TAB - (column % TAB);
      column += gap;
      return part + ' '.repeat(gap);
    })
    .join('');
}
