/** kubectl set env, resources, serviceaccount, selector (kubectl pkg/cmd/set). */
import { type Json, type JsonObject, objectAt } from '../../json.ts';
import type { Call, Verb } from '../call.ts';
import { failure } from '../failure.ts';
import { selectAll } from '../resources/select.ts';
import { changeTemplates, picks } from './podspec.ts';

const listOf = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? (value as readonly JsonObject[]) : [];

function inContainers(
  spec: JsonObject,
  pattern: string,
  change: (container: JsonObject) => JsonObject,
): { readonly spec: JsonObject; readonly found: boolean } {
  let found = false;
  const each = (list: readonly JsonObject[]): readonly JsonObject[] =>
    list.map((one) => {
      if (!picks(pattern, String(one.name))) return one;
      found = true;
      return change(one);
    });
  const init = listOf(spec.initContainers);
  return {
    spec: {
      ...spec,
      containers: each(listOf(spec.containers)),
      ...(init.length === 0 ? {} : { initContainers: each(init) }),
    },
    found,
  };
}

export const setEnv: Verb = (call) => {
  const isPair = (word: string): boolean => word.includes('=') || word.endsWith('-');
  const first = call.args.findIndex(isPair);
  const resources = first === -1 ? call.args : call.args.slice(0, first);
  if (first !== -1 && !call.args.slice(first).every(isPair))
    throw failure(`all resources must be specified before environment changes: ${call.args.join(' ')}`);
  const words = [...(first === -1 ? [] : call.args.slice(first)), ...call.list('env')];
  if (resources.length === 0 && call.list('filename').length === 0)
    throw call.misuse('one or more resources must be specified as <resource> <name> or <resource>/<name>');
  if (call.text('from') !== '' || call.on('list') || call.on('resolve'))
    throw call.notSimulated({
      code: 'kubectl-flag:set-env-from',
      message: 'Setting env with --from, --list or --resolve is not simulated; KEY=VALUE and KEY- are.',
    });
  if (words.length === 0) {
    selectAll(call, { args: resources, latest: true, bareTypes: call.on('all'), all: call.on('all') });
    return undefined;
  }
  const set: { name: string; value: string }[] = [];
  const removed: string[] = [];
  for (const word of words) {
    const equals = word.indexOf('=');
    if (equals > 0) set.push({ name: word.slice(0, equals), value: word.slice(equals + 1) });
    else if (word.endsWith('-')) removed.push(word.slice(0, -1));
    else throw failure(`environment variables must be of the form key=value, but is ${JSON.stringify(word)}`);
  }
  changeTemplates(call, resources, {
    done: 'env updated',
    what: 'patch env update to pod template:',
    change(spec, _troubles, info) {
      const done = inContainers(spec, call.text('containers', '*'), (container) => {
        const old = listOf(container.env);
        const kept = old
          .filter(({ name }) => !removed.includes(String(name)))
          .map((one) => set.find(({ name }) => name === one.name) ?? one);
        const env = [...kept, ...set.filter(({ name }) => !old.some((one) => one.name === name))];
        const { env: _, ...rest } = container;
        return env.length === 0 ? rest : { ...container, env };
      });
      if (!done.found)
        call.errLine(
          `Warning: ${info.resource.kind}/${info.name} does not have any containers matching ${JSON.stringify(call.text('containers'))}`,
        );
      return done.spec;
    },
  });
  return undefined;
};

export const setResources: Verb = (call) => {
  const limits = quantities(call, 'limits');
  const requests = quantities(call, 'requests');
  if (Object.keys(limits).length === 0 && Object.keys(requests).length === 0)
    throw failure('you must specify an update to requests or limits (in the form of --requests/--limits)');
  changeTemplates(call, call.args, {
    done: 'resource requirements updated',
    what: 'patch resources update to pod template',
    change(spec, troubles) {
      const done = inContainers(spec, call.text('containers', '*'), (container) => {
        const old = objectAt(container, 'resources');
        return {
          ...container,
          resources: {
            ...old,
            ...(Object.keys(limits).length === 0
              ? {}
              : { limits: { ...objectAt(old, 'limits'), ...limits } }),
            ...(Object.keys(requests).length === 0
              ? {}
              : { requests: { ...objectAt(old, 'requests'), ...requests } }),
          },
        };
      });
      if (!done.found)
        troubles.push(failure(`error: unable to find container named ${call.text('containers')}`));
      return done.spec;
    },
  });
  return undefined;
};

function quantities(call: Call, flag: string): Readonly<Record<string, string>> {
  const text = call.text(flag);
  if (text === '') return {};
  return Object.fromEntries(
    text.split(',').map((word) => {
      const [name = '', value, ...rest] = word.split('=');
      if (value === undefined || rest.length > 0)
        throw failure(`Invalid argument syntax ${word}, expected <resource>=<quantity>`);
      return [name, value];
    }),
  );
}

export const setServiceAccount: Verb = (call) => {
  const name = call.args.at(-1);
  if (name === undefined) throw failure('serviceaccount is required');
  changeTemplates(call, call.args.slice(0, -1), {
    done: 'serviceaccount updated',
    what: 'patch ServiceAccountName',
    change: (spec) => ({ ...spec, serviceAccountName: name }),
  });
  return undefined;
};
