/** What the API server fills into workloads: pkg/apis/apps/v1/defaults.go, pkg/apis/batch/v1/defaults.go. */
import type { JsonObject } from '../../json.ts';
import { defaultPodSpec } from './pod.ts';

type Change = (spec: JsonObject) => JsonObject;

const template: Change = (spec) => {
  const given = (spec.template ?? {}) as JsonObject;
  const own = (given.spec ?? {}) as JsonObject;
  return { ...spec, template: { metadata: {}, ...given, spec: defaultPodSpec(own) } };
};

const deployment: Change = (spec) => {
  const strategy = (spec.strategy ?? {}) as JsonObject;
  const type = strategy.type ?? 'RollingUpdate';
  const rolling =
    type === 'RollingUpdate'
      ? {
          rollingUpdate: {
            maxSurge: '25%',
            maxUnavailable: '25%',
            ...(strategy.rollingUpdate as JsonObject | undefined),
          },
        }
      : {};
  return {
    replicas: 1,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    ...template(spec),
    strategy: { ...strategy, type, ...rolling },
  };
};

const daemonSet: Change = (spec) => {
  const strategy = (spec.updateStrategy ?? {}) as JsonObject;
  const type = strategy.type ?? 'RollingUpdate';
  const rolling =
    type === 'RollingUpdate'
      ? {
          rollingUpdate: {
            maxSurge: 0,
            maxUnavailable: 1,
            ...(strategy.rollingUpdate as JsonObject | undefined),
          },
        }
      : {};
  return { revisionHistoryLimit: 10, ...template(spec), updateStrategy: { ...strategy, type, ...rolling } };
};

const statefulSet: Change = (spec) => {
  const strategy = (spec.updateStrategy ?? {}) as JsonObject;
  const type = strategy.type ?? 'RollingUpdate';
  const given = strategy.rollingUpdate as JsonObject | undefined;
  const rolling =
    type === 'RollingUpdate' && (given !== undefined || strategy.type === undefined)
      ? { rollingUpdate: { partition: 0, ...given } }
      : {};
  const claims = (spec.volumeClaimTemplates ?? []) as readonly JsonObject[];
  return {
    podManagementPolicy: 'OrderedReady',
    replicas: 1,
    revisionHistoryLimit: 10,
    ...template(spec),
    persistentVolumeClaimRetentionPolicy: {
      whenDeleted: 'Retain',
      whenScaled: 'Retain',
      ...(spec.persistentVolumeClaimRetentionPolicy as JsonObject | undefined),
    },
    updateStrategy: { ...strategy, type, ...rolling },
    ...(claims.length === 0
      ? {}
      : {
          volumeClaimTemplates: claims.map((claim) => ({
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            ...claim,
            spec: { volumeMode: 'Filesystem', ...(claim.spec as JsonObject | undefined) },
            status: { phase: 'Pending' },
          })),
        }),
  };
};

const job: Change = (spec) => ({
  ...(spec.completions === undefined && spec.parallelism === undefined ? { completions: 1 } : {}),
  parallelism: 1,
  backoffLimit: spec.backoffLimitPerIndex === undefined ? 6 : 2147483647,
  completionMode: 'NonIndexed',
  suspend: false,
  podReplacementPolicy: spec.podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed',
  manualSelector: false,
  ...template(spec),
});

const cronJob: Change = (spec) => {
  const jobTemplate = (spec.jobTemplate ?? {}) as JsonObject;
  return {
    concurrencyPolicy: 'Allow',
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
    ...spec,
    jobTemplate: {
      metadata: {},
      ...jobTemplate,
      spec: template((jobTemplate.spec ?? {}) as JsonObject),
    },
  };
};

const replicaSet: Change = (spec) => ({ replicas: 1, ...template(spec) });

const SPECS: Readonly<Record<string, Change | undefined>> = {
  Deployment: deployment,
  DaemonSet: daemonSet,
  StatefulSet: statefulSet,
  ReplicaSet: replicaSet,
  Job: job,
  CronJob: cronJob,
};

/** The spec of a workload with its defaults; undefined for kinds that are none. */
export function defaultWorkloadSpec(kind: string, spec: JsonObject): JsonObject | undefined {
  return SPECS[kind]?.(spec);
}
