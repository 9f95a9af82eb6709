/** Jobs: pods until enough of them succeeded, or too many failed (pkg/controller/job). */
import { remove, resource } from '../api/index.ts';
import { put } from '../api/store.ts';
import type { Condition, KubeObject, Pod } from '../api/types.ts';
import { timestamp } from '../clock.ts';
import type { Draft } from '../draft.ts';
import { record } from '../events.ts';
import type { Json } from '../json.ts';
import {
  createPod,
  isActive,
  isReady,
  isTerminating,
  lookAgain,
  ownedPods,
  retryLater,
  type Template,
  withCondition,
} from './work.ts';

export interface Job extends KubeObject {
  readonly spec: {
    readonly parallelism: number;
    readonly completions?: number;
    readonly backoffLimit: number;
    readonly completionMode: string;
    readonly suspend: boolean;
    readonly activeDeadlineSeconds?: number;
    readonly ttlSecondsAfterFinished?: number;
    readonly template: Template;
    readonly [key: string]: Json | undefined;
  };
  readonly status: {
    readonly startTime?: string;
    readonly completionTime?: string;
    readonly conditions?: readonly Condition[];
    readonly succeeded?: number;
    readonly failed?: number;
    readonly active?: number;
    readonly [key: string]: Json | undefined;
  };
}

/** Delay before a pod that failed is replaced: 10 s, doubled by each failure, 10 minutes at most. */
const FIRST_DELAY = 10_000;
const LONGEST_DELAY = 600_000;

const isTrue = ({ status }: Job, type: string): boolean =>
  status.conditions?.some((one) => one.type === type && one.status === 'True') === true;

/** Complete or failed. */
export const isFinished = (job: Job): boolean => isTrue(job, 'Complete') || isTrue(job, 'Failed');

/** One turn: pods are made as far as parallelism and completions allow, and the end is noticed. */
export function syncJob(draft: Draft, job: Job): void {
  if (isTerminating(job)) return;
  if (isFinished(job)) {
    expire(draft, job);
    return;
  }
  const pods = ownedPods(draft, job);
  const failed = pods.filter(({ status }) => status.phase === 'Failed');
  const succeeded = pods.filter(({ status }) => status.phase === 'Succeeded');
  const failure = failureOf(draft, job, pods, failed.length);
  const wanted = job.spec.completions;
  const done =
    wanted === undefined ? succeeded.length > 0 && !pods.some(isActive) : succeeded.length >= wanted;
  if (failure !== undefined || job.spec.suspend) {
    for (const pod of pods.filter(isActive)) deletePod(draft, job, pod);
  } else if (!done) startPods(draft, job, pods, succeeded.length, failed);
  const startTime = job.status.startTime ?? (job.spec.suspend ? undefined : timestamp(draft.now));
  write(draft, job, startTime, failure, done);
}

interface Failure {
  readonly reason: string;
  readonly message: string;
}

function failureOf(draft: Draft, job: Job, pods: readonly Pod[], failed: number): Failure | undefined {
  const { spec, status } = job;
  const restarts = pods.flatMap((pod) =>
    [...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])].map(
      ({ restartCount }) => restartCount,
    ),
  );
  const onFailure = spec.template.spec.restartPolicy === 'OnFailure';
  const tried = onFailure ? restarts.reduce((sum, one) => sum + one, 0) : 0;
  if (failed > spec.backoffLimit || (onFailure && tried > 0 && tried >= spec.backoffLimit)) {
    return { reason: 'BackoffLimitExceeded', message: 'Job has reached the specified backoff limit' };
  }
  if (spec.activeDeadlineSeconds === undefined || status.startTime === undefined) return undefined;
  const deadline = Date.parse(status.startTime) + spec.activeDeadlineSeconds * 1000;
  if (draft.now >= deadline) {
    return { reason: 'DeadlineExceeded', message: 'Job was active longer than specified deadline' };
  }
  lookAgain(draft, job, deadline);
  return undefined;
}

function startPods(
  draft: Draft,
  job: Job,
  pods: readonly Pod[],
  succeeded: number,
  failed: readonly Pod[],
): void {
  const active = pods.filter(isActive);
  const { parallelism, completions } = job.spec;
  const most =
    completions === undefined
      ? succeeded > 0
        ? active.length
        : parallelism
      : Math.min(parallelism, completions - succeeded);
  for (const pod of active.slice(Math.max(0, most))) deletePod(draft, job, pod);
  const missing = most - active.length - pods.filter((pod) => isTerminating(pod) && !isEnded(pod)).length;
  if (missing <= 0) return;
  const delay = delayAfter(failed);
  if (draft.now < delay) {
    lookAgain(draft, job, delay);
    return;
  }
  const taken = new Set(
    pods.filter((pod) => isActive(pod) || pod.status.phase === 'Succeeded').map((pod) => indexOf(pod)),
  );
  for (let made = 0, index = 0; made < missing; made++) {
    while (taken.has(index)) index += 1;
    if (!makePod(draft, job, index)) return;
    index += 1;
  }
}

