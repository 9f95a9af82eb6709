import type { CliOptions } from './arguments.ts';
import type { CommandWords } from './command.ts';

/** The line that shows how a sub-command is called. */
export function usageOf({ name, usage }: CommandWords): string {
  return `usage: podium ${name} ${usage}`;
}

/** What `podium --help` prints: a line for each sub-command. */
export function overview(commands: readonly CommandWords[]): string {
  return [
    'usage: podium COMMAND [OPTION]…',
    '',
    ...columns(commands.map(({ name, summary }) => [name, summary])),
    '',
    'podium COMMAND --help tells its options, examples and exit codes.',
    '',
  ].join('\n');
}

/** What `podium NAME --help` prints. */
export function commandHelp(words: CommandWords): string {
  const codes = Object.entries({ ...words.exitCodes, 2: codeOfUsage(words) });
  return [
    usageOf(words),
    '',
    words.summary,
    ...words.notes.flatMap((note) => ['', note]),
    '',
    'Options:',
    ...columns(optionRows(words.options)),
    '',
    'Examples:',
    ...words.examples.flatMap(([line, what]) => [`  ${line}`, `      ${what}`]),
    '',
    'Exit codes:',
    ...columns(codes),
    '',
  ].join('\n');
}

function codeOfUsage({ exitCodes }: CommandWords): string {
  const also = exitCodes[2];
  return `the command line is wrong${also === undefined ? '' : `, or ${also}`}`;
}

function optionRows(options: CliOptions): readonly (readonly [string, string])[] {
  const rows = Object.entries(options).map(
    ([name, { value, meaning }]) => [`--${name}${value === undefined ? '' : ` ${value}`}`, meaning] as const,
  );
  return [...rows, ['-h, --help', 'print this']];
}

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const wide = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(wide)}  ${right}`);
}
