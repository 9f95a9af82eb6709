/**
 * What `kubectl __complete` answers, which `kubectl completion bash` asks (spf13/cobra completions.go): values that begin
 * with the word, and what the shell is to do with them or without them.
 */
import type { Draft } from '../draft.ts';
import { COMMANDS, GLOBAL_FLAGS } from '../kubectl/args/flags.generated.ts';
import { type FlagSpec, flagsOf } from '../kubectl/args/flags.ts';
import { type Parsed, parseFlags } from '../kubectl/args/parse.ts';
import { Call } from '../kubectl/call.ts';
import { commandsBelow } from '../kubectl/commands.ts';
import { Failure } from '../kubectl/failure.ts';
import { commandOf } from '../kubectl/find-command.ts';
import { purposeOf } from '../kubectl/help.ts';
import { Collected } from '../streams.ts';
import type { Found } from './candidate.ts';
import { argumentsOf } from './kubectl-arguments.ts';
import { valuesOf } from './kubectl-values.ts';

/** What a shell does where no value is given: complete files, nothing, or files with these endings. */
type Otherwise = 'files' | 'nothing' | readonly string[];

export interface Answer {
  readonly values: readonly Found[];
  readonly otherwise: Otherwise;
  /** No blank after a single value. */
  readonly noSpace?: true;
}

/** A line of kubectl's, read as far as it goes: what a flag or an argument at the cursor is asked with. */
export interface Asked {
  readonly call: Call;
  readonly path: string;
  /** The arguments before the word. */
  readonly args: readonly string[];
  /** What the value begins with. */
  readonly begun: string;
  /** The flag whose value is to be completed; null: an argument. */
  readonly flag: FlagSpec | null;
  /** The word stands behind `--`. */
  readonly behindDash: boolean;
}

/** An answer, and what was asked where it was a flag's value or an argument. */
export interface Answered {
  readonly answer: Answer;
  readonly asked: Asked | null;
  /** How many characters of the word stand before the value (`--output=`). */
  readonly kept: number;
}

const FILES: Answer = { values: [], otherwise: 'files' };
const NOTHING: Answer = { values: [], otherwise: 'nothing' };

/** Completes `word` behind the words of a kubectl line, which are without `kubectl` itself. */
export function kubectlAnswer(draft: Draft, words: readonly string[], word: string): Answered {
  const found = commandFor(words);
  if (found.unknown !== undefined) return { answer: FILES, asked: null, kept: 0 };
  const { path } = found;
  const at = flagAt(path, found.words, word);
  if (at === 'unknown' && !found.words.includes('--')) return { answer: FILES, asked: null, kept: 0 };
  const { flag, rest, kept } = at === 'unknown' ? { flag: null, rest: found.words, kept: 0 } : at;
  const parsed = read(path, rest);
  if (parsed === null) return { answer: FILES, asked: null, kept: 0 };
  if (parsed.values.has('help')) return { answer: NOTHING, asked: null, kept: 0 };
  const behindDash = parsed.dash !== -1;
  if (flag === null && word.slice(kept).startsWith('-') && !word.includes('=') && !behindDash)
    return { answer: flagNames(path, parsed, word), asked: null, kept: 0 };
  const asked: Asked = {
    call: new Call(draft, new Collected(), path, parsed),
    path,
    args: parsed.args,
    begun: word.slice(kept),
    flag: behindDash ? null : flag,
    behindDash,
  };
  if (asked.flag !== null) return { answer: valuesOf(asked) ?? FILES, asked, kept };
  return { answer: flag === null ? argument(asked, parsed) : (argumentsOf(asked) ?? FILES), asked, kept };
}

/** `help` is a command like others here, which cobra brings. */
function commandFor(words: readonly string[]): ReturnType<typeof commandOf> {
  const found = commandOf(words);
  if (found.unknown !== 'help') return found;
  const at = found.words.indexOf('help');
  return { path: 'help', words: found.words.filter((_, index) => index !== at) };
}

