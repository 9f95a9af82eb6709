/** Flags that kubectl has and that would be passed over in silence: what they would do is said instead. */

import type { Call } from './call.ts';
import { Failure, failure } from './failure.ts';
import { fileAt } from './machine.ts';

const WHO =
  'The cluster has one user, who may do everything, and no RBAC rules. kubectl would send the request as somebody else.';
const WHERE =
  'There is one API server, and it knows one user. kubectl would talk to another server or with other credentials.';

/** Flags of every command. */
const EVERYWHERE: Readonly<Record<string, string>> = {
  as: `Impersonation (--as) is not simulated. ${WHO}`,
  'as-group': `Impersonation (--as-group) is not simulated. ${WHO}`,
  'as-uid': `Impersonation (--as-uid) is not simulated. ${WHO}`,
  'as-user-extra': `Impersonation (--as-user-extra) is not simulated. ${WHO}`,
  server: `--server is not simulated. ${WHERE}`,
  token: `--token is not simulated. ${WHERE}`,
  username: `--username is not simulated. ${WHERE}`,
  password: `--password is not simulated. ${WHERE}`,
  'client-certificate': `--client-certificate is not simulated. ${WHERE}`,
  'client-key': `--client-key is not simulated. ${WHERE}`,
  'certificate-authority': `--certificate-authority is not simulated. ${WHERE}`,
  'tls-server-name': `--tls-server-name is not simulated. ${WHERE}`,
  kuberc: '--kuberc is not simulated. kubectl would take defaults and aliases from that file.',
};

/** Flags of single commands, `command flag` → what would become of them. */
const OF_COMMANDS: Readonly<Record<string, string>> = {
  'annotate resource-version':
    '--resource-version is not simulated. kubectl would change the object only if it is still at that version.',
  'label resource-version':
    '--resource-version is not simulated. kubectl would change the object only if it is still at that version.',
  'scale resource-version':
    '--resource-version is not simulated. kubectl would scale the object only if it is still at that version.',
  'apply prune-allowlist': '--prune-allowlist is not simulated; neither is --prune.',
  'diff prune-allowlist': '--prune-allowlist is not simulated; neither is --prune.',
  'config view flatten':
    '--flatten is not simulated. kubectl would put the certificates themselves into what it prints.',
  'debug keep-annotations':
    '--keep-annotations is not simulated. kubectl would copy the annotations of the pod, too.',
  'diff show-secrets':
    '--show-secrets is not simulated; what Secrets hold is masked. kubectl would print it.',
  'explain api-version':
    '--api-version is not simulated: every kind is served in one version here. kubectl would explain the one you name.',
  'get server-print':
    '--server-print=false is not simulated. kubectl would print fewer columns, which it makes up itself.',
  'get output-watch-events': '--output-watch-events is not simulated; neither is watching.',
  'run detach-keys':
    '--detach-keys is not simulated. kubectl would let you leave the container by these keys.',
  'set env keys': '--keys is not simulated. kubectl would import only these keys.',
};

/** Says what a flag would do that the simulation does not heed; throws where the command must not go on. */
export function heed(call: Call): void {
  if (call.path.startsWith('config')) return;
  known(call);
  for (const [flag, message] of Object.entries(EVERYWHERE))
    if (call.given(flag) && COMMAND_OWN[flag]?.includes(call.path) !== true)
      throw call.notSimulated({ code: `kubectl-flag:${flag.startsWith('as') ? 'as' : flag}`, message });
  for (const [key, message] of Object.entries(OF_COMMANDS)) {
    const flag = key.slice(key.lastIndexOf(' ') + 1);
    if (key.slice(0, -flag.length - 1) !== call.path || !call.given(flag)) continue;
    if (flag === 'server-print' && call.on(flag)) continue;
    throw call.notSimulated({ code: `kubectl-flag:${flag}`, message });
  }
  if (call.whole('v', 0) > 1)
    call.also({
      code: 'kubectl-flag:v',
      message: `What kubectl logs of its own work with -v=${call.whole('v', 0)} is not simulated; the answer itself is.`,
    });
}

/** Where a flag of the same name means something of the command's own. */
const COMMAND_OWN: Readonly<Record<string, readonly string[]>> = {
  username: ['create secret docker-registry'],
};

/** A file, context, cluster or user of the kubeconfig that is not there (client-go tools/clientcmd/client_config.go). */
function known(call: Call): void {
  const path = call.text('kubeconfig');
  if (path !== '') {
    if (fileAt(call.draft, path) === undefined) throw failure(`stat ${path}: no such file or directory`);
    throw call.notSimulated({
      code: 'kubectl-flag:kubeconfig',
      message: `--kubeconfig is not simulated. ${WHERE}`,
    });
  }
  const { contexts } = call.draft.machine.kubeconfig;
  const [context, cluster, user] = [call.text('context'), call.text('cluster'), call.text('user')];
  if (context !== '' && !contexts.some(({ name }) => name === context))
    throw new Failure(`Error in configuration: context was not found for specified context: ${context}`);
  if (
    !/^(set subject|create .*binding)$/.test(call.path) &&
    user !== '' &&
    !contexts.some((one) => one.user === user)
  )
    throw failure(`auth info ${JSON.stringify(user)} does not exist`);
  if (cluster !== '' && !contexts.some((one) => one.cluster === cluster))
    throw failure(`no server found for cluster ${JSON.stringify(cluster)}`);
}
