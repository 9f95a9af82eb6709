/** Validation, of a new object and of a changed one. What a manifest may say is asked of manifest/. */
import { type Admission, type ApiError, type MapNode, metadataErrors } from '../../manifest/index.ts';
import type { Json, JsonObject } from '../json.ts';
import { same } from './equal.ts';
import { podSpecDifference } from './pod-difference.ts';
import type { KubeObject, Pod } from './types.ts';

/** Errors of a new object, in the server's order; `judged` for kinds with a pod spec. */
export function createErrors(
  root: MapNode,
  kind: string,
  judged: Admission | undefined,
): readonly ApiError[] {
  return [...(judged?.errors ?? []), ...metadataErrors(root, kind)];
}

const forbidden = (path: string, detail: string): ApiError => ({
  path,
  type: 'FieldValueForbidden',
  message: `Forbidden: ${detail}`,
  detail,
});

const immutable = (path: string, value: Json | undefined): ApiError => {
  const detail = 'field is immutable';
  const said = value === undefined ? 'null' : JSON.stringify(value);
  return { path, type: 'FieldValueInvalid', message: `Invalid value: ${said}: ${detail}`, detail };
};

/** Errors of a change, beside what the new object is wrong by itself: fields that may not change. */
export function updateErrors(before: KubeObject, after: KubeObject): readonly ApiError[] {
  const [old, now] = [(before.spec ?? {}) as JsonObject, (after.spec ?? {}) as JsonObject];
  const unchanged = (...keys: readonly string[]): readonly ApiError[] =>
    keys.filter((key) => !same(old[key], now[key])).map((key) => immutable(`spec.${key}`, now[key]));
  switch (before.kind) {
    case 'Pod':
      return podErrors(before as Pod, after as Pod);
    case 'Deployment':
    case 'ReplicaSet':
    case 'DaemonSet':
      return unchanged('selector');
    case 'StatefulSet':
      return statefulSetErrors(old, now);
    case 'Job':
      return [
        ...unchanged('selector'),
        ...(now.completionMode === 'Indexed' ? [] : unchanged('completions')),
        ...(old.suspend === true ? [] : unchanged('template')),
        ...unchanged(
          'completionMode',
          'podFailurePolicy',
          'backoffLimitPerIndex',
          'managedBy',
          'successPolicy',
        ),
      ];
    case 'PersistentVolumeClaim':
      return claimErrors(old, now);
    case 'ConfigMap':
    case 'Secret':
      return fixedDataErrors(before, after);
    default:
      return [];
  }
}

const STATEFUL_SET_MAY_CHANGE = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];

/** Rules of ValidateStatefulSetUpdate. */
function statefulSetErrors(old: JsonObject, now: JsonObject): readonly ApiError[] {
  const rest = (spec: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(spec).filter(([key]) => !STATEFUL_SET_MAY_CHANGE.includes(key)));
  if (same(rest(old), rest(now))) return [];
  const detail =
    "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";
  return [forbidden('spec', detail)];
}

/** Rules of ValidatePersistentVolumeClaimUpdate: what is asked of a bound claim may grow. */
function claimErrors(old: JsonObject, now: JsonObject): readonly ApiError[] {
  const rest = ({
    resources: _resources,
    volumeAttributesClassName: _class,
    volumeName: _name,
    ...spec
  }: JsonObject) => spec;
  const bound = typeof old.volumeName === 'string' && old.volumeName !== '';
  const moved = bound && !same(old.volumeName, now.volumeName);
  if (!moved && same(rest(old), rest(now)) && (bound || same(old.resources, now.resources))) return [];
  const detail =
    'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';
  return [forbidden('spec', detail)];
}

/** Rules of ValidateConfigMapUpdate and ValidateSecretUpdate. */
function fixedDataErrors(before: KubeObject, after: KubeObject): readonly ApiError[] {
  const errors: ApiError[] = [];
  if (before.kind === 'Secret' && before.type !== after.type) errors.push(immutable('type', after.type));
  if (before.immutable !== true) return errors;
  const detail = 'field is immutable when `immutable` is set';
  for (const key of ['immutable', 'data', 'binaryData']) {
    if (!same(before[key], after[key])) errors.push(forbidden(key, detail));
  }
  return errors;
}

const MAY_CHANGE = [
  '`spec.containers[*].image`',
  '`spec.initContainers[*].image`',
  '`spec.activeDeadlineSeconds`',
  '`spec.tolerations` (only additions to existing tolerations)',
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
];

/** Rules of ValidatePodUpdate, in its order. */
function podErrors(before: Pod, after: Pod): readonly ApiError[] {
  const [old, now] = [before.spec, after.spec];
  for (const list of ['containers', 'initContainers'] as const) {
    if ((old[list]?.length ?? 0) !== (now[list]?.length ?? 0)) {
      return [forbidden(`spec.${list}`, 'pod updates may not add or remove containers')];
    }
  }
  const errors: ApiError[] = [];
  const [deadline, earlier] = [now.activeDeadlineSeconds, old.activeDeadlineSeconds];
  if (deadline !== undefined && earlier !== undefined && deadline > earlier) {
    const detail = 'must be less than or equal to previous value';
    const message = `Invalid value: ${deadline}: ${detail}`;
    return [{ path: 'spec.activeDeadlineSeconds', type: 'FieldValueInvalid', message, detail }];
  }
  if (deadline === undefined && earlier !== undefined) {
    const detail = 'must not update from a positive integer to nil value';
    const message = `Invalid value: null: ${detail}`;
    errors.push({ path: 'spec.activeDeadlineSeconds', type: 'FieldValueInvalid', message, detail });
  }
  const kept = (old.tolerations ?? []).every((one) => now.tolerations?.some((each) => same(one, each)));
  if (!kept) {
    errors.push(
      forbidden('spec.tolerations', 'existing toleration can not be modified except its tolerationSeconds'),
    );
  }
  const images = (list: 'containers' | 'initContainers'): JsonObject => {
    const own = now[list]?.map((container, i) => ({ ...container, image: old[list]?.[i]?.image ?? '' }));
    return own === undefined ? {} : { [list]: own };
  };
  const munged: JsonObject = {
    ...now,
    ...images('containers'),
    ...images('initContainers'),
    activeDeadlineSeconds: earlier,
    tolerations: old.tolerations,
    schedulingGates: old.schedulingGates,
  };
  if (!same(munged, old)) {
    const detail = `pod updates may not change fields other than ${MAY_CHANGE.join(',')}\n${podSpecDifference(old, munged)}`;
    errors.push(forbidden('spec', detail));
  }
  return errors;
}
