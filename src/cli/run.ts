import { type CliIo, EXIT } from './command.ts';
import { COMMANDS } from './commands.ts';
import { overview } from './help.ts';
import { didYouMean } from './near.ts';

const HELP: ReadonlySet<string | undefined> = new Set(['--help', '-h', 'help']);

/** `podium …` with what follows it; gives the exit code. */
export async function runPodium(args: readonly string[], io: CliIo): Promise<number> {
  const [first, second] = args;
  if (first === undefined) {
    io.err(overview(COMMANDS));
    return EXIT.usage;
  }
  // `podium help NAME…` is `podium NAME… --help`.
  if (first === 'help' && second !== undefined) return runPodium([...args.slice(1), '--help'], io);
  if (HELP.has(first)) {
    io.out(overview(COMMANDS));
    return EXIT.ok;
  }
  const command = COMMANDS.find(({ name }) => name === first || name === `${first} ${second}`);
  if (command !== undefined) return command.run(args.slice(command.name.split(' ').length), io);
  return withoutCommand(first, second, io);
}

/** Answers a name that is no command: one that only begins some, or none at all. */
function withoutCommand(first: string, second: string | undefined, io: CliIo): number {
  if (first.startsWith('-')) {
    io.err(`podium: ${first} must follow a command, as in podium COMMAND ${first}.\nSee podium --help.\n`);
    return EXIT.usage;
  }
  const group = COMMANDS.filter(({ name }) => name.startsWith(`${first} `));
  if (group.length > 0 && HELP.has(second)) {
    io.out(overview(group));
    return EXIT.ok;
  }
  const [typed, known] =
    group.length > 0 ? [second === undefined ? first : `${first} ${second}`, group] : [first, COMMANDS];
  const hint = didYouMean(
    typed,
    known.map(({ name }) => name),
  );
  io.err(`podium: there is no command ${typed}. ${hint}\nSee podium --help.\n`);
  return EXIT.usage;
}
