import type { Readable, Writable } from 'node:stream';
import { ArgumentError, type Asked, type CliOptions, readArguments } from './arguments.ts';
import { commandHelp, usageOf } from './help.ts';

/** Where a sub-command writes and reads; the process's own streams outside of tests. */
export interface CliIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Standard error is a terminal, on which a line can be written over. */
  readonly errTerminal: boolean;
  /** The whole of standard input, as UTF-8. */
  readonly stdin: () => Promise<string>;
  /** The whole of a file. */
  readonly bytes: (path: string) => Promise<Uint8Array>;
  /** The whole of a file as text: UTF-8, or UTF-16 that says so. */
  readonly file: (path: string) => Promise<string>;
  /** Writes a file anew, in the place of one of that name. */
  readonly write: (path: string, data: string | Uint8Array) => Promise<void>;
  /** Environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A number to draw with where nobody gave one, 0 … 2^32 - 1. */
  readonly seed: () => number;
  /** Standard input and output themselves, for what talks with a person line by line. */
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly columns?: number };
  /** Standard output is a terminal that shows colours. */
  readonly colour: boolean;
}

/** Exit codes: done, the input was at fault, the command line was at fault. */
export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** What its `--help` says of a sub-command. */
export interface CommandWords {
  /** One word, or two: `decks check`. */
  readonly name: string;
  /** Its arguments, as they follow its name. */
  readonly usage: string;
  /** One line: what it does. */
  readonly summary: string;
  /** What else there is to know, one paragraph each. */
  readonly notes: readonly string[];
  readonly options: CliOptions;
  /** Whole command lines, each with what it does. */
  readonly examples: readonly (readonly [line: string, what: string])[];
  /** What every exit code but that of a wrong command line means. */
  readonly exitCodes: Readonly<Record<number, string>>;
}

/** One sub-command of `podium`. */
export interface CliCommand extends CommandWords {
  /** Runs it with what follows its name; gives the exit code. */
  readonly run: (args: readonly string[], io: CliIo) => Promise<number>;
}

/** A sub-command from what it says and does: help, wrong options and an ArgumentError of `work` are answered here. */
export function defineCommand<const O extends CliOptions>(
  words: CommandWords & { readonly options: O },
  work: (asked: Asked<O>, io: CliIo) => Promise<number>,
): CliCommand {
  return {
    ...words,
    async run(args, io) {
      try {
        const asked = readArguments(args, words.options);
        if (asked === 'help') {
          io.out(commandHelp(words));
          return EXIT.ok;
        }
        return await work(asked, io);
      } catch (error) {
        if (!(error instanceof ArgumentError)) throw error;
        io.err(
          `podium ${words.name}: ${error.message}\n${usageOf(words)}\nSee podium ${words.name} --help.\n`,
        );
        return EXIT.usage;
      }
    },
  };
}
