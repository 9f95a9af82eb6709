import { parseArgs } from 'node:util';
import { didYouMean } from './near.ts';

/** One option of a sub-command. */
interface CliOption {
  readonly type: 'boolean' | 'string';
  /** May be given more than once; its value is then a list. */
  readonly multiple?: true;
  /** What its value is called in the help: `FILE`. */
  readonly value?: string;
  /** One line of the help. */
  readonly meaning: string;
}

/** Options by their names, without the dashes. Every sub-command has `--help` besides. */
export type CliOptions = Readonly<Record<string, CliOption>>;

type ValueOf<O extends CliOption> = O['type'] extends 'boolean'
  ? boolean
  : O extends { readonly multiple: true }
    ? readonly string[]
    : string;

/** What was asked for on a command line: the options that were given, and what is no option, in order. */
export interface Asked<O extends CliOptions> {
  readonly values: { readonly [K in keyof O]?: ValueOf<O[K]> };
  readonly positionals: readonly string[];
}

/** The command line is at fault; the message says how, as the rest of a sentence that names the command. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';
}

/** Reads what follows a sub-command's name; `help` where that is asked for. Throws ArgumentError. */
export function readArguments<O extends CliOptions>(args: readonly string[], options: O): Asked<O> | 'help' {
  const known: CliOptions = {
    ...options,
    help: { type: 'boolean', meaning: '' },
  };
  const { tokens, values, positionals } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(known).map(([name, { type, multiple = false }]) => [
        name,
        name === 'help' ? { type, short: 'h' } : { type, multiple },
      ]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  if (values.help === true) return 'help';
  for (const token of tokens) if (token.kind === 'option') checkOption(token, known);
  // What each value is was checked option by option.
  return { values: values as Asked<O>['values'], positionals };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

/** Throws ArgumentError for an option that does not exist, lacks its value or has one too many. */
function checkOption({ name, rawName, value, inlineValue }: OptionToken, known: CliOptions): void {
  const option = Object.hasOwn(known, name) ? known[name] : undefined;
  if (option === undefined) {
    const names = Object.keys(known).map((each) => `--${each}`);
    throw new ArgumentError(`there is no option ${rawName}. ${didYouMean(rawName, names)}`);
  }
  if (option.type === 'boolean') {
    if (value !== undefined) throw new ArgumentError(`--${name} takes no value.`);
    return;
  }
  if (value === undefined) throw new ArgumentError(`--${name} needs ${option.value ?? 'a value'} after it.`);
  if (inlineValue !== true && value.startsWith('-'))
    throw new ArgumentError(
      `--${name} needs ${option.value ?? 'a value'} after it, and ${value} looks like an option; write --${name}=${value} if it is meant.`,
    );
}

/** The one positional argument there must be. Throws ArgumentError, with `missing` where there is none. */
export function onlyOne(positionals: readonly string[], name: string, missing: string): string {
  const one = atMostOne(positionals, name);
  if (one === undefined || one === '') throw new ArgumentError(missing);
  return one;
}

/** The one positional argument there may be. Throws ArgumentError for a second one. */
export function atMostOne([one, second]: readonly string[], name: string): string | undefined {
  if (second !== undefined)
    throw new ArgumentError(`it takes one ${name} at a time, and ${second} is a second one.`);
  return one;
}

/** A whole number of an option. Throws ArgumentError for anything else. */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new ArgumentError(
    `--${option} must be a whole number from ${least} to ${most}, and is ${JSON.stringify(text)}.`,
  );
}
