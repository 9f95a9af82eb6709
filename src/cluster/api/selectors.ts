/** Label and field selectors: apimachinery pkg/labels/selector.go, pkg/fields/selector.go. */
import { meetsRequirement } from '../../manifest/index.ts';
import type { Json, JsonObject } from '../json.ts';
import { badRequest } from './refusals.ts';
import type { Status } from './status.ts';
import type { KubeObject, LabelSelector } from './types.ts';

export type Labels = Readonly<Record<string, string>>;

interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt';
  readonly values: readonly string[];
}

/** Whether labels meet all requirements. */
function meets(labels: Labels, requirements: readonly Requirement[]): boolean {
  return requirements.every((requirement) =>
    holds(Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : undefined, requirement),
  );
}

function holds(value: string | undefined, { operator, values }: Requirement): boolean {
  if (operator !== 'Gt' && operator !== 'Lt') return meetsRequirement(value, operator, values);
  const [own, limit] = [Number(value), Number(values[0])];
  if (value === undefined || !Number.isInteger(own)) return false;
  return operator === 'Gt' ? own > limit : own < limit;
}

/** Whether a selector of an object's spec picks these labels; none picks nothing, an empty one everything. */
export function selectorMatches(selector: LabelSelector | undefined, labels: Labels | undefined): boolean {
  if (selector === undefined) return false;
  return meets(labels ?? {}, [
    ...Object.entries(selector.matchLabels ?? {}).map(
      ([key, value]): Requirement => ({ key, operator: 'In', values: [value] }),
    ),
    ...(selector.matchExpressions ?? []).map(
      ({ key, operator, values = [] }): Requirement => ({
        key,
        operator: operator as Requirement['operator'],
        values,
      }),
    ),
  ]);
}

/** One requirement as after `-l`; undefined where it cannot be read. */
function requirement(written: string): Requirement | undefined {
  const text = written.trim();
  const set = /^([^\s!=<>(),]+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(text);
  if (set !== null) {
    const values = (set[3] ?? '').split(',').map((one) => one.trim());
    return { key: set[1] ?? '', operator: set[2] === 'in' ? 'In' : 'NotIn', values };
  }
  const compared = /^([^\s!=<>(),]+)\s*(==|=|!=|<|>)\s*([^\s!=<>(),]*)$/.exec(text);
  if (compared !== null) {
    const [, key = '', sign = '', value = ''] = compared;
    const operator = { '!=': 'NotIn', '<': 'Lt', '>': 'Gt' }[sign] ?? 'In';
    return { key, operator: operator as Requirement['operator'], values: [value] };
  }
  const bare = /^(!?)\s*([^\s!=<>(),]+)$/.exec(text);
  if (bare === null) return undefined;
  return { key: bare[2] ?? '', operator: bare[1] === '!' ? 'DoesNotExist' : 'Exists', values: [] };
}

/** Splits at commas that stand outside of brackets. */
function parts(text: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    else if (sign === ',' && depth === 0) {
      found.push(text.slice(from, i));
      from = i + 1;
    }
  }
  return [...found, text.slice(from)];
}

const NAME = /^(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** What `-l TEXT` picks, or the server's refusal of the text. */
export function labelFilter(text: string): ((labels: Labels) => boolean) | Status {
  if (text.trim() === '') return () => true;
  const requirements = parts(text).map(requirement);
  const known = requirements.filter((one) => one !== undefined && NAME.test(one.key));
  if (known.length < requirements.length) {
    return badRequest(`unable to parse requirement: found '${text.trim()}', expected: a label selector`);
  }
  return (labels) => meets(labels, known as readonly Requirement[]);
}

/** Fields that may be selected by, beside name and namespace, for each kind (registry strategies' ToSelectableFields). */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Pod: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  Event: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  Namespace: ['status.phase'],
  Node: ['spec.unschedulable'],
  Secret: ['type'],
  ReplicaSet: ['status.replicas'],
  Job: ['status.successful'],
};

function fieldValue(object: KubeObject, path: string): string {
  if (path === 'source') return String((object.source as JsonObject | undefined)?.component ?? '');
  if (path === 'status.successful') return String((object.status as JsonObject | undefined)?.succeeded ?? 0);
  let at: Json | undefined = object;
  for (const key of path.split('.')) {
    at = at !== null && typeof at === 'object' && !Array.isArray(at) ? (at as JsonObject)[key] : undefined;
  }
  if (at === undefined || at === null) {
    return path === 'spec.hostNetwork' || path === 'spec.unschedulable' ? 'false' : '';
  }
  return String(at);
}

/** What `--field-selector TEXT` picks among objects of a kind, or the server's refusal of the text. */
export function fieldFilter(
  text: string,
  { kind, resource }: { readonly kind: string; readonly resource: string },
): ((object: KubeObject) => boolean) | Status {
  const wanted: { readonly path: string; readonly value: string; readonly equal: boolean }[] = [];
  for (const part of text.split(',')) {
    if (part.trim() === '') continue;
    const match = /^([^=!]+)(==|=|!=)(.*)$/.exec(part.trim());
    if (match === null) return badRequest(`invalid selector: '${part}'; can't understand '${part}'`);
    const [, path = '', sign, value = ''] = match;
    if (path !== 'metadata.name' && path !== 'metadata.namespace' && !FIELDS[kind]?.includes(path)) {
      return badRequest(
        `Unable to find "${resource}" that match label selector "", field selector "${text}": field label not supported: ${path}`,
      );
    }
    wanted.push({ path, value, equal: sign !== '!=' });
  }
  return (object) => wanted.every(({ path, value, equal }) => (fieldValue(object, path) === value) === equal);
}
