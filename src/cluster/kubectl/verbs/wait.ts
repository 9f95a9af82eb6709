/** kubectl wait, on the cluster's clock (kubectl pkg/cmd/wait). */

import { get } from '../../api/index.ts';
import type { JsonObject } from '../../json.ts';
import { advanceUntil } from '../../settle.ts';
import { withoutTrailing } from '../../trailing.ts';
import type { Call, Verb } from '../call.ts';
import { allOf, Failure, failure } from '../failure.ts';
import { PathError, pickPath, relaxedPath, shown } from '../print/jsonpath/index.ts';
import { type Info, refOf } from '../resources/info.ts';
import { type Selection, select } from '../resources/select.ts';
import { at, items, number, text } from '../tables/cells.ts';
import { donePrinter } from './output.ts';

const WEEK = 168 * 3_600_000;

interface Condition {
  readonly kind: 'delete' | 'create' | 'check';
  /** Whether an object meets it. */
  met(object: JsonObject): boolean;
}

export const wait: Verb = (call) => {
  const conditions = call.list('for').map(conditionOf);
  if (conditions.length === 0) throw failure('unrecognized condition: []');
  const print = donePrinter(call, 'condition met');
  const timeout = call.duration('timeout', 30_000);
  const deadline = call.draft.now + (timeout < 0 ? WEEK : timeout);
  const find = (): Selection =>
    select(call, {
      args: call.args,
      latest: true,
      all: call.on('all'),
      bareTypes: call.on('all') || call.text('selector') !== '' || call.text('field-selector') !== '',
      allNamespaces: call.on('all-namespaces'),
      labelSelector: call.text('selector').trim(),
      fieldSelector: call.text('field-selector').trim(),
    });
  if (conditions.some(({ kind }) => kind === 'create')) {
    const there = (): boolean => {
      const { infos, failures } = find();
      return infos.length > 0 && failures.length === 0;
    };
    if (!advanceUntil(call.draft, deadline, there)) throw failure('timed out waiting for the condition');
  }
  const { infos, failures } = find();
  const deleting = conditions.some(({ kind }) => kind === 'delete');
  const missing = deleting
    ? failures.filter((one) => !one.message.startsWith('Error from server (NotFound)'))
    : failures;
  const troubles: Failure[] = [];
  for (const info of infos) {
    try {
      waitFor(call, info, conditions, deadline, print);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      troubles.push(error);
    }
  }
  troubles.push(...missing);
  if (troubles.length > 0) throw allOf(troubles);
  if (infos.length === 0 && !deleting) throw failure('no matching resources found');
  return undefined;
};

function waitFor(
  call: Call,
  info: Info,
  conditions: readonly Condition[],
  deadline: number,
  print: (object: JsonObject) => void,
): void {
  for (const condition of conditions) {
    const now = (): JsonObject | undefined => {
      const found = get(call.draft, refOf(info));
      return found.ok ? found.value : undefined;
    };
    const uid = at(info.object, 'metadata').uid;
    if (condition.kind === 'delete') {
      const gone = (): boolean => {
        const found = now();
        return found === undefined || at(found, 'metadata').uid !== uid;
      };
      if (!advanceUntil(call.draft, deadline, gone)) throw timedOut(call, info);
      print(info.object);
      continue;
    }
    const met = (): boolean => {
      const found = now();
      return found === undefined || condition.kind === 'create' || condition.met(found);
    };
    // All objects share one deadline: behind it not even what is met counts.
    const late = call.duration('timeout', 1) !== 0 && call.draft.now >= deadline;
    const done = !late && advanceUntil(call.draft, deadline, met);
    const after = now();
    if (after === undefined) {
      const found = get(call.draft, refOf(info));
      if (!found.ok) throw new Failure(`Error from server (NotFound): ${found.status.message}`);
    }
    if (!done) throw timedOut(call, info);
    print(after ?? info.object);
  }
}

function timedOut(call: Call, info: Info): Failure {
  if (call.given('timeout') && call.duration('timeout', 1) === 0)
    return failure(`condition not met for ${info.resource.name}/${info.name}`);
  return failure(`timed out waiting for the condition on ${info.resource.name}/${info.name}`);
}

function conditionOf(word: string): Condition {
  const lower = word.toLowerCase();
  if (lower === 'delete') return { kind: 'delete', met: () => false };
  if (lower === 'create') return { kind: 'create', met: () => true };
  if (word.startsWith('condition=')) {
    const [name = '', value = 'true'] = word.slice('condition='.length).split(/=(.*)/s, 2);
    return { kind: 'check', met: (object) => hasCondition(object, name, value) };
  }
  if (word.startsWith('jsonpath=')) return pathCondition(word.slice('jsonpath='.length));
  throw failure(`unrecognized condition: ${JSON.stringify(word)}`);
}

/** A condition counts once the controller has seen the newest spec (pkg/cmd/wait/condition.go). */
function hasCondition(object: JsonObject, name: string, value: string): boolean {
  const found = items(at(object, 'status').conditions).find(
    ({ type }) => text(type).toLowerCase() === name.toLowerCase(),
  );
  if (found === undefined) return false;
  const generation = at(object, 'metadata').generation;
  const observed = found.observedGeneration ?? at(object, 'status').observedGeneration;
  if (generation !== undefined && observed !== undefined && number(observed) < number(generation))
    return false;
  return text(found.status).toLowerCase() === value.toLowerCase();
}

function pathCondition(input: string): Condition {
  const parts = splitAtSingleEquals(input);
  if (parts.length > 2)
    throw failure(
      "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'",
    );
  const [path = '', wanted] = parts;
  const template = relaxedPath(path);
  if (template === undefined)
    throw failure(
      "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
    );
  if (template === '') throw failure('jsonpath expression cannot be empty');
  const value = wanted === undefined ? undefined : withoutTrailing(wanted.replace(/^['"]+/, ''), '\'"');
  if (value === '')
    throw failure(
      "jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3",
    );
  return {
    kind: 'check',
    met(object) {
      try {
        const found = pickPath(template, object, true)[0] ?? [];
        if (found.length === 0) return false;
        if (found.length > 1) throw failure('given jsonpath expression matches more than one value');
        const [only = null] = found;
        if (value === undefined) return true;
        if (only !== null && typeof only === 'object')
          throw failure('jsonpath leads to a nested object or list which is not supported');
        return shown(only) === value;
      } catch (error) {
        if (error instanceof PathError) return false;
        throw error;
      }
    },
  };
}

function splitAtSingleEquals(input: string): readonly string[] {
  const out = [''];
  for (let at_ = 0; at_ < input.length; at_ += 1) {
    const last = out.length - 1;
    if (input[at_] !== '=') out[last] += input[at_] ?? '';
    else if (input[at_ + 1] === '=') {
      out[last] += '==';
      at_ += 1;
    } else out.push('');
  }
  return out;
}
