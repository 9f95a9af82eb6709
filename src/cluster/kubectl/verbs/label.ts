/** kubectl label (kubectl pkg/cmd/label/label.go). */
import { type JsonObject, objectAt } from '../../json.ts';
import type { Verb } from '../call.ts';
import { failure } from '../failure.ts';
import { forEach, marked, refuseOverwrite, requireTarget, sendMarks, targets } from './marks.ts';
import { donePrinter } from './output.ts';
import { type Pairs, resourcesAndPairs } from './pairs.ts';

const VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

export const label: Verb = (call) => {
  const dryRun = call.dryRun;
  const { resources, pairs } = resourcesAndPairs(call.args, 'label');
  const changes = parsed(pairs);
  requireTarget(call, resources);
  if (pairs.length === 0 && !call.on('list')) throw failure('at least one label update is required');
  const selection = targets(call, resources);
  forEach(selection, (info) => {
    const labels = objectAt(objectAt(info.object, 'metadata'), 'labels');
    const local = dryRun === 'client' || call.on('local') || call.on('list');
    if (!local)
      for (const key of changes.removed)
        if (labels[key] === undefined) call.line(`label ${JSON.stringify(key)} not found.`);
    if (!call.on('overwrite')) refuseOverwrite(labels, changes, false);
    const added = Object.entries(changes.set).some(([key, value]) => labels[key] !== value);
    const removed = changes.removed.some((key) => labels[key] !== undefined);
    let after: JsonObject = marked(info.object, 'labels', changes);
    if (!local && (added || removed)) after = sendMarks(call, info, 'labels', changes);
    if (call.on('list')) {
      const indent = selection.single ? '' : ' ';
      if (!selection.single)
        call.line(`Listing labels for ${info.resource.kind}.${info.resource.group}/${info.name}:`);
      for (const [key, value] of Object.entries(objectAt(objectAt(after, 'metadata'), 'labels')))
        call.line(`${indent}${key}=${String(value)}`);
      return;
    }
    const word = added && removed ? 'modified' : added ? 'labeled' : removed ? 'unlabeled' : 'not labeled';
    donePrinter(call, word)(after);
  });
  return undefined;
};

function parsed(pairs: readonly string[]): Pairs {
  const set: Record<string, string> = {};
  const removed: string[] = [];
  for (const pair of pairs) {
    const parts = pair.split('=');
    if (parts.length > 1) {
      const [key = '', value = ''] = parts;
      if (parts.length !== 2) throw failure(`invalid label spec: ${pair}`);
      const problems = problemsOf(value);
      if (problems.length > 0)
        throw failure(`invalid label value: ${JSON.stringify(pair)}: ${problems.join(';')}`);
      set[key] = value;
    } else removed.push(pair.slice(0, -1));
  }
  if (removed.some((key) => key in set))
    throw failure('can not both modify and remove a label in the same command');
  return { set, removed };
}

/** apimachinery pkg/api/validate/content IsLabelValue. */
export function problemsOf(value: string): readonly string[] {
  const problems: string[] = [];
  if (value.length > 63) problems.push('must be no more than 63 characters');
  if (!VALUE.test(value))
    problems.push(
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
    );
  return problems;
}
