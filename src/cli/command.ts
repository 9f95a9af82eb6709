/** Where a sub-command writes and reads; the process's own streams outside of tests. */
export interface CliIo {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** The whole of standard input, as UTF-8. */
  readonly stdin: () => Promise<string>;
  /** The whole of a file, as UTF-8. */
  readonly file: (path: string) => Promise<string>;
  /** Standard output is a terminal that shows colours. */
  readonly colour: boolean;
}

/** Exit codes: done, the input was at fault, the command line was at fault. */
export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** One sub-command of `podium`. */
export interface CliCommand {
  readonly name: string;
  /** Its arguments, as in `podium NAME …`. */
  readonly usage: string;
  /** One line. */
  readonly summary: string;
  /** Further lines of `podium --help`, one option each. */
  readonly options: readonly string[];
  /** Runs it with what follows its name; gives the exit code. */
  readonly run: (args: readonly string[], io: CliIo) => Promise<number>;
}
