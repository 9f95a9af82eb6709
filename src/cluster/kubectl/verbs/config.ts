/** kubectl config: view, contexts, namespaces of contexts (kubectl pkg/cmd/config). */

import type { JsonObject } from '../../json.ts';
import type { Kubeconfig } from '../../state.ts';
import type { Call, Verb } from '../call.ts';
import { failure } from '../failure.ts';
import { objectPrinter } from '../print/objects.ts';
import { aligned, TABLE } from '../print/tabwriter.ts';
import { goYaml } from '../print/yaml.ts';

const SERVER = 'https://172.30.1.2:6443';

/** The address of the API server, as the learner's kubeconfig has it. */
export const serverAddress = SERVER;

function change(call: Call, kubeconfig: Kubeconfig): void {
  call.draft.machine = { ...call.draft.machine, kubeconfig };
}

export const configView: Verb = (call) => {
  if (call.args.length > 0) throw call.misuse(`unexpected arguments: [${call.args.join(' ')}]`);
  const { kubeconfig } = call.draft.machine;
  const minify = call.on('minify');
  const contexts = kubeconfig.contexts.filter(({ name }) => !minify || name === kubeconfig.currentContext);
  const object: JsonObject = {
    kind: 'Config',
    apiVersion: 'v1',
    clusters: [...new Set(contexts.map(({ cluster }) => cluster))].map((name) => ({
      name,
      cluster: { server: SERVER, 'certificate-authority-data': 'DATA+OMITTED' },
    })),
    users: [...new Set(contexts.map(({ user }) => user))].map((name) => ({
      name,
      user: { 'client-certificate-data': 'DATA+OMITTED', 'client-key-data': 'DATA+OMITTED' },
    })),
    contexts: contexts.map(({ name, cluster, user, namespace }) => ({
      name,
      context: { cluster, user, ...(namespace === undefined ? {} : { namespace }) },
    })),
    'current-context': kubeconfig.currentContext,
  };
  const printer = call.text('output') === '' ? undefined : objectPrinter(call, { inOrder: true });
  if (printer === undefined) call.streams.out(goYaml(object));
  else printer(object);
  return undefined;
};

export const currentContext: Verb = (call) => {
  const { currentContext: name } = call.draft.machine.kubeconfig;
  if (name === '') throw failure('current-context is not set');
  call.line(name);
  return undefined;
};

export const useContext: Verb = (call) => {
  const [name, more] = call.args;
  if (name === undefined || more !== undefined)
    throw call.misuse(`Unexpected args: [${call.args.join(' ')}]`);
  const { kubeconfig } = call.draft.machine;
  if (!kubeconfig.contexts.some((one) => one.name === name))
    throw failure(`no context exists with the name: ${JSON.stringify(name)}`);
  change(call, { ...kubeconfig, currentContext: name });
  call.line(`Switched to context ${JSON.stringify(name)}.`);
  return undefined;
};

export const setContext: Verb = (call) => {
  const [given, more] = call.args;
  const current = call.on('current');
  if (more !== undefined) throw call.misuse(`Unexpected args: [${call.args.join(' ')}]`);
  if (given !== undefined && current) throw failure('you cannot specify both a context name and --current');
  if ((given ?? '') === '' && !current)
    throw failure('you must specify a non-empty context name or --current');
  const { kubeconfig } = call.draft.machine;
  const name = current ? kubeconfig.currentContext : (given ?? '');
  if (name === '') throw failure('no current context is set');
  const old = kubeconfig.contexts.find((one) => one.name === name);
  const next = {
    name,
    cluster: call.text('cluster', old?.cluster ?? ''),
    user: call.text('user', old?.user ?? ''),
    ...(call.given('namespace')
      ? call.text('namespace') === ''
        ? {}
        : { namespace: call.text('namespace') }
      : old?.namespace === undefined
        ? {}
        : { namespace: old.namespace }),
  };
  const contexts =
    old === undefined
      ? [...kubeconfig.contexts, next]
      : kubeconfig.contexts.map((one) => (one === old ? next : one));
  change(call, { ...kubeconfig, contexts });
  call.line(`Context ${JSON.stringify(name)} ${old === undefined ? 'created' : 'modified'}.`);
  return undefined;
};

export const getContexts: Verb = (call) => {
  const { kubeconfig } = call.draft.machine;
  const output = call.text('output');
  if (output !== '' && output !== 'name') throw failure(`output must be one of '' or 'name': ${output}`);
  const wanted = call.args;
  const missing = wanted.filter((name) => !kubeconfig.contexts.some((one) => one.name === name));
  const shown = kubeconfig.contexts
    .filter(({ name }) => wanted.length === 0 || wanted.includes(name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  if (output === 'name') for (const { name } of shown) call.line(name);
  else {
    const rows = shown.map(({ name, cluster, user, namespace }) =>
      [name === kubeconfig.currentContext ? '*' : '', name, cluster, user, namespace ?? ''].join('\t'),
    );
    const lines = call.on('no-headers') ? rows : ['CURRENT\tNAME\tCLUSTER\tAUTHINFO\tNAMESPACE', ...rows];
    call.streams.out(aligned(lines.map((line) => `${line}\n`).join(''), TABLE));
  }
  if (missing.length > 0) throw failure(`context ${missing.join(', ')} not found`);
  return undefined;
};

export const getClusters: Verb = (call) => {
  call.line('NAME');
  for (const name of new Set(call.draft.machine.kubeconfig.contexts.map(({ cluster }) => cluster)))
    call.line(name);
  return undefined;
};

export const getUsers: Verb = (call) => {
  call.line('NAME');
  for (const name of new Set(call.draft.machine.kubeconfig.contexts.map(({ user }) => user))) call.line(name);
  return undefined;
};
