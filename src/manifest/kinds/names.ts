import { nearest } from '../nearest.ts';
import { apiVersionOf } from '../shape/index.ts';

const KINDS = [
  'Pod',
  'PodTemplate',
  'ReplicationController',
  'DaemonSet',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'CronJob',
  'Job',
];

/** The short names kubectl takes for them (kubectl api-resources); plurals are made by rule. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ['po', 'Pod'],
  ['rc', 'ReplicationController'],
  ['ds', 'DaemonSet'],
  ['deploy', 'Deployment'],
  ['rs', 'ReplicaSet'],
  ['sts', 'StatefulSet'],
  ['cj', 'CronJob'],
  ['scheduledjob', 'CronJob'],
]);

const byName: ReadonlyMap<string, string> = new Map([
  ...KINDS.flatMap((kind) => {
    const name = kind.toLowerCase();
    return [
      [name, kind],
      [`${name}s`, kind],
    ] as const;
  }),
  ...SHORT,
]);

/** A kind with a pod spec as the API spells it, and the apiVersion it has today. */
export interface ProperKind {
  readonly kind: string;
  readonly apiVersion: string;
}

const proper = (kind: string): ProperKind => ({ kind, apiVersion: apiVersionOf(kind) ?? 'v1' });

/** The kind with a pod spec that a name stands for, in any case, as a plural (`pods`) or a short name (`deploy`). */
export function properKind(kind: string): ProperKind | undefined {
  const name = byName.get(kind.toLowerCase());
  return name === undefined ? undefined : proper(name);
}

/** The kind with a pod spec that a misspelt one is nearest to: `Deploymnet`. */
export function nearestKind(kind: string): ProperKind | undefined {
  const name = nearest(kind, KINDS);
  return name === undefined ? undefined : proper(name);
}
