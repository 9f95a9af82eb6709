/** kubectl version, cluster-info, auth, options, and the commands that want what a simulation has not. */

import { resourceNamed } from '../../api/index.ts';
import { KUBERNETES_VERSION } from '../../bootstrap.ts';
import type { Call, Verb } from '../call.ts';
import { Failure, failure } from '../failure.ts';
import { goJsonInOrder } from '../print/json.ts';
import { aligned, TABLE } from '../print/tabwriter.ts';
import { goYaml } from '../print/yaml.ts';
import { servedElsewhere } from '../resources/elsewhere.ts';
import { serverAddress } from './config.ts';

const KUSTOMIZE = 'v5.8.1';

export const version: Verb = (call) => {
  if (call.args.length > 0) throw failure(`extra arguments: [${call.args.join(' ')}]`);
  const output = call.text('output');
  if (output !== '' && output !== 'yaml' && output !== 'json')
    throw failure(`--output must be 'yaml' or 'json'`);
  const client = call.on('client');
  if (output === '') {
    call.line(`Client Version: ${KUBERNETES_VERSION}`);
    call.line(`Kustomize Version: ${KUSTOMIZE}`);
    if (!client) call.line(`Server Version: ${KUBERNETES_VERSION}`);
    return undefined;
  }
  const [, major = '', minor = ''] = /^v(\d+)\.(\d+)/.exec(KUBERNETES_VERSION) ?? [];
  const info = {
    major,
    minor,
    gitVersion: KUBERNETES_VERSION,
    gitTreeState: 'clean',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
  const object = {
    clientVersion: info,
    kustomizeVersion: KUSTOMIZE,
    ...(client ? {} : { serverVersion: info }),
  };
  if (output === 'yaml') call.streams.out(goYaml(object));
  else call.line(goJsonInOrder(object, 2));
  return undefined;
};

export const clusterInfo: Verb = (call) => {
  const green = (text: string): string => `\u001b[0;32m${text}\u001b[0m`;
  const yellow = (text: string): string => `\u001b[0;33m${text}\u001b[0m`;
  call.line(`${green('Kubernetes control plane')} is running at ${yellow(serverAddress)}`);
  call.line('');
  call.line("To further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.");
  return undefined;
};

const VERBS = [
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
  'use',
  'bind',
  'impersonate',
  '*',
  'approve',
  'sign',
  'escalate',
  'attest',
];

export const canI: Verb = (call) => {
  if (call.on('list'))
    throw call.notSimulated({
      code: 'kubectl-flag:can-i-list',
      message:
        'Listing rights (auth can-i --list) is not simulated: the cluster has one user, who may do everything.',
    });
  if (call.args.length < 2 || call.args.length > 3)
    throw failure(
      "you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.",
    );
  const [verb = '', target = ''] = call.args;
  const [type = ''] = target.split('/');
  if (!target.startsWith('/')) {
    if (!VERBS.includes(verb)) call.errLine(`Warning: verb '${verb}' is not a known verb\n`);
    const known = resourceNamed(type);
    const elsewhere = known === undefined ? servedElsewhere(type) : undefined;
    if (elsewhere !== undefined) throw call.notSimulated(elsewhere);
    if (known === undefined && type !== '*')
      call.errLine(`Warning: the server doesn't have a resource type '${type}'\n`);
    else if (known !== undefined && !known.namespaced)
      call.errLine(
        `Warning: resource '${known.name}' is not namespace scoped${known.group === '' ? '' : ` in group '${known.group}'`}`,
      );
    if (known !== undefined && !known.namespaced) call.errLine('');
  }
  if (!call.on('quiet')) call.line('yes');
  return undefined;
};

export const whoAmI: Verb = (call) => {
  const rows = [
    'ATTRIBUTE\tVALUE',
    'Username\tkubernetes-admin',
    'Groups\t[kubeadm:cluster-admins system:authenticated]',
  ];
  call.streams.out(aligned(rows.map((row) => `${row}\n`).join(''), TABLE));
  return undefined;
};

/** Why a command of kubectl's does nothing here, and what the real one would do. */
const ABSENT: Readonly<Record<string, string>> = {
  'port-forward':
    'Ports cannot be forwarded: the simulated cluster has no network. kubectl would listen on your machine and pass connections to the pod; use kubectl exec to look at the pod from inside.',
  proxy:
    'The API server cannot be reached over HTTP here. kubectl would listen on 127.0.0.1:8001 and pass requests to it.',
  top: 'The simulated cluster measures no CPU and no memory. kubectl would show what the metrics server has measured.',
  'top pod':
    'The simulated cluster measures no CPU and no memory. kubectl would show what the metrics server has measured.',
  'top node':
    'The simulated cluster measures no CPU and no memory. kubectl would show what the metrics server has measured.',
  'create token':
    'The simulated cluster issues no tokens, and nothing in it would take one. kubectl would print a signed token of the service account, good for an hour.',
  completion:
    'Completion scripts are not simulated; press Tab in the browser or in the terminal instead. kubectl would print a script for your shell.',
  expose:
    'Services are not simulated, as the cluster has no network. kubectl would make a Service that selects the pods of the object.',
  autoscale: 'Autoscaling is not simulated. kubectl would make a HorizontalPodAutoscaler.',
  certificate: 'Certificate signing requests are not simulated. kubectl would approve or deny one.',
  plugin: 'Plugins are not simulated. kubectl would list those on the PATH.',
  'cluster-info dump':
    'The dump of a cluster is not simulated. kubectl would write every object and log of the namespace kube-system.',
};

/** A sentence for a command that is not simulated. */
export function absence(path: string): string {
  const [first = ''] = path.split(' ');
  return ABSENT[path] ?? ABSENT[first] ?? `The command kubectl ${path} is not simulated.`;
}

/** A command that groups others, without one of them: its list, and status 1. */
export function group(call: Call, below: readonly string[]): never {
  const [word] = call.args;
  if (word !== undefined) throw call.misuse(`unknown command ${JSON.stringify(call.args.join(' '))}`);
  call.line(`Available Commands:\n${below.map((name) => `  ${name}`).join('\n')}\n`);
  call.line(`Usage:\n  kubectl ${call.path} [flags] [options]\n`);
  call.line(`Use "kubectl ${call.path} <command> --help" for more information about a given command.`);
  throw failureWithout();
}

const failureWithout = (): Failure => new Failure('', 1);
