import { list, resource } from '../../api/index.ts';
import type { Draft } from '../../draft.ts';
import type { JsonObject } from '../../json.ts';
import { humanDuration } from '../args/duration.ts';
import { at, items, number, selectorText, text } from '../tables/cells.ts';
import { controllerOf, longDate, type Page, yesNo } from './page.ts';
import { podTemplate } from './pod.ts';

const phases = (draft: Draft, object: JsonObject): string => {
  const count = { Running: 0, Pending: 0, Succeeded: 0, Failed: 0 };
  const found = list(draft, resource('pods'), text(at(object, 'metadata').namespace));
  for (const pod of found.ok ? found.value : []) {
    const owner = pod.metadata.ownerReferences?.find(({ controller }) => controller === true);
    if (owner?.uid !== at(object, 'metadata').uid) continue;
    const phase = text(at(pod, 'status').phase);
    if (phase in count) count[phase as keyof typeof count] += 1;
  }
  return `${count.Running} Running / ${count.Pending} Waiting / ${count.Succeeded} Succeeded / ${count.Failed} Failed`;
};

/** `a=b,c in (d)`; a selector that is empty or absent is empty text here, unlike in tables. */
const asSelector = (value: JsonObject): string => {
  const shown = selectorText(value);
  return shown === '<none>' ? '' : shown;
};

function conditions(page: Page, object: JsonObject): void {
  const all = items(at(object, 'status').conditions);
  if (all.length === 0) return;
  page.line(0, 'Conditions:\n  Type\tStatus\tReason');
  page.line(1, '----\t------\t------');
  for (const one of all) page.line(1, `${text(one.type)} \t${text(one.status)}\t${text(one.reason)}`);
}

export function deployment(page: Page, object: JsonObject, draft: Draft): void {
  const spec = at(object, 'spec');
  const status = at(object, 'status');
  page.head(object);
  page.line(0, `CreationTimestamp:\t${longDate(at(object, 'metadata').creationTimestamp)}`);
  page.marks(object);
  page.line(0, `Selector:\t${asSelector(at(spec, 'selector'))}`);
  page.line(
    0,
    `Replicas:\t${number(spec.replicas, 1)} desired | ${number(status.updatedReplicas)} updated | ${number(status.replicas)} total | ${number(status.availableReplicas)} available | ${number(status.unavailableReplicas)} unavailable`,
  );
  page.line(0, `StrategyType:\t${text(at(spec, 'strategy').type)}`);
  page.line(0, `MinReadySeconds:\t${number(spec.minReadySeconds)}`);
  const rolling = at(spec, 'strategy').rollingUpdate;
  if (rolling !== undefined) {
    const { maxUnavailable, maxSurge } = at({ rolling }, 'rolling');
    page.line(
      0,
      `RollingUpdateStrategy:\t${text(maxUnavailable)} max unavailable, ${text(maxSurge)} max surge`,
    );
  }
  podTemplate(page, at(spec, 'template'));
  conditions(page, object);
  const { old, current } = replicaSetsOf(draft, object);
  if (old.length > 0 || current.length > 0) {
    page.line(0, `OldReplicaSets:\t${replicaSets(old)}`);
    page.line(0, `NewReplicaSet:\t${replicaSets(current)}`);
  }
}

function replicaSets(sets: readonly JsonObject[]): string {
  const shown = sets.map(
    (one) =>
      `${text(at(one, 'metadata').name)} (${number(at(one, 'status').replicas)}/${number(at(one, 'spec').replicas)} replicas created)`,
  );
  return shown.join(', ') || '<none>';
}

/** The ReplicaSets of a Deployment: the one of its template, and the others by age (pkg/util/deployment). */
export function replicaSetsOf(
  draft: Draft,
  object: JsonObject,
): { readonly old: readonly JsonObject[]; readonly current: readonly JsonObject[] } {
  const metadata = at(object, 'metadata');
  const found = list(draft, resource('replicasets'), text(metadata.namespace));
  const mine = (found.ok ? found.value : [])
    .filter((one) =>
      one.metadata.ownerReferences?.some(
        ({ controller, uid }) => controller === true && uid === metadata.uid,
      ),
    )
    .toSorted((a, b) => (a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : 1));
  const wanted = sameTemplate(at(object, 'spec', 'template'));
  const now = mine.find((one) => sameTemplate(at(one, 'spec', 'template')) === wanted);
  return { old: mine.filter((one) => one !== now), current: now === undefined ? [] : [now] };
}

