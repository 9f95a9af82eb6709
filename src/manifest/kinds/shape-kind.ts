import { child, descend, textAt } from '../access.ts';
import type { Node } from '../yaml/node.ts';
import { groupOf } from './groups.ts';

/** What an object without a `kind:` line must be, and whether its fields leave no other choice. */
interface Guessed {
  readonly kind: string;
  readonly sure: boolean;
}

const OF_STATEFUL_SET = ['serviceName', 'volumeClaimTemplates', 'podManagementPolicy'];
const OF_JOB = ['backoffLimit', 'completions', 'parallelism', 'completionMode', 'ttlSecondsAfterFinished'];

/** The kind of an object by the fields of its spec (k8s.io/api, the Spec types of apps/v1 and batch/v1). */
export function kindByShape(root: Node, apiVersion: string): Guessed | undefined {
  const spec = child(root, 'spec');
  const has = (key: string): boolean => child(spec, key) !== undefined;
  if (has('jobTemplate')) return { kind: 'CronJob', sure: true };
  if (has('containers') || has('initContainers')) return { kind: 'Pod', sure: true };
  if (!has('template')) return undefined;
  if (apiVersion === 'v1') return { kind: 'ReplicationController', sure: true };
  const restart = textAt(descend(spec, 'template', 'spec'), 'restartPolicy');
  const once = restart === 'Never' || restart === 'OnFailure';
  if (groupOf(apiVersion) === 'batch' || OF_JOB.some(has) || once) return { kind: 'Job', sure: true };
  if (OF_STATEFUL_SET.some(has)) return { kind: 'StatefulSet', sure: true };
  if (has('updateStrategy')) return { kind: 'DaemonSet', sure: !has('replicas') };
  return { kind: 'Deployment', sure: has('strategy') || has('replicas') };
}
