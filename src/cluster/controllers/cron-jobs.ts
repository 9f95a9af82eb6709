/** CronJobs: a Job at every moment of a schedule (pkg/controller/cronjob/cronjob_controllerv2.go). */

import { nodeOf } from '../../manifest/index.ts';
import { same } from '../api/equal.ts';
import { create, remove, resource } from '../api/index.ts';
import { put } from '../api/store.ts';
import type { KubeObject, OwnerReference } from '../api/types.ts';
import { timestamp } from '../clock.ts';
import type { Draft } from '../draft.ts';
import { record } from '../events.ts';
import type { Json, JsonObject } from '../json.ts';
import { type CronSchedule, cronSchedule, nextAfter } from './cron-schedule.ts';
import { isFinished, type Job } from './jobs.ts';
import { controllerReference, isTerminating, lookAgain, owned } from './work.ts';

export interface CronJob extends KubeObject {
  readonly spec: {
    readonly schedule: string;
    readonly concurrencyPolicy: string;
    readonly suspend: boolean;
    readonly successfulJobsHistoryLimit: number;
    readonly failedJobsHistoryLimit: number;
    readonly jobTemplate: {
      readonly metadata?: JsonObject;
      readonly spec: JsonObject;
      readonly [key: string]: Json | undefined;
    };
    readonly [key: string]: Json | undefined;
  };
}

/** Starts the Job that is due, drops old ones, and looks again at the next moment of the schedule. */
export function syncCronJob(draft: Draft, cronJob: CronJob): void {
  if (isTerminating(cronJob)) return;
  const schedule = cronSchedule(cronJob.spec.schedule);
  const jobs = owned(draft, 'jobs', cronJob) as readonly Job[];
  noticeFinished(draft, cronJob, jobs);
  cleanUp(draft, cronJob, jobs);
  if (schedule === undefined || cronJob.spec.suspend) return;
  const status = (cronJob.status ?? {}) as JsonObject;
  const since = Date.parse(String(status.lastScheduleTime ?? cronJob.metadata.creationTimestamp));
  const due = latest(schedule, since, draft.now);
  if (due !== undefined) start(draft, cronJob, jobs, due);
  const next = nextAfter(schedule, draft.now);
  if (next !== undefined) lookAgain(draft, cronJob, next);
}

/** Of the moments that have passed only the last one counts; a long pause makes no crowd. */
function latest(schedule: CronSchedule, since: number, now: number): number | undefined {
  let last: number | undefined;
  for (
    let at = nextAfter(schedule, Math.max(since, now - 86_400_000)), n = 0;
    at !== undefined && at <= now;
    n++
  ) {
    last = at;
    if (n > 2000) break;
    at = nextAfter(schedule, at);
  }
  return last;
}

type Active = OwnerReference & { readonly namespace: string };

const activeOf = (cronJob: CronJob): readonly Active[] =>
  ((cronJob.status as JsonObject | undefined)?.active ?? []) as unknown as readonly Active[];

function start(draft: Draft, cronJob: CronJob, jobs: readonly Job[], at: number): void {
  const { namespace = '', name } = cronJob.metadata;
  const running = jobs.filter((job) => !isFinished(job));
  if (running.length > 0 && cronJob.spec.concurrencyPolicy === 'Forbid') {
    const message = 'Not starting job because prior execution is running and concurrency policy is Forbid';
    record(draft, cronJob, {
      source: 'cronjob-controller',
      type: 'Normal',
      reason: 'JobAlreadyActive',
      message,
    });
    return;
  }
  if (cronJob.spec.concurrencyPolicy === 'Replace') for (const job of running) deleteJob(draft, cronJob, job);
  const { metadata = {}, spec } = cronJob.spec.jobTemplate;
  const body = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      ...metadata,
      name: `${name}-${Math.floor(at / 60_000)}`,
      namespace,
      annotations: {
        ...(metadata.annotations as JsonObject | undefined),
        'batch.kubernetes.io/cronjob-scheduled-timestamp': timestamp(at),
      },
      ownerReferences: [controllerReference(cronJob)],
    },
    spec,
  };
  const reply = create(draft, resource('jobs'), namespace, nodeOf(body));
  if (!reply.ok) {
    const message = `Error creating job: ${reply.status.message}`;
    record(draft, cronJob, {
      source: 'cronjob-controller',
      type: 'Warning',
      reason: 'FailedCreate',
      message,
    });
    return;
  }
  const job = reply.value;
  const message = `Created job ${job.metadata.name}`;
  record(draft, cronJob, {
    source: 'cronjob-controller',
    type: 'Normal',
    reason: 'SuccessfulCreate',
    message,
  });
  const { resourceVersion, uid } = job.metadata;
  const active = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    name: job.metadata.name,
    namespace,
    resourceVersion,
    uid,
  };
  write(draft, cronJob, { active: [...activeOf(cronJob), active], lastScheduleTime: timestamp(at) });
}

