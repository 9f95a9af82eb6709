/** kubectl taint (kubectl pkg/cmd/taint/{taint,utils}.go). */
import { resourceNamed } from '../../api/resources.ts';
import { type JsonObject, objectAt } from '../../json.ts';
import type { Call, Verb } from '../call.ts';
import { allOf, Failure, failure } from '../failure.ts';
import { nameOf } from '../print/objects.ts';
import { select } from '../resources/select.ts';
import { problemsOf } from './label.ts';
import { donePrinter } from './output.ts';
import { send } from './write.ts';

interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

export const taint: Verb = (call) => {
  const { resources, changes } = split(call.args);
  const [type = ''] = resources;
  if (type === '') throw failure('one or more resources must be specified as <resource> <name>');
  if (changes.length === 0) throw failure('at least one taint update is required');
  const { added, removed } = parsed(call, changes);
  const selector = call.text('selector');
  const every = call.on('all');
  if (!/^(?:nodes?|no)$/i.test(type)) refuseOthers(call, type);
  const both = removed.filter((gone) =>
    added.some(({ key, effect }) => key === gone.key && (gone.effect === '' || effect === gone.effect)),
  );
  if (both.length > 0)
    throw failure(
      `can not both modify and remove the following taint(s) in the same command: ${both.map(({ key, effect }) => `${key}=${effect}`).join(', ')}`,
    );
  if (every && selector !== '')
    throw failure("setting 'all' parameter with a non empty selector is prohibited");
  if (!every && selector === '' && resources.length < 2)
    throw failure("at least one resource name must be specified since 'all' parameter is not set");
  const { infos, failures } = select(call, {
    args: every || selector !== '' ? ['nodes'] : ['nodes', ...resources.slice(1)],
    all: every,
    latest: true,
    labelSelector: selector,
  });
  for (const info of infos) {
    const old = taintsOf(info.object);
    const { operation, taints } = reorganized(call, info.name, old, added, removed);
    const spec = objectAt(info.object, 'spec');
    let after: JsonObject = { ...info.object, spec: { ...spec, taints } };
    if (call.dryRun !== 'client')
      after = call.take(send(call, info, 'merge', { spec: { taints: taints.length === 0 ? null : taints } }));
    // The one command that changes something and says nothing of --dry-run.
    if (call.text('output') === '') call.line(`${nameOf(after)} ${operation}`);
    else donePrinter(call, operation)(after);
  }
  const [first] = failures;
  if (first !== undefined) throw first;
  return undefined;
};

function refuseOthers(call: Call, type: string): never {
  const known = resourceNamed(type.toLowerCase());
  if (known === undefined)
    throw new Failure(`the server doesn't have a resource type "${type.toLowerCase()}"`);
  if (known.kind === 'Node')
    throw call.notSimulated({
      code: 'kubectl-taint:type',
      message: `Write node or nodes; ${type} is not simulated here.`,
    });
  throw failure(`invalid resource type ${type.toLowerCase()}, only node types are supported`);
}

function split(args: readonly string[]): { resources: readonly string[]; changes: readonly string[] } {
  const isTaint = (one: string): boolean => /[=:]/.test(one) || one.endsWith('-');
  const first = args.findIndex(isTaint);
  if (first === -1) return { resources: args, changes: [] };
  const late = args.slice(first).find((one) => !isTaint(one));
  if (late !== undefined) throw failure(`all resources must be specified before taint changes: ${late}`);
  return { resources: args.slice(0, first), changes: args.slice(first) };
}

function parsed(
  call: Call,
  changes: readonly string[],
): { added: readonly Taint[]; removed: readonly Taint[] } {
  const added: Taint[] = [];
  const removed: Taint[] = [];
  for (const text of changes) {
    if (text.endsWith('-')) {
      removed.push({ ...oneTaint(call, text.slice(0, -1)), value: '' });
      continue;
    }
    const one = oneTaint(call, text);
    if (one.effect === '') throw call.misuse(`invalid taint spec: ${text}`);
    if (added.some(({ key, effect }) => key === one.key && effect === one.effect))
      throw call.misuse(
        `duplicated taints with the same key and effect: {${one.key} ${one.value} ${one.effect} <nil>}`,
      );
    added.push(one);
  }
  return { added, removed };
}

const EFFECTS: ReadonlySet<string> = new Set(['NoSchedule', 'PreferNoSchedule', 'NoExecute']);
const NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const NO_NAME =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const KEY = /^(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

function oneTaint(call: Call, text: string): Taint {
  const bad = (why = ''): Error => call.misuse(`invalid taint spec: ${text}${why}`);
  const [front = '', effect = '', ...more] = text.split(':');
  if (more.length > 0) throw bad();
  const colon = text.includes(':');
  if (colon && !EFFECTS.has(effect))
    throw call.misuse(`invalid taint effect: ${effect}, unsupported taint effect`);
  const [key = '', value = '', ...rest] = colon ? front.split('=') : [front];
  if (rest.length > 0) throw bad();
  const problems = problemsOf(value);
  if (problems.length > 0) throw bad(`, ${problems.join('; ')}`);
  if (key !== '' && !/[/]/.test(key) && key.length <= 63 && !NAME.test(key)) throw bad(`, ${NO_NAME}`);
  if (!KEY.test(key) || key.length > 63)
    throw call.notSimulated({
      code: 'kubectl-taint:key',
      message: `${key === '' ? 'An empty text' : key} is no key of a taint; kubectl would say what a key consists of.`,
    });
  return { key, value, effect };
}

function taintsOf(node: JsonObject): readonly JsonObject[] {
  const { taints } = objectAt(node, 'spec');
  return Array.isArray(taints) ? (taints as readonly JsonObject[]) : [];
}

/** Added taints first, then the old ones that they do not replace, without those that go. */
function reorganized(
  call: Call,
  name: string,
  old: readonly JsonObject[],
  added: readonly Taint[],
  removed: readonly Taint[],
): { operation: string; taints: readonly JsonObject[] } {
  const overwrite = call.on('overwrite');
  const again = added.filter((one) =>
    old.some(({ key, effect }) => key === one.key && effect === one.effect),
  );
  if (!overwrite && again.length > 0)
    throw failure(
      `node ${name} already has ${again.map(({ key }) => key).join(',')} taint(s) with same effect(s) and --overwrite is false`,
    );
  let taints: readonly JsonObject[] = [
    ...added.map(({ key, value, effect }) => ({ effect, key, ...(value === '' ? {} : { value }) })),
    ...old.filter((one) => !added.some(({ key, effect }) => key === one.key && effect === one.effect)),
  ];
  const grew = taints.length !== old.length;
  let shrank = false;
  const missing: string[] = [];
  for (const gone of removed) {
    const left = taints.filter(
      ({ key, effect }) => key !== gone.key || (gone.effect !== '' && effect !== gone.effect),
    );
    shrank = left.length !== taints.length;
    if (!shrank) missing.push(`taint "${gone.key}${gone.effect === '' ? '' : `:${gone.effect}`}" not found`);
    taints = left;
  }
  if (missing.length > 0) throw allOf(missing.map((one) => failure(one)));
  const operation = (grew && shrank) || overwrite ? 'modified' : grew ? 'tainted' : 'untainted';
  return { operation, taints };
}