function read(path: string, words: readonly string[]): Parsed | null {
  try {
    return parseFlags(path, words);
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}

interface FlagAt {
  readonly flag: FlagSpec | null;
  /** The words without the flag. */
  readonly rest: readonly string[];
  readonly kept: number;
}

/** The flag whose value the word is (cobra checkIfFlagCompletion). */
function flagAt(path: string, words: readonly string[], word: string): FlagAt | 'unknown' {
  const none = { flag: null, rest: words, kept: 0 };
  const equals = word.indexOf('=');
  if (word.startsWith('-')) {
    if (equals === -1) return none;
    const name = word.startsWith('--') ? word.slice(2, equals) : word.slice(equals - 1, equals);
    if (name === '') return { flag: null, rest: words, kept: equals + 1 };
    const flag = flagNamed(path, name);
    return flag === undefined ? 'unknown' : { flag, rest: words, kept: equals + 1 };
  }
  const before = words.at(-1) ?? '';
  const isFlag = (before.length > 2 && before.startsWith('--')) || /^-[^-]/.test(before);
  if (!isFlag || before.includes('=')) return none;
  const flag = flagNamed(path, before.startsWith('--') ? before.slice(2) : before.slice(-1));
  if (flag === undefined) return 'unknown';
  return flag.bare === undefined ? { flag, rest: words.slice(0, -1), kept: 0 } : none;
}

function flagNamed(path: string, name: string): FlagSpec | undefined {
  return flagsOf(path).get(name.length === 1 ? `-${name}` : `--${name}`);
}

/** Flags without which a command is refused (`MarkFlagRequired` in kubectl's sources). */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  autoscale: ['max'],
  'create clusterrolebinding': ['clusterrole'],
  'create cronjob': ['image', 'schedule'],
  'create deployment': ['image'],
  'create service externalname': ['external-name'],
  'kuberc set': ['section'],
  run: ['image'],
  scale: ['replicas'],
};

/** Names of flags that may still be given: those that the command cannot do without come alone. */
function flagNames(path: string, parsed: Parsed, word: string): Answer {
  const missing = requiredFlags(path, parsed, word);
  const all = [...new Set(flagsOf(path).values())].filter(
    ({ name, type, hidden }) => !hidden && (type === 'l' || type === 'a' || !parsed.values.has(name)),
  );
  return { values: missing.length > 0 ? missing : namesOf(all, word), otherwise: 'nothing' };
}

function requiredFlags(path: string, parsed: Parsed, word: string): readonly Found[] {
  const required = REQUIRED[path] ?? [];
  const missing = [...new Set(flagsOf(path).values())].filter(
    ({ name }) => required.includes(name) && !parsed.values.has(name),
  );
  return namesOf(missing, word);
}

const HINTS: Readonly<Record<FlagSpec['type'], string>> = {
  b: 'yes or no',
  s: 'takes text',
  i: 'takes a number',
  d: 'takes a duration, as 30s',
  l: 'takes a list',
  a: 'takes text, may be repeated',
};

function namesOf(flags: readonly FlagSpec[], word: string): readonly Found[] {
  return flags.flatMap(({ name, short, type, bare }) => {
    const hint = bare === undefined ? HINTS[type] : undefined;
    return [`--${name}`, ...(short === '' ? [] : [`-${short}`])]
      .filter((value) => value.startsWith(word))
      .map((value) => ({ value, kind: 'flag' as const, ...(hint === undefined ? {} : { hint }) }));
  });
}

/** An argument: subcommands while none is there, missing flags, and what the command takes. */
function argument(asked: Asked, parsed: Parsed): Answer {
  const { path, args, begun } = asked;
  const below = available(path);
  const mayBeCommand = args.length === 0 && !ownFlagGiven(path, parsed) && below.length > 0;
  const commands = mayBeCommand ? named(path, below, begun) : [];
  const taken = path === 'help' ? helpTopics(args, begun) : argumentsOf(asked);
  const otherwise = taken?.otherwise ?? (mayBeCommand ? 'nothing' : 'files');
  return {
    values: [...commands, ...requiredFlags(path, parsed, begun), ...(taken?.values ?? [])],
    otherwise,
    ...(taken?.noSpace === true ? { noSpace: true } : {}),
  };
}

/** Commands below a path that kubectl shows; `alpha` has none in it. */
function available(path: string): readonly string[] {
  return commandsBelow(path).filter((name) => path !== '' || name !== 'alpha');
}

function named(path: string, commands: readonly string[], begun: string): readonly Found[] {
  const all = path === '' ? [...commands, 'help'] : commands;
  return all
    .filter((name) => name.startsWith(begun))
    .map((name) => {
      const hint = purposeOf(path === '' ? name : `${path} ${name}`);
      return { value: name, kind: 'subcommand', ...(hint === undefined ? {} : { hint }) };
    });
}

const GLOBAL = new Set(GLOBAL_FLAGS.split(' ').map((word) => word.split(':')[0]?.split('/').at(-1) ?? ''));

/** A flag of the command's own was given: no subcommand can follow. */
function ownFlagGiven(path: string, parsed: Parsed): boolean {
  const own = (COMMANDS[path]?.[1] ?? '').split(' ').map((word) => word.split(':')[0]?.split('/').at(-1));
  return [...parsed.values.keys()].some((name) => own.includes(name) && (path === '' || !GLOBAL.has(name)));
}

function helpTopics(words: readonly string[], begun: string): Answer {
  const { path, unknown } = commandOf(words);
  if (unknown !== undefined) return NOTHING;
  return { values: named(path, available(path), begun), otherwise: 'nothing' };
}
