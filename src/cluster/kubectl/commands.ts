/** Every command of kubectl 1.36: what Podium does for it, and what else it may be called. */

import { COMMANDS } from './args/flags.generated.ts';
import type { Verb } from './call.ts';
import { canI, clusterInfo, version, whoAmI } from './verbs/about.ts';
import { annotate } from './verbs/annotate.ts';
import { apiResources, apiVersions } from './verbs/api.ts';
import { apply } from './verbs/apply.ts';
import { attach } from './verbs/attach-verb.ts';
import {
  configView,
  currentContext,
  getClusters,
  getContexts,
  getUsers,
  setContext,
  useContext,
} from './verbs/config.ts';
import { cordon, uncordon } from './verbs/cordon.ts';
import { cp } from './verbs/cp.ts';
import { createIngress } from './verbs/create/ingress.ts';
import {
  createConfigMap,
  createCronJob,
  createDeployment,
  createJob,
  createNamespace,
  createSecretDockerRegistry,
  createSecretGeneric,
  createSecretTls,
  createServiceAccount,
} from './verbs/create/kinds.ts';
import { createPodDisruptionBudget, createPriorityClass, createQuota } from './verbs/create/limits.ts';
import {
  createClusterRole,
  createClusterRoleBinding,
  createRole,
  createRoleBinding,
} from './verbs/create/rbac.ts';
import {
  createClusterIp,
  createExternalName,
  createLoadBalancer,
  createNodePort,
} from './verbs/create/services.ts';
import { create } from './verbs/create.ts';
import { debug } from './verbs/debug.ts';
import { delete_ } from './verbs/delete.ts';
import { describe } from './verbs/describe.ts';
import { diff } from './verbs/diff.ts';
import { drain } from './verbs/drain.ts';
import { edit } from './verbs/edit.ts';
import { events } from './verbs/events.ts';
import { exec } from './verbs/exec.ts';
import { explain } from './verbs/explain.ts';
import { expose } from './verbs/expose.ts';
import { get } from './verbs/get.ts';
import { kustomize } from './verbs/kustomize.ts';
import { label } from './verbs/label.ts';
import { logs } from './verbs/logs.ts';
import { patch } from './verbs/patch.ts';
import { replace } from './verbs/replace.ts';
import { rolloutPause, rolloutRestart, rolloutResume } from './verbs/rollout/change.ts';
import { rolloutHistory, rolloutUndo } from './verbs/rollout/history.ts';
import { rolloutStatus } from './verbs/rollout/status.ts';
import { run } from './verbs/run.ts';
import { scale } from './verbs/scale.ts';
import { setImage } from './verbs/set-image.ts';
import { setEnv, setResources, setServiceAccount } from './verbs/set-others.ts';
import { taint } from './verbs/taint.ts';
import { wait } from './verbs/wait.ts';

const VERBS: Readonly<Record<string, Verb>> = {
  annotate,
  'api-resources': apiResources,
  'api-versions': apiVersions,
  apply,
  'auth can-i': canI,
  'auth whoami': whoAmI,
  'cluster-info': clusterInfo,
  'config current-context': currentContext,
  'config get-clusters': getClusters,
  'config get-contexts': getContexts,
  'config get-users': getUsers,
  'config set-context': setContext,
  'config use-context': useContext,
  'config view': configView,
  edit,
  events,
  'rollout history': rolloutHistory,
  'rollout pause': rolloutPause,
  'rollout restart': rolloutRestart,
  'rollout resume': rolloutResume,
  'rollout status': rolloutStatus,
  'rollout undo': rolloutUndo,
  version,
  wait,
  attach,
  cordon,
  cp,
  create,
  'create clusterrole': createClusterRole,
  'create clusterrolebinding': createClusterRoleBinding,
  'create configmap': createConfigMap,
  'create cronjob': createCronJob,
  'create deployment': createDeployment,
  'create ingress': createIngress,
  'create job': createJob,
  'create namespace': createNamespace,
  'create poddisruptionbudget': createPodDisruptionBudget,
  'create priorityclass': createPriorityClass,
  'create quota': createQuota,
  'create role': createRole,
  'create rolebinding': createRoleBinding,
  'create service clusterip': createClusterIp,
  'create service externalname': createExternalName,
  'create service loadbalancer': createLoadBalancer,
  'create service nodeport': createNodePort,
  'create secret docker-registry': createSecretDockerRegistry,
  'create secret generic': createSecretGeneric,
  'create secret tls': createSecretTls,
  'create serviceaccount': createServiceAccount,
  debug,
  delete: delete_,
  describe,
  diff,
  drain,
  exec,
  explain,
  expose,
  get,
  kustomize,
  label,
  logs,
  patch,
  replace,
  run,
  scale,
  'set env': setEnv,
  'set image': setImage,
  'set resources': setResources,
  'set serviceaccount': setServiceAccount,
  taint,
  uncordon,
};

/** Other names of commands (`Aliases` in kubectl's sources). */
const ALIASES: Readonly<Record<string, string>> = {
  'create ns': 'create namespace',
  'create cm': 'create configmap',
  'create sa': 'create serviceaccount',
  'create dep': 'create deployment',
  'create deploy': 'create deployment',
  'create cj': 'create cronjob',
  'create svc': 'create service',
  'create ing': 'create ingress',
  'create pc': 'create priorityclass',
  'create pdb': 'create poddisruptionbudget',
  'create resourcequota': 'create quota',
  'set sa': 'set serviceaccount',
  'config use': 'config use-context',
  'top pods': 'top pod',
  'top po': 'top pod',
  'top nodes': 'top node',
  'top no': 'top node',
};

/** What the verb does; undefined: it is a command of kubectl's that Podium does not simulate. */
export function verbOf(path: string): Verb | undefined {
  return VERBS[path];
}

/** Whether kubectl has the command. */
function isCommand(path: string): boolean {
  return path in COMMANDS;
}

/** The command that `word` names below `path` (empty: below kubectl itself); undefined where there is none. */
export function commandBelow(path: string, word: string): string | undefined {
  const full = path === '' ? word : `${path} ${word}`;
  const named = ALIASES[full] ?? full;
  return isCommand(named) ? named : undefined;
}

/** The commands directly below `path`, sorted. */
export function commandsBelow(path: string): readonly string[] {
  const prefix = path === '' ? '' : `${path} `;
  return Object.keys(COMMANDS)
    .filter((name) => name.startsWith(prefix) && name !== path && !name.slice(prefix.length).includes(' '))
    .map((name) => name.slice(prefix.length))
    .sort();
}
