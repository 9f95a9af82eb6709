/** Lines from a terminal, with Tab and a history, or from a pipe. */
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Completion } from '../../cluster/index.ts';

/** Ctrl-C. */
export const INTERRUPT = Symbol('interrupt');

/** A line; null at the end of input (Ctrl-D). */
type Line = string | null | typeof INTERRUPT;

/** Lines that the arrow keys bring back. */
const HISTORY = 200;

export interface Keyboard {
  /** Shows the prompt and waits for a line. */
  ask(prompt: string): Promise<Line>;
  /** Lines for the arrow keys, oldest first. */
  remember(lines: readonly string[]): void;
  /** Leaves the terminal to another program while `work` runs. */
  without<T>(work: () => T): T;
  close(): void;
}

export interface KeyboardParts {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable;
  readonly complete: (line: string, cursor: number) => Completion;
}

/** Opens it; what is typed ahead waits until it is asked for. */
export function openKeyboard({ input, output, complete }: KeyboardParts): Keyboard {
  const terminal = input.isTTY === true;
  const waiting: Line[] = [];
  let history: readonly string[] = [];
  let reader: Interface | undefined;
  let ended = false;
  let wanted: ((line: Line) => void) | undefined;
  const give = (line: Line): void => {
    const take = wanted;
    wanted = undefined;
    if (take === undefined) waiting.push(line);
    else take(line);
  };
  const open = (): Interface => {
    const made: Interface = createInterface({
      input,
      terminal,
      ...(terminal ? { output, completer: (line: string) => tabbed(complete, made.cursor, line) } : {}),
      history: [...history],
      historySize: HISTORY,
    });
    made.on('line', give);
    made.on('SIGINT', () => {
      output.write('^C\n');
      // What is there of the line goes; readline has no other door for that.
      Object.assign(made, { line: '', cursor: 0 });
      give(INTERRUPT);
    });
    // Ctrl-D closes it; at a terminal the next question opens another one.
    made.on('close', () => {
      reader = undefined;
      ended = !terminal;
      give(null);
    });
    return made;
  };
  return {
    ask(prompt) {
      const next = waiting.shift();
      if (next !== undefined) return Promise.resolve(next);
      if (ended) return Promise.resolve(null);
      reader ??= open();
      const line = new Promise<Line>((resolve) => {
        wanted = resolve;
      });
      if (terminal) {
        reader.setPrompt(prompt);
        reader.prompt();
      }
      return line;
    },
    remember(lines) {
      history = lines.filter((line) => !line.includes('\n')).toReversed();
      if (reader !== undefined) Object.assign(reader, { history: [...history] });
    },
    without(work) {
      if (!terminal) return work();
      reader?.pause();
      setRaw(input, false);
      try {
        return work();
      } finally {
        setRaw(input, true);
        reader?.resume();
      }
    },
    close: () => reader?.close(),
  };
}

function setRaw(input: Readable, raw: boolean): void {
  (input as Partial<NodeJS.ReadStream>).setRawMode?.(raw);
}

/** readline's shape of a completion: what fits, and what of the line it takes the place of. */
function tabbed(
  complete: KeyboardParts['complete'],
  cursor: number,
  line: string,
): [completions: string[], of: string] {
  const { from, to, candidates, common } = complete(line, cursor);
  const typed = line.slice(from, to);
  if (candidates.length === 0) return [[], typed];
  if (candidates.length === 1 || (common.length > typed.length && common.startsWith(typed)))
    return [[common], typed];
  return [candidates.map(({ text }) => text), typed];
}