/** A template without the hash that the controller adds, as text. */
function sameTemplate(template: JsonObject): string {
  const { 'pod-template-hash': _, ...labels } = at(template, 'metadata', 'labels');
  const metadata = { ...at(template, 'metadata'), labels };
  return JSON.stringify(sorted({ ...template, metadata }));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, one]) => one !== null && key !== 'creationTimestamp')
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

export function replicaSet(page: Page, object: JsonObject, draft: Draft): void {
  const spec = at(object, 'spec');
  page.head(object);
  page.line(0, `Selector:\t${selectorText(spec.selector)}`);
  page.marks(object);
  const owner = controllerOf(object);
  if (owner !== '') page.line(0, `Controlled By:\t${owner}`);
  page.line(
    0,
    `Replicas:\t${number(at(object, 'status').replicas)} current / ${number(spec.replicas, 1)} desired`,
  );
  page.line(0, `Pods Status:\t${phases(draft, object)}`);
  podTemplate(page, at(spec, 'template'));
  conditions(page, object);
}

export function daemonSet(page: Page, object: JsonObject, draft: Draft): void {
  const spec = at(object, 'spec');
  const status = at(object, 'status');
  page.head(object);
  page.line(0, `Selector:\t${asSelector(at(spec, 'selector'))}`);
  const selector = Object.entries(at(spec, 'template', 'spec', 'nodeSelector')).map(
    ([key, value]) => `${key}=${text(value)}`,
  );
  page.line(0, `Node-Selector:\t${selector.toSorted().join(',') || '<none>'}`);
  page.marks(object);
  page.line(0, `Desired Number of Nodes Scheduled: ${number(status.desiredNumberScheduled)}`);
  page.line(0, `Current Number of Nodes Scheduled: ${number(status.currentNumberScheduled)}`);
  page.line(0, `Number of Nodes Scheduled with Up-to-date Pods: ${number(status.updatedNumberScheduled)}`);
  page.line(0, `Number of Nodes Scheduled with Available Pods: ${number(status.numberAvailable)}`);
  page.line(0, `Number of Nodes Misscheduled: ${number(status.numberMisscheduled)}`);
  page.line(0, `Pods Status:\t${phases(draft, object)}`);
  podTemplate(page, at(spec, 'template'));
}

export function statefulSet(page: Page, object: JsonObject, draft: Draft): void {
  const spec = at(object, 'spec');
  page.head(object);
  page.line(0, `CreationTimestamp:\t${longDate(at(object, 'metadata').creationTimestamp)}`);
  page.line(0, `Selector:\t${asSelector(at(spec, 'selector'))}`);
  page.marks(object);
  page.line(
    0,
    `Replicas:\t${number(spec.replicas, 1)} desired | ${number(at(object, 'status').replicas)} total`,
  );
  page.line(0, `Update Strategy:\t${text(at(spec, 'updateStrategy').type)}`);
  const { partition } = at(spec, 'updateStrategy', 'rollingUpdate');
  if (partition !== undefined) page.line(1, `Partition:\t${text(partition)}`);
  page.line(0, `Pods Status:\t${phases(draft, object)}`);
  podTemplate(page, at(spec, 'template'));
  const claims = items(spec.volumeClaimTemplates);
  page.line(0, `Volume Claims:${claims.length === 0 ? '\t<none>' : ''}`);
  for (const claim of claims) {
    page.line(1, `Name:\t${text(at(claim, 'metadata').name)}`);
    page.line(1, `StorageClass:\t${text(at(claim, 'spec').storageClassName)}`);
    page.pairs('Labels', at(claim, 'metadata', 'labels'), '  ');
    page.pairs('Annotations', at(claim, 'metadata', 'annotations'), '  ');
    page.line(1, `Capacity:\t${text(at(claim, 'spec', 'resources', 'requests').storage, '<default>')}`);
    const modes = at(claim, 'spec').accessModes;
    page.line(1, `Access Modes:\t[${Array.isArray(modes) ? (modes as readonly string[]).join(' ') : ''}]`);
  }
}

