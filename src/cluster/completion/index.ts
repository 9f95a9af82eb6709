/**
 * Tab: what may stand at a place of a line that is being typed, as bash with `kubectl completion bash` offers it; inside
 * a container, what its shell and its image have.
 *
 *   place.ts        where the cursor is: which command, which word, which quote · candidate.ts: what becomes of the line
 *   terminal.ts     whose commands and files · paths.ts: files and directories
 *   kubectl.ts      what `kubectl __complete` answers: kubectl-arguments.ts, kubectl-values.ts, kubectl-objects.ts
 *   more.ts         what is offered where kubectl has nothing
 */
import { BOUNDS } from '../bounds.ts';
import { type Draft, draftOf } from '../draft.ts';
import { variable } from '../shell/process.ts';
import type { Cluster } from '../state.ts';
import { type Completion, completion, type Found, nothing } from './candidate.ts';
import { type Answered, kubectlAnswer } from './kubectl.ts';
import { execTarget, more } from './more.ts';
import { directoryOf, pathsFor, type Wanted } from './paths.ts';
import { type OpenWord, type Place, placeIn } from './place.ts';
import { type Terminal, terminalInside, terminalOf } from './terminal.ts';

export type { Candidate, CandidateKind, Completion } from './candidate.ts';

/** Completes `text` at `cursor` (an index in it). Runs nothing and changes nothing. */
export function complete(cluster: Cluster, text: string, cursor: number): Completion {
  const at = Math.max(0, Math.min(cursor, text.length));
  if (at > BOUNDS.inputChars || cluster.editing !== null) return nothing(at);
  const draft: Draft = draftOf(cluster);
  const terminal = terminalOf(draft);
  if (terminal === null) return nothing(at);
  const place = placeIn(text.slice(0, at), (name) => variable(terminal.process, name) ?? '');
  return place === null ? nothing(at) : completed(terminal, place, at);
}

function completed(terminal: Terminal, { before, word, redirect }: Place, cursor: number): Completion {
  if (word.variable !== undefined) return variables(terminal, word, cursor);
  if (redirect) return files(terminal, word, 0, 'all', cursor);
  const words = withoutAssignments(before);
  const [name] = words;
  if (name === undefined) {
    const equals = word.quoteAt === word.start ? -1 : word.value.indexOf('=');
    if (equals > 0 && /^[A-Za-z_][A-Za-z0-9_]*$/.test(word.value.slice(0, equals)))
      return files(terminal, word, equals + 1, 'all', cursor);
    return command(terminal, word, cursor);
  }
  return argument(terminal, words, word, cursor);
}

function withoutAssignments(words: readonly string[]): readonly string[] {
  const first = words.findIndex((word) => !/^[A-Za-z_][A-Za-z0-9_]*=/.test(word));
  return first === -1 ? [] : words.slice(first);
}

function variables(terminal: Terminal, word: OpenWord, cursor: number): Completion {
  const begun = word.variable;
  if (begun === undefined) return nothing(cursor);
  const names = Object.keys(terminal.process.variables).filter((name) => name.startsWith(begun.name));
  const shown = completion(
    { start: begun.start, value: '', ends: [], quote: '', quoteAt: -1 },
    0,
    names.map((value): Found => ({ value, kind: 'variable' })),
    cursor,
  );
  const opened = begun.braced ? '${' : '$';
  const closed = begun.braced ? '}' : '';
  const [only, second] = shown.candidates;
  return {
    ...shown,
    candidates: shown.candidates.map((one) => ({ ...one, text: `${opened}${one.text}${closed}` })),
    common:
      only !== undefined && second === undefined
        ? `${opened}${only.text}${closed}`
        : shown.common === ''
          ? ''
          : opened + shown.common,
  };
}

function command(terminal: Terminal, word: OpenWord, cursor: number): Completion {
  if (word.value.includes('/')) return files(terminal, word, 0, 'programs', cursor);
  return completion(word, 0, terminal.commands(word.value), cursor);
}

/** Files whose path begins behind `skipped` characters of the word. */
function files(
  terminal: Terminal,
  word: OpenWord,
  skipped: number,
  wanted: Wanted,
  cursor: number,
): Completion {
  const path = word.value.slice(skipped);
  const found = pathsFor(terminal.looking, path, wanted);
  return completion(word, skipped + directoryOf(path), found, cursor);
}

/** Commands after which another command follows, and how many words of their own come first. */
const IN_FRONT: Readonly<Record<string, number>> = {
  command: 0,
  env: 0,
  exec: 0,
  nice: 0,
  nohup: 0,
  sudo: 0,
  time: 0,
  timeout: 1,
  watch: 0,
  xargs: 0,
};
const OF_DIRECTORIES = new Set(['cd', 'mkdir', 'rmdir']);
const OF_VARIABLES = new Set(['export', 'unset', 'printenv', 'readonly']);
const OF_COMMANDS = new Set(['type', 'which', 'hash']);

function argument(terminal: Terminal, words: readonly string[], word: OpenWord, cursor: number): Completion {
  const [path = '', ...args] = words;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const own = Object.hasOwn(IN_FRONT, name) ? IN_FRONT[name] : undefined;
  if (own !== undefined) {
    const rest = withoutAssignments(args.filter((arg, at) => !(arg.startsWith('-') && at === 0))).slice(own);
    if (rest.length > 0) return argument(terminal, rest, word, cursor);
    if (args.length >= own && !word.value.startsWith('-')) return command(terminal, word, cursor);
  }
  if ((name === 'kubectl' || name === 'k') && !terminal.inside) return kubectl(terminal, args, word, cursor);
  if (OF_DIRECTORIES.has(name)) return files(terminal, word, 0, 'directories', cursor);
  if (OF_COMMANDS.has(name)) return completion(word, 0, terminal.commands(word.value), cursor);
  if (OF_VARIABLES.has(name) && !word.value.includes('=')) {
    const names = Object.keys(terminal.process.variables).filter((one) => one.startsWith(word.value));
    return completion(
      word,
      0,
      names.map((value): Found => ({ value, kind: 'variable' })),
      cursor,
    );
  }
  const equals = OF_VARIABLES.has(name) ? word.value.indexOf('=') + 1 : 0;
  return files(terminal, word, equals, 'all', cursor);
}

function kubectl(terminal: Terminal, args: readonly string[], word: OpenWord, cursor: number): Completion {
  const answered = kubectlAnswer(terminal.draft, args, word.value);
  const { answer, asked, kept } = answered;
  if (answer.values.length > 0) {
    const open = answer.noSpace === true ? { open: true as const } : {};
    return completion(
      word,
      kept,
      answer.values.map((one) => ({ ...one, ...open })),
      cursor,
    );
  }
  const ours = asked === null ? [] : more(asked);
  if (ours.length > 0) return completion(word, kept, ours, cursor);
  const inside = behindExec(terminal, args, answered, word, cursor);
  if (inside !== null) return inside;
  if (answer.otherwise === 'nothing') return nothing(cursor);
  return files(terminal, word, kept, answer.otherwise === 'files' ? 'all' : answer.otherwise, cursor);
}

/** What follows `kubectl exec web --`: a command of the container's, and its files. */
function behindExec(
  terminal: Terminal,
  args: readonly string[],
  { asked }: Answered,
  word: OpenWord,
  cursor: number,
): Completion | null {
  const container = asked === null ? null : execTarget(asked);
  if (container === null) return null;
  const inside = terminalInside(terminal.draft, container);
  const typed = args.slice(args.indexOf('--') + 1);
  return typed.length === 0 ? command(inside, word, cursor) : argument(inside, typed, word, cursor);
}
