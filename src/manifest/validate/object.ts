import { child, descend, goString, itemsAt, jsonOf, mapAt, textAt, textsAt } from '../access.ts';
import { annotationErrors, annotationMatchErrors } from '../annotations.ts';
import { meetsRequirement } from '../label-requirement.ts';
import type { Fragment } from '../pieces.ts';
import { at, type PodView } from '../pod.ts';
import type { Node } from '../yaml/node.ts';
import { type ApiError, forbidden, invalid, required, unsupported } from './api-error.ts';
import { subdomainErrors } from './names.ts';
import { podSpecErrors } from './pod-spec.ts';

/**
 * Every validation error of an object that was decoded, in the server's order: core validation.go for pods and
 * templates, apps/validation, batch/validation for the workloads around them.
 */
export function objectErrors(pod: PodView): readonly ApiError[] {
  const rule = WORKLOADS[pod.kind];
  return [...metadataErrors(pod), ...(rule === undefined ? podErrors(pod) : rule(pod))];
}

/** The same for a piece of a manifest: what lies outside of the piece is not asked for. */
export function fragmentErrors(pod: PodView, fragment: Fragment): readonly ApiError[] {
  if (fragment === 'security-context') return partErrors(pod);
  const containers = at(pod.specPath, 'containers');
  return podSpecErrors(pod).filter(({ type, path }) => type !== 'FieldValueRequired' || path !== containers);
}

/** The same for a pod spec inside something else, which may leave to others what a pod must have. */
export function partErrors(pod: PodView): readonly ApiError[] {
  return podSpecErrors(pod).filter(
    ({ type, path, message }) =>
      !(type === 'FieldValueRequired' && /(?:^|\.)(?:name|image|containers)$/.test(path)) &&
      !(type === 'FieldValueDuplicate' && message.endsWith('""')),
  );
}

const MAX_CRON_JOB_NAME = 52;

function metadataErrors(pod: PodView): readonly ApiError[] {
  if (pod.name === undefined) {
    if (pod.generateName !== undefined) return [];
    return [required('metadata.name', 'name or generateName is required')];
  }
  const errors = [...subdomainErrors(pod.name, 'metadata.name')];
  if (pod.kind === 'CronJob' && pod.name.length > MAX_CRON_JOB_NAME) {
    errors.push(invalid('metadata.name', goString(pod.name), 'must be no more than 52 characters'));
  }
  return errors;
}

/** Rules of ValidatePodCreate. */
function podErrors(pod: PodView): readonly ApiError[] {
  const errors = [...annotationErrors(pod), ...podSpecErrors(pod)];
  if (itemsAt(pod.spec, 'ephemeralContainers').length > 0) {
    errors.push(forbidden(at(pod.specPath, 'ephemeralContainers'), 'cannot be set on create'));
  }
  return [...errors, ...annotationMatchErrors(pod)];
}

/** Rules of ValidatePodTemplateSpec. */
function templateErrors(pod: PodView): readonly ApiError[] {
  const errors = [...annotationErrors(pod), ...podSpecErrors(pod), ...annotationMatchErrors(pod)];
  if (itemsAt(pod.spec, 'ephemeralContainers').length > 0) {
    const path = at(pod.specPath, 'ephemeralContainers');
    errors.push(forbidden(path, 'ephemeral containers not allowed in pod template'));
  }
  return errors;
}

type Rule = (pod: PodView) => readonly ApiError[];

const WORKLOADS: Readonly<Record<string, Rule | undefined>> = {
  PodTemplate: templateErrors,
  ReplicationController: (pod) => [...templateErrors(pod), ...restartAlways(pod)],
  Deployment: (pod) => [...selectorErrors(pod, 'deployment'), ...templateErrors(pod), ...restartAlways(pod)],
  ReplicaSet: (pod) => [...selectorErrors(pod, 'deployment'), ...templateErrors(pod), ...restartAlways(pod)],
  StatefulSet: (pod) => [
    ...selectorErrors(pod, 'statefulset'),
    ...templateErrors(pod),
    ...restartAlways(pod),
  ],
  DaemonSet: (pod) => [...selectorErrors(pod, 'daemonset'), ...templateErrors(pod), ...restartAlways(pod)],
  Job: (pod) => [...templateErrors(pod), ...restartOnce(pod)],
  CronJob: (pod) => [
    ...((textAt(child(pod.root, 'spec'), 'schedule') ?? '') === '' ? [required('spec.schedule')] : []),
    ...templateErrors(pod),
    ...restartOnce(pod),
  ],
};

function restartAlways(pod: PodView): readonly ApiError[] {
  const policy = textAt(pod.spec, 'restartPolicy') ?? '';
  if (policy === '' || policy === 'Always') return [];
  return [unsupported(at(pod.specPath, 'restartPolicy'), policy, ['Always'])];
}

/** Always is the default, so leaving the policy out is as wrong as writing it. */
function restartOnce(pod: PodView): readonly ApiError[] {
  const policy = textAt(pod.spec, 'restartPolicy') ?? '';
  if (policy === 'OnFailure' || policy === 'Never') return [];
  return [required(at(pod.specPath, 'restartPolicy'), 'valid values: "OnFailure", "Never"')];
}

function selectorErrors(pod: PodView, kind: 'deployment' | 'statefulset' | 'daemonset'): readonly ApiError[] {
  const spec = child(pod.root, 'spec');
  const selector = child(spec, 'selector');
  const errors: ApiError[] = [];
  if (selector === undefined) {
    if (kind !== 'daemonset') errors.push(required('spec.selector'));
  } else if (isEmpty(selector)) {
    const value = '{}';
    errors.push(invalid('spec.selector', value, `empty selector is invalid for ${kind}`));
  }
  const labels = mapAt(descend(spec, 'template', 'metadata'), 'labels');
  const matches = selector !== undefined && selects(selector, labels);
  if (!matches) {
    const value = labels === undefined ? 'null' : jsonOf(labels);
    errors.push(
      invalid('spec.template.metadata.labels', value, '`selector` does not match template `labels`'),
    );
  }
  return errors;
}

function isEmpty(selector: Node): boolean {
  return (
    (mapAt(selector, 'matchLabels')?.entries.length ?? 0) === 0 &&
    itemsAt(selector, 'matchExpressions').length === 0
  );
}

function selects(selector: Node, labels: Node | undefined): boolean {
  const wanted = mapAt(selector, 'matchLabels')?.entries ?? [];
  if (!wanted.every(({ key }) => textAt(labels, key) === (textAt(mapAt(selector, 'matchLabels'), key) ?? '')))
    return false;
  return itemsAt(selector, 'matchExpressions').every((expression) => {
    const value = textAt(labels, textAt(expression, 'key') ?? '');
    const values = textsAt(expression, 'values');
    return meetsRequirement(value, textAt(expression, 'operator'), values);
  });
}
