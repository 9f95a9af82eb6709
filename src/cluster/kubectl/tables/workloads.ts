import type { JsonObject } from '../../json.ts';
import { humanDuration } from '../args/duration.ts';
import { age, ageOf, at, containerCells, items, nameIn, number, selectorText, text } from './cells.ts';
import { columns, type TableOf } from './table.ts';

const CONTAINERS = ['+Containers', '+Images', '+Selector'];

const template = (object: JsonObject): JsonObject => at(object, 'spec', 'template', 'spec');

export const deployments: TableOf = {
  columns: columns('Name', 'Ready', '#Up-to-date', '#Available', 'Age', ...CONTAINERS),
  cells(object, now) {
    const status = at(object, 'status');
    const spec = at(object, 'spec');
    return [
      nameIn(object),
      `${number(status.readyReplicas)}/${number(spec.replicas, 1)}`,
      String(number(status.updatedReplicas)),
      String(number(status.availableReplicas)),
      ageOf(object, now),
      ...containerCells(template(object)),
      selectorText(spec.selector),
    ];
  },
};

export const replicasets: TableOf = {
  columns: columns('Name', '#Desired', '#Current', '#Ready', 'Age', ...CONTAINERS),
  cells(object, now) {
    const status = at(object, 'status');
    const spec = at(object, 'spec');
    return [
      nameIn(object),
      String(number(spec.replicas, 1)),
      String(number(status.replicas)),
      String(number(status.readyReplicas)),
      ageOf(object, now),
      ...containerCells(template(object)),
      selectorText(spec.selector),
    ];
  },
};

export const statefulsets: TableOf = {
  columns: columns('Name', 'Ready', 'Age', '+Containers', '+Images'),
  cells(object, now) {
    return [
      nameIn(object),
      `${number(at(object, 'status').readyReplicas)}/${number(at(object, 'spec').replicas, 1)}`,
      ageOf(object, now),
      ...containerCells(template(object)),
    ];
  },
};

export const daemonsets: TableOf = {
  columns: columns(
    'Name',
    '#Desired',
    '#Current',
    '#Ready',
    '#Up-to-date',
    '#Available',
    'Node Selector',
    'Age',
    ...CONTAINERS,
  ),
  cells(object, now) {
    const status = at(object, 'status');
    const selector = Object.entries(at(template(object), 'nodeSelector')).map(
      ([key, value]) => `${key}=${text(value)}`,
    );
    return [
      nameIn(object),
      String(number(status.desiredNumberScheduled)),
      String(number(status.currentNumberScheduled)),
      String(number(status.numberReady)),
      String(number(status.updatedNumberScheduled)),
      String(number(status.numberAvailable)),
      selector.length === 0 ? '<none>' : selector.toSorted().join(','),
      ageOf(object, now),
      ...containerCells(template(object)),
      selectorText(at(object, 'spec').selector),
    ];
  },
};

export const jobs: TableOf = {
  columns: columns('Name', 'Status', 'Completions', 'Duration', 'Age', ...CONTAINERS),
  cells(object, now) {
    const status = at(object, 'status');
    const spec = at(object, 'spec');
    const done = number(status.succeeded);
    const parallelism = number(spec.parallelism);
    const completions =
      typeof spec.completions === 'number'
        ? `${done}/${spec.completions}`
        : parallelism > 1
          ? `${done}/1 of ${parallelism}`
          : `${done}/1`;
    return [
      nameIn(object),
      jobStatus(object),
      completions,
      duration(status, now),
      ageOf(object, now),
      ...containerCells(template(object)),
      selectorText(spec.selector),
    ];
  },
};

/** STATUS of a job (printJob): the first condition that is met, in this order. */
function jobStatus(job: JsonObject): string {
  const has = (type: string): boolean =>
    items(at(job, 'status').conditions).some((one) => one.type === type && one.status === 'True');
  if (has('Complete')) return 'Complete';
  if (has('Failed')) return 'Failed';
  if (at(job, 'metadata').deletionTimestamp !== undefined) return 'Terminating';
  if (has('Suspended')) return 'Suspended';
  if (has('FailureTarget')) return 'FailureTarget';
  if (has('SuccessCriteriaMet')) return 'SuccessCriteriaMet';
  return 'Running';
}

function duration(status: JsonObject, now: number): string {
  if (typeof status.startTime !== 'string') return '';
  const start = Date.parse(status.startTime);
  if (typeof status.completionTime === 'string')
    return humanDuration(Date.parse(status.completionTime) - start);
  const failed = items(status.conditions).find((one) => one.type === 'Failed' && one.status === 'True');
  const end = typeof failed?.lastTransitionTime === 'string' ? Date.parse(failed.lastTransitionTime) : now;
  return humanDuration(end - start);
}

export const cronjobs: TableOf = {
  columns: columns(
    'Name',
    'Schedule',
    'Timezone',
    'Suspend',
    '#Active',
    'Last Schedule',
    'Age',
    ...CONTAINERS,
  ),
  cells(object, now) {
    const spec = at(object, 'spec');
    const status = at(object, 'status');
    return [
      nameIn(object),
      text(spec.schedule),
      text(spec.timeZone, '<none>'),
      spec.suspend === true ? 'True' : 'False',
      String(items(status.active).length),
      typeof status.lastScheduleTime === 'string' ? age(status.lastScheduleTime, now) : '<none>',
      ageOf(object, now),
      ...containerCells(at(spec, 'jobTemplate', 'spec', 'template', 'spec')),
      selectorText(at(spec, 'jobTemplate', 'spec').selector),
    ];
  },
};
