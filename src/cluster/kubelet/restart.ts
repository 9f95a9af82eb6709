/** Whether and when a container starts again: restart policies, and the back-off between starts. */
import type { Container, Pod } from '../api/types.ts';
import type { Draft } from '../draft.ts';
import { record } from '../events.ts';
import type { Json, JsonObject } from '../json.ts';
import type { ContainerRecord } from '../state.ts';
import { change, podLabel, sandboxOf } from './sandboxes.ts';

/** Delays of the back-off: 10 s, doubled, 5 minutes at most; forgotten after twice that (kubelet.go, flowcontrol.Backoff). */
const FIRST = 10_000;
const LONGEST = 300_000;

export const isSidecar = (container: Container): boolean => container.restartPolicy === 'Always';

const list = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? (value as readonly JsonObject[]) : [];

/** podutil.ContainerShouldRestart: the container's rules, its own policy, the pod's. */
export function shouldRestart({ spec }: Pod, container: Container, exitCode: number): boolean {
  for (const rule of list(container.restartPolicyRules)) {
    const codes = rule.exitCodes as
      | { readonly operator?: string; readonly values?: readonly number[] }
      | undefined;
    const listed = codes?.values?.includes(exitCode) === true;
    if (codes !== undefined && (codes.operator === 'NotIn' ? !listed : listed))
      return rule.action === 'Restart';
  }
  const policy = container.restartPolicy ?? spec.restartPolicy ?? 'Always';
  if (policy === 'Always') return true;
  return policy === 'OnFailure' && exitCode !== 0;
}

/** A duration as Go prints one of whole seconds: `10s`, `1m20s`, `5m0s`. */
function goDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds}s` : `${minutes}m${seconds % 60}s`;
}

/**
 * kuberuntime_manager.go doBackOff: the moment until which a container that ended has to wait, or undefined where it may
 * start now (the next delay is set then).
 */
export function backOff(
  draft: Draft,
  pod: Pod,
  container: Container,
  ended: ContainerRecord,
): number | undefined {
  const { uid } = pod.metadata;
  const sandbox = sandboxOf(draft, uid);
  if (sandbox?.pulling?.container === container.name) return undefined;
  const finished = ended.finishedAt ?? draft.now;
  const entry = sandbox?.backOff[container.name];
  const known = entry !== undefined && finished - entry.at <= 2 * LONGEST ? entry : undefined;
  if (known !== undefined && draft.now - finished < known.delay) {
    const label = podLabel(pod);
    record(draft, pod, {
      source: 'kubelet',
      type: 'Warning',
      reason: 'BackOff',
      message: `Back-off restarting failed container ${container.name} in pod ${label}`,
      fieldPath: fieldPathOf(pod, container),
    });
    const message = `back-off ${goDuration(known.delay)} restarting failed container=${container.name} pod=${label}`;
    const waiting = { ...sandbox?.waiting, [container.name]: { reason: 'CrashLoopBackOff', message } };
    change(draft, uid, { waiting });
    return finished + known.delay;
  }
  const delay = known === undefined ? FIRST : Math.min(LONGEST, known.delay * 2);
  change(draft, uid, { backOff: { ...sandbox?.backOff, [container.name]: { delay, at: draft.now } } });
  return undefined;
}

/** `spec.containers{web}`: which part of the pod an event is about. */
export function fieldPathOf({ spec }: Pod, { name }: Container): string {
  for (const group of ['initContainers', 'ephemeralContainers'] as const) {
    if (spec[group]?.some((one) => one.name === name)) return `spec.${group}{${name}}`;
  }
  return `spec.containers{${name}}`;
}