function write(draft: Draft, cronJob: CronJob, change: JsonObject): void {
  const { active, ...rest } = { ...(cronJob.status as JsonObject | undefined), ...change };
  const status = { ...(Array.isArray(active) && active.length > 0 ? { active } : {}), ...rest };
  if (!same(status, cronJob.status as JsonObject)) put(draft, { ...cronJob, status });
}

/** Finished Jobs leave the list of active ones. */
function noticeFinished(draft: Draft, cronJob: CronJob, jobs: readonly Job[]): void {
  const active = activeOf(cronJob);
  const ended = active.filter(({ uid }) => {
    const job = jobs.find(({ metadata }) => metadata.uid === uid);
    return job === undefined || isFinished(job);
  });
  if (ended.length === 0) return;
  let lastSuccessfulTime: string | undefined;
  for (const { uid, name } of ended) {
    const job = jobs.find(({ metadata }) => metadata.uid === uid);
    if (job === undefined) {
      const message = `Active job went missing: ${name}`;
      record(draft, cronJob, { source: 'cronjob-controller', type: 'Normal', reason: 'MissingJob', message });
      continue;
    }
    lastSuccessfulTime = job.status.completionTime ?? lastSuccessfulTime;
    const condition = job.status.completionTime === undefined ? 'Failed' : 'Complete';
    const message = `Saw completed job: ${name}, condition: ${condition}`;
    record(draft, cronJob, {
      source: 'cronjob-controller',
      type: 'Normal',
      reason: 'SawCompletedJob',
      message,
    });
  }
  write(draft, cronJob, {
    active: active.filter((one) => !ended.includes(one)),
    ...(lastSuccessfulTime === undefined ? {} : { lastSuccessfulTime }),
  });
}

function cleanUp(draft: Draft, cronJob: CronJob, jobs: readonly Job[]): void {
  const { successfulJobsHistoryLimit, failedJobsHistoryLimit } = cronJob.spec;
  const byAge = (list: readonly Job[]): readonly Job[] =>
    [...list].sort((a, b) => (a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : 1));
  const finished = jobs.filter(isFinished);
  const succeeded = byAge(finished.filter(({ status }) => status.completionTime !== undefined));
  const failed = byAge(finished.filter(({ status }) => status.completionTime === undefined));
  for (const job of [
    ...succeeded.slice(0, Math.max(0, succeeded.length - successfulJobsHistoryLimit)),
    ...failed.slice(0, Math.max(0, failed.length - failedJobsHistoryLimit)),
  ]) {
    deleteJob(draft, cronJob, job);
  }
}

function deleteJob(draft: Draft, cronJob: CronJob, { metadata }: Job): void {
  remove(draft, { resource: resource('jobs'), namespace: metadata.namespace ?? '', name: metadata.name });
  const message = `Deleted job ${metadata.name}`;
  record(draft, cronJob, {
    source: 'cronjob-controller',
    type: 'Normal',
    reason: 'SuccessfulDelete',
    message,
  });
}
