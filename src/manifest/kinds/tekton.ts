import { child, itemsAt, mapAt } from '../access.ts';
import { entryOf, mapOf, seqOf } from '../nodes.ts';
import type { Entry, MapNode, Node } from '../yaml/node.ts';
import { MOST_PLACES } from './foreign.ts';
import { groupOf } from './groups.ts';

/** A pod spec made of the steps of a task, and where they stand. */
interface TaskPod {
  readonly spec: MapNode;
  readonly shown: (path: string) => string;
  readonly path: string;
}

/** Whether an object is one of Tekton's, whose tasks list their containers as steps. */
export function isTekton(apiVersion: string): boolean {
  return groupOf(apiVersion) === 'tekton.dev';
}

/**
 * The pods of Tekton's tasks. Each step is a container; what `stepTemplate` sets holds where the step does not set
 * it; `podTemplate` of a TaskRun (`taskRunTemplate.podTemplate` of a PipelineRun) is the pod's level (tekton.dev, Tasks,
 * "Specifying a Step template"; Pod templates; pkg/pod/pod.go and MergeStepsWithStepTemplate).
 */
export function taskPods(root: MapNode): readonly TaskPod[] {
  const spec = child(root, 'spec');
  const found: TaskPod[] = [];
  const run = mapAt(spec, 'podTemplate') ?? mapAt(child(spec, 'taskRunTemplate'), 'podTemplate');
  const runPath =
    mapAt(spec, 'podTemplate') === undefined ? 'spec.taskRunTemplate.podTemplate' : 'spec.podTemplate';
  visit(root, '');
  return found;

  function visit(node: Node, path: string): void {
    if (found.length >= MOST_PLACES) return;
    if (node.kind === 'seq') {
      node.items.forEach((item, i) => {
        visit(item, `${path}[${i}]`);
      });
    } else if (node.kind === 'map') {
      if (itemsAt(node, 'steps').some((item) => item.kind === 'map')) found.push(taskPod(node, path));
      else
        for (const { key, value } of node.entries)
          if (value.kind !== 'scalar') visit(value, path === '' ? key : `${path}.${key}`);
    }
  }

  function taskPod(task: MapNode, path: string): TaskPod {
    const template = mapAt(child(task, 'stepTemplate'), 'securityContext');
    const steps = itemsAt(task, 'steps').filter((item): item is MapNode => item.kind === 'map');
    const sidecars = itemsAt(task, 'sidecars').filter((item): item is MapNode => item.kind === 'map');
    const containers = [
      ...steps.map((step) => asContainer(step, template)),
      ...sidecars.map((one) => asContainer(one, undefined)),
    ];
    const entries: Entry[] = [];
    const pod = mapAt(run, 'securityContext');
    if (pod !== undefined) entries.push(entryOf('securityContext', pod));
    entries.push(entryOf('containers', seqOf(task, containers)));
    const shown = (inner: string): string => {
      const index = /^containers\[(\d+)\]/.exec(inner);
      if (index === null) return inner.startsWith('securityContext') ? `${runPath}.${inner}` : inner;
      const at = Number(index[1]);
      const list = at < steps.length ? `steps[${at}]` : `sidecars[${at - steps.length}]`;
      return `${path}.${list}${inner.slice(index[0].length)}`;
    };
    return { spec: mapOf(task, entries), shown, path };
  }
}

/** Keys of a step that a container has as well. */
const OF_CONTAINER = new Set([
  'name',
  'image',
  'command',
  'args',
  'env',
  'envFrom',
  'resources',
  'volumeMounts',
  'imagePullPolicy',
]);

function asContainer(step: MapNode, template: MapNode | undefined): MapNode {
  const kept = step.entries.filter(
    ({ key, value }) => OF_CONTAINER.has(key) && (key !== 'image' || value.kind === 'scalar'),
  );
  const own = mapAt(step, 'securityContext');
  const security = own === undefined ? template : template === undefined ? own : merged(template, own);
  const keyLine = step.get('securityContext')?.keyLine;
  return mapOf(
    step,
    security === undefined ? kept : [...kept, entryOf('securityContext', security, keyLine)],
  );
}

/** The step's fields win over the template's; mappings inside are merged as well. */
function merged(below: MapNode, over: MapNode): MapNode {
  const own = over.entries.map((entry): Entry => {
    const base = below.get(entry.key)?.value;
    if (base?.kind !== 'map' || entry.value.kind !== 'map') return entry;
    return { ...entry, value: merged(base, entry.value) };
  });
  return mapOf(over, [...below.entries.filter(({ key }) => over.get(key) === undefined), ...own]);
}
