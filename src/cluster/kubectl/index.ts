/**
 * kubectl 1.36 as a function: arguments in, text out; what it calls of the API server are the functions of api/.
 *
 *   args/       flags and words as cobra and pflag read them · commands.ts: which commands there are
 *   call.ts     one command line, read, and what verbs ask of it · failure.ts: how a command gives up
 *   resources/  which objects a command means: files, types, names, selectors
 *   print/      JSON, YAML, JSONPath, templates, columns, aligned text · tables/: what the server shows of objects
 *   verbs/      one command a file · describe/: one resource a file
 */
import type { Draft } from '../draft.ts';
import type { Json } from '../json.ts';
import type { Streams } from '../streams.ts';
import { parseFlags } from './args/parse.ts';
import { suggestions } from './args/suggest.ts';
import { Call, type KubectlResult, type Verb } from './call.ts';
import { tellRecord } from './change-cause.ts';
import { commandBelow, commandsBelow, verbOf } from './commands.ts';
import { Failure, failure } from './failure.ts';
import { commandOf } from './find-command.ts';
import { helpPage } from './help.ts';
import { heed } from './unheeded.ts';
import { absence, group } from './verbs/about.ts';
import { edited } from './verbs/edit.ts';

export type { KubectlResult } from './call.ts';

/** Runs `kubectl ARGUMENTS` on the learner's machine; `argv` is without the `kubectl` in front. */
export function kubectl(draft: Draft, argv: readonly string[], streams: Streams): KubectlResult {
  return guarded(streams, () => execute(draft, argv, streams));
}

/** Goes on after the editor that `KubectlResult.edit` asked for was closed; `text` is null when it was given up. */
export function editedKubectl(
  draft: Draft,
  saved: Json,
  text: string | null,
  streams: Streams,
): KubectlResult {
  return guarded(streams, () => edited(draft, saved, text, streams));
}

function guarded(streams: Streams, work: () => KubectlResult | undefined): KubectlResult {
  try {
    return work() ?? { status: 0 };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.message !== '')
      streams.err(error.message.endsWith('\n') ? error.message : `${error.message}\n`);
    return { status: error.status };
  }
}

function execute(draft: Draft, argv: readonly string[], streams: Streams): KubectlResult | undefined {
  const { path, words, unknown } = commandOf(argv);
  if (
    path === '' &&
    unknown !== undefined &&
    unknown !== 'help' &&
    !words.some((word) => word === '-h' || word === '--help')
  )
    throw unknownCommand(unknown);
  if (path === '' && unknown === 'help') return help(words, streams);
  if (path === '' && unknown === undefined && words.length === 0) return help([], streams);
  const parsed = parseFlags(path, words);
  if (parsed.values.has('help')) return help(path === '' ? [] : path.split(' '), streams);
  const call = new Call(draft, streams, path, parsed);
  const verb: Verb | undefined = verbOf(path);
  tellRecord(call);
  heed(call);
  if (verb !== undefined) {
    const result = verb(call);
    if (call.on('warnings-as-errors') && call.warned > 0)
      throw failure(`${call.warned} warning${call.warned === 1 ? '' : 's'} received`);
    return result;
  }
  const below = commandsBelow(path);
  if (below.length > 0 && path !== 'top') group(call, below);
  throw call.notSimulated({ code: `kubectl-verb:${path}`, message: absence(path) });
}

/** `kubectl help VERB` and `--help`. */
function help(words: readonly string[], streams: Streams): KubectlResult {
  let path = '';
  for (const word of words) {
    if (word === 'help' || word.startsWith('-')) continue;
    const below = commandBelow(path, word);
    if (below === undefined) {
      streams.out(`Unknown help topic [\`${word}\`]\n`);
      break;
    }
    path = below;
  }
  streams.out(helpPage(path));
  return { status: 0 };
}

function unknownCommand(word: string): Failure {
  const close = suggestions(
    word,
    [...commandsBelow('')].filter((name) => name !== 'alpha'),
  );
  const hint =
    close.length === 0 ? '' : `\n\nDid you mean this?\n${close.map((name) => `\t${name}`).join('\n')}`;
  return new Failure(`error: unknown command ${JSON.stringify(word)} for "kubectl"${hint}`);
}
