/** What the node's taints do by themselves (pkg/controller/nodelifecycle, pkg/controller/tainteviction). */
import { remove, resource } from '../api/index.ts';
import { pods, put } from '../api/store.ts';
import type { KubeObject } from '../api/types.ts';
import { timestamp } from '../clock.ts';
import type { Draft } from '../draft.ts';
import { record } from '../events.ts';
import type { Json, JsonObject } from '../json.ts';
import { untolerated } from './fits-node.ts';

const CORDONED = 'node.kubernetes.io/unschedulable';

/** Taints a node that was cordoned, takes the taint off again, and deletes pods that a NoExecute taint drives away. */
export function syncNode(draft: Draft, node: KubeObject): void {
  const spec = (node.spec ?? {}) as JsonObject;
  const taints = Array.isArray(spec.taints) ? (spec.taints as readonly JsonObject[]) : [];
  const others = taints.filter(({ key, effect }) => key !== CORDONED || effect !== 'NoSchedule');
  const cordoned = spec.unschedulable === true;
  if (cordoned && others.length === taints.length) {
    const taint = { effect: 'NoSchedule', key: CORDONED, timeAdded: timestamp(draft.now) };
    put(draft, { ...node, spec: { ...spec, taints: [...taints, taint] } });
    return;
  }
  if (!cordoned && others.length < taints.length) {
    const { taints: _all, ...rest } = spec;
    put(draft, { ...node, spec: others.length === 0 ? rest : { ...rest, taints: others as Json } });
    return;
  }
  if (taints.some(({ effect }) => effect === 'NoExecute')) evict(draft, node);
}

function evict(draft: Draft, node: KubeObject): void {
  for (const pod of pods(draft, null)) {
    const { name, namespace = '', deletionTimestamp } = pod.metadata;
    if (pod.spec.nodeName !== node.metadata.name || deletionTimestamp !== undefined) continue;
    if (untolerated(node, pod.spec, ['NoExecute']) === undefined) continue;
    record(draft, pod, {
      source: 'taint-eviction-controller',
      type: 'Normal',
      reason: 'TaintManagerEviction',
      message: `Marking for deletion Pod ${namespace}/${name}`,
    });
    remove(draft, { resource: resource('pods'), namespace, name });
  }
}