export function job(page: Page, object: JsonObject): void {
  const spec = at(object, 'spec');
  const status = at(object, 'status');
  page.head(object);
  page.line(0, `Selector:\t${asSelector(at(spec, 'selector'))}`);
  page.marks(object);
  const owner = controllerOf(object);
  if (owner !== '') page.line(0, `Controlled By:\t${owner}`);
  if (spec.parallelism !== undefined) page.line(0, `Parallelism:\t${text(spec.parallelism)}`);
  page.line(0, `Completions:\t${text(spec.completions, '<unset>')}`);
  if (spec.completionMode !== undefined) page.line(0, `Completion Mode:\t${text(spec.completionMode)}`);
  if (spec.suspend !== undefined) page.line(0, `Suspend:\t${text(spec.suspend)}`);
  if (spec.backoffLimit !== undefined) page.line(0, `Backoff Limit:\t${text(spec.backoffLimit)}`);
  if (spec.ttlSecondsAfterFinished !== undefined)
    page.line(0, `TTL Seconds After Finished:\t${text(spec.ttlSecondsAfterFinished)}`);
  if (status.startTime !== undefined) page.line(0, `Start Time:\t${longDate(status.startTime)}`);
  if (status.completionTime !== undefined) page.line(0, `Completed At:\t${longDate(status.completionTime)}`);
  if (status.startTime !== undefined && status.completionTime !== undefined)
    page.line(
      0,
      `Duration:\t${humanDuration(Date.parse(text(status.completionTime)) - Date.parse(text(status.startTime)))}`,
    );
  if (spec.activeDeadlineSeconds !== undefined)
    page.line(0, `Active Deadline Seconds:\t${text(spec.activeDeadlineSeconds)}s`);
  const ready = status.ready === undefined ? '' : ` (${text(status.ready)} Ready)`;
  page.line(
    0,
    `Pods Statuses:\t${number(status.active)} Active${ready} / ${number(status.succeeded)} Succeeded / ${number(status.failed)} Failed`,
  );
  podTemplate(page, at(spec, 'template'));
}

export function cronJob(page: Page, object: JsonObject): void {
  const spec = at(object, 'spec');
  const status = at(object, 'status');
  page.head(object);
  page.marks(object);
  page.line(0, `Schedule:\t${text(spec.schedule)}`);
  page.line(0, `Concurrency Policy:\t${text(spec.concurrencyPolicy)}`);
  page.line(0, `Suspend:\t${spec.suspend === undefined ? '<unset>' : yesNo(spec.suspend === true)}`);
  page.line(0, `Time Zone:\t${text(spec.timeZone, '<unset>')}`);
  page.line(0, `Successful Job History Limit:\t${text(spec.successfulJobsHistoryLimit, '<unset>')}`);
  page.line(0, `Failed Job History Limit:\t${text(spec.failedJobsHistoryLimit, '<unset>')}`);
  const deadline = spec.startingDeadlineSeconds;
  page.line(0, `Starting Deadline Seconds:\t${deadline === undefined ? '<unset>' : `${text(deadline)}s`}`);
  const inner = at(spec, 'jobTemplate', 'spec');
  page.line(0, `Selector:\t${inner.selector === undefined ? '<unset>' : asSelector(at(inner, 'selector'))}`);
  page.line(0, `Parallelism:\t${text(inner.parallelism, '<unset>')}`);
  page.line(0, `Completions:\t${text(inner.completions, '<unset>')}`);
  if (inner.activeDeadlineSeconds !== undefined)
    page.line(0, `Active Deadline Seconds:\t${text(inner.activeDeadlineSeconds)}s`);
  podTemplate(page, at(inner, 'template'));
  page.line(
    0,
    `Last Schedule Time:\t${status.lastScheduleTime === undefined ? '<unset>' : longDate(status.lastScheduleTime)}`,
  );
  const active = items(status.active).map(({ name }) => text(name));
  page.line(0, `Active Jobs:\t${active.length === 0 ? '<none>' : active.join(', ')}`);
}