const isEnded = ({ status }: Pod): boolean => status.phase === 'Succeeded' || status.phase === 'Failed';

const INDEX = 'batch.kubernetes.io/job-completion-index';

const indexOf = ({ metadata }: Pod): number => Number(metadata.annotations?.[INDEX] ?? -1);

/** The moment before which no pod is made, after failures in a row (ms of the cluster's clock). */
function delayAfter(failed: readonly Pod[]): number {
  if (failed.length === 0) return 0;
  const ends = failed.map((pod) =>
    Math.max(
      0,
      ...(pod.status.containerStatuses ?? []).map(
        ({ state }) => Date.parse(state.terminated?.finishedAt ?? '') || 0,
      ),
    ),
  );
  return Math.max(...ends) + Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (failed.length - 1));
}

function makePod(draft: Draft, job: Job, index: number): boolean {
  const indexed = job.spec.completionMode === 'Indexed';
  const { name } = job.metadata;
  const annotations = indexed ? { annotations: { [INDEX]: String(index) } } : {};
  const reply = createPod(draft, job, job.spec.template, {
    generateName: indexed ? `${name}-${index}-` : `${name}-`,
    ...annotations,
    ...(indexed ? { labels: { [INDEX]: String(index) } } : {}),
  });
  if (reply.ok) {
    const message = `Created pod: ${reply.value.metadata.name}`;
    record(draft, job, { source: 'job-controller', type: 'Normal', reason: 'SuccessfulCreate', message });
    return true;
  }
  const message = `Error creating: ${reply.status.message}`;
  record(draft, job, { source: 'job-controller', type: 'Warning', reason: 'FailedCreate', message });
  retryLater(draft, job);
  return false;
}

function deletePod(draft: Draft, job: Job, { metadata }: Pod): void {
  remove(draft, { resource: resource('pods'), namespace: metadata.namespace ?? '', name: metadata.name });
  const message = `Deleted pod: ${metadata.name}`;
  record(draft, job, { source: 'job-controller', type: 'Normal', reason: 'SuccessfulDelete', message });
}

function write(
  draft: Draft,
  job: Job,
  startTime: string | undefined,
  failure: Failure | undefined,
  done: boolean,
): void {
  const pods = ownedPods(draft, job);
  const active = pods.filter(isActive);
  const count = (phase: string): number => pods.filter(({ status }) => status.phase === phase).length;
  const terminating = pods.filter((pod) => isTerminating(pod) && !isEnded(pod)).length;
  const succeeded = count('Succeeded');
  const failed = count('Failed') + (failure === undefined ? 0 : terminating);
  const conditions = conditionsOf(draft, job, failure, done, terminating > 0);
  const complete = conditions.some(({ type, status }) => type === 'Complete' && status === 'True');
  const status = {
    ...(active.length > 0 ? { active: active.length } : {}),
    ...(complete ? { completionTime: timestamp(draft.now) } : {}),
    ...(conditions.length > 0 ? { conditions } : {}),
    ...(failed > 0 ? { failed } : {}),
    ready: active.filter(isReady).length,
    ...(startTime === undefined ? {} : { startTime }),
    ...(succeeded > 0 ? { succeeded } : {}),
    terminating,
    uncountedTerminatedPods: {},
  };
  if (JSON.stringify(status) === JSON.stringify(job.status)) return;
  const stored = put(draft, { ...job, status });
  if (!isFinished(stored)) return;
  if (complete)
    record(draft, job, {
      source: 'job-controller',
      type: 'Normal',
      reason: 'Completed',
      message: 'Job completed',
    });
  else if (failure !== undefined)
    record(draft, job, { source: 'job-controller', type: 'Warning', ...failure });
}

function conditionsOf(
  draft: Draft,
  job: Job,
  failure: Failure | undefined,
  done: boolean,
  terminating: boolean,
): readonly Condition[] {
  const old = job.status.conditions ?? [];
  const add = (list: readonly Condition[], type: string, said: Failure): readonly Condition[] =>
    withCondition(draft, list, { type, status: 'True', ...said }).map((one) => ({
      lastProbeTime: timestamp(draft.now),
      ...one,
    }));
  if (failure !== undefined) {
    const target = add(old, 'FailureTarget', failure);
    return terminating ? target : add(target, 'Failed', failure);
  }
  if (!done) return old;
  const said = {
    reason: 'CompletionsReached',
    message: 'Reached expected number of succeeded pods',
  };
  return add(add(old, 'SuccessCriteriaMet', said), 'Complete', said);
}

/** ttlSecondsAfterFinished: pkg/controller/ttlafterfinished. */
function expire(draft: Draft, job: Job): void {
  const { ttlSecondsAfterFinished: ttl } = job.spec;
  if (ttl === undefined) return;
  const ended = job.status.conditions?.find(({ type }) => type === 'Complete' || type === 'Failed');
  const at = Date.parse(String(ended?.lastTransitionTime ?? '')) + ttl * 1000;
  if (draft.now < at) {
    lookAgain(draft, job, at);
    return;
  }
  const { namespace = '', name } = job.metadata;
  remove(draft, { resource: resource('jobs'), namespace, name });
}
