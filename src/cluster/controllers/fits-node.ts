/** Whether the node takes a pod at all: its labels, taints and name, whatever runs on it already. */

import { selectorMatches } from '../api/selectors.ts';
import { find } from '../api/store.ts';
import type { KubeObject } from '../api/types.ts';
import type { Draft } from '../draft.ts';
import type { Json, JsonObject } from '../json.ts';
import { NODE_NAME } from '../node-name.ts';

const list = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? (value as readonly JsonObject[]) : [];

export function theNode(draft: Draft): KubeObject | undefined {
  return find(draft, 'nodes', '', NODE_NAME);
}

/** Name, selector, affinity and taints of those effects allow the pod on the node. */
export function fitsNode(draft: Draft, spec: JsonObject, effects?: readonly string[]): boolean {
  const node = theNode(draft);
  if (node === undefined) return false;
  if (spec.nodeName !== undefined && spec.nodeName !== NODE_NAME) return false;
  return matchesLabels(node, spec) && untolerated(node, spec, effects) === undefined;
}

/** nodeSelector and required node affinity (component-helpers scheduling/corev1/nodeaffinity). */
export function matchesLabels(node: KubeObject, spec: JsonObject): boolean {
  const labels = node.metadata.labels ?? {};
  const selector = (spec.nodeSelector ?? {}) as Readonly<Record<string, string>>;
  if (!Object.entries(selector).every(([key, value]) => labels[key] === value)) return false;
  const affinity = (spec.affinity as JsonObject | undefined)?.nodeAffinity as JsonObject | undefined;
  const required = affinity?.requiredDuringSchedulingIgnoredDuringExecution as JsonObject | undefined;
  if (required === undefined) return true;
  return list(required.nodeSelectorTerms).some((term) => {
    const fields = list(term.matchFields);
    const expressions = list(term.matchExpressions);
    if (fields.length === 0 && expressions.length === 0) return false;
    return (
      selectorMatches({ matchExpressions: expressions as never }, labels) &&
      selectorMatches({ matchExpressions: fields as never }, { 'metadata.name': node.metadata.name })
    );
  });
}

/** The first taint of those effects that the pod does not tolerate. */
export function untolerated(
  node: KubeObject,
  spec: JsonObject,
  effects: readonly string[] = ['NoSchedule', 'NoExecute'],
): JsonObject | undefined {
  const tolerations = list(spec.tolerations);
  return list((node.spec as JsonObject | undefined)?.taints).find(
    (taint) =>
      effects.includes(String(taint.effect)) &&
      !tolerations.some((toleration) => tolerates(toleration, taint)),
  );
}

function tolerates(toleration: JsonObject, taint: JsonObject): boolean {
  const { key = '', operator = 'Equal', value = '', effect = '' } = toleration;
  if (effect !== '' && effect !== taint.effect) return false;
  if (key !== '' && key !== taint.key) return false;
  return operator === 'Exists' || (key !== '' && value === (taint.value ?? ''));
}
