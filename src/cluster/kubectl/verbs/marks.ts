/** What `label` and `annotate` have in common: they set and remove entries of a map in metadata. */
import { type JsonObject, objectAt } from '../../json.ts';
import type { Call } from '../call.ts';
import { allOf, Failure, failure } from '../failure.ts';
import type { Info } from '../resources/info.ts';
import { type Selection, select } from '../resources/select.ts';
import type { Pairs } from './pairs.ts';
import { send } from './write.ts';

/** Checks that at least something is named. */
export function requireTarget(call: Call, resources: readonly string[]): void {
  if (call.on('all') && call.text('selector') !== '')
    throw failure('cannot set --all and --selector at the same time');
  if (call.on('all') && call.text('field-selector') !== '')
    throw failure('cannot set --all and --field-selector at the same time');
  if (call.on('local')) {
    if (resources.length > 0)
      throw failure(
        'can only use local files by -f pod.yaml or --filename=pod.json when --local=true is set',
      );
    if (call.list('filename').length === 0)
      throw failure('one or more files must be specified as -f pod.yaml or --filename=pod.json');
    return;
  }
  if (resources.length === 0 && call.list('filename').length === 0)
    throw failure('one or more resources must be specified as <resource> <name> or <resource>/<name>');
}

/** The objects that -f, names or selectors mean, as they are on the server (or in the file with --local). */
export function targets(call: Call, resources: readonly string[]): Selection {
  const local = call.on('local');
  return select(call, {
    args: resources,
    latest: !local,
    local,
    all: call.on('all'),
    bareTypes: call.on('all'),
    allNamespaces: call.on('all-namespaces'),
    labelSelector: local ? '' : call.text('selector').trim(),
    fieldSelector: local ? '' : call.text('field-selector').trim(),
  });
}

/** Does something to each object; what fails is told at the end. */
export function forEach({ infos, failures }: Selection, work: (info: Info) => void): void {
  const troubles: Failure[] = [];
  for (const info of infos) {
    try {
      work(info);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      troubles.push(error);
    }
  }
  troubles.push(...failures);
  if (troubles.length > 0) throw allOf(troubles);
}

/** Refuses to change a value that is there, without --overwrite. */
export function refuseOverwrite(map: JsonObject, { set }: Pairs, inOneSentence: boolean): void {
  const taken = Object.entries(set)
    .filter(([key, value]) => map[key] !== undefined && (inOneSentence || map[key] !== value))
    .map(([key]) => `'${key}' already has a value (${String(map[key])})`);
  if (taken.length === 0) return;
  if (inOneSentence)
    throw failure(`--overwrite is false but found the following declared annotation(s): ${taken.join('; ')}`);
  throw allOf(taken.map((one) => failure(`${one}, and --overwrite is false`)));
}

/** An object with the entries set and removed. */
export function marked(
  object: JsonObject,
  field: 'labels' | 'annotations',
  { set, removed }: Pairs,
): JsonObject {
  const metadata = objectAt(object, 'metadata');
  const map = Object.fromEntries(
    Object.entries({ ...objectAt(metadata, field), ...set }).filter(([key]) => !removed.includes(key)),
  );
  return { ...object, metadata: { ...metadata, [field]: map } };
}

/** Sends the entries as a merge patch; gives the object as the server has it then. */
export function sendMarks(
  call: Call,
  info: Info,
  field: 'labels' | 'annotations',
  { set, removed }: Pairs,
): JsonObject {
  const entries = { ...set, ...Object.fromEntries(removed.map((key) => [key, null])) };
  return call.take(send(call, info, 'merge', { metadata: { [field]: entries } }));
}
