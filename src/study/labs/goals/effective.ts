import type { KubeObject } from '../../../cluster/api/index.ts';
import { type Cluster, run } from '../../../cluster/index.ts';
import {
  type ContainerExplanation,
  type EffectiveField,
  fieldNamed,
  type PodExplanation,
} from '../../../manifest/index.ts';
import { partAt, sameValue } from '../../same-value.ts';
import type { Predicate } from '../goal.ts';
import { absent, attemptsOf, type Found, find, nameOf, podsOf, type Sight } from '../sight.ts';
import { explained, fieldOf, filesAbout, type OwnFile } from '../whereabouts.ts';
import { code, listed, valueCode } from '../words.ts';
import { knownIds } from './known-ids.ts';

type Effective = Extract<Predicate, { kind: 'effective' }>;

/** "`runAsUser` of container `app` in `pod/web` is `2000`, set by the container itself". */
export function wantedEffective(goal: Effective): string {
  const whose = `${goal.container === undefined ? '' : `container ${code(goal.container)} in `}${nameOf(goal)}`;
  const what =
    goal.includes === undefined
      ? `is ${valueCode(goal.value)}`
      : `holds ${listed(goal.includes.map(valueCode))}`;
  const level =
    goal.level === undefined
      ? ''
      : goal.level === 'container'
        ? ', set by the container itself'
        : ', set for the whole pod';
  return `${code(goal.field)} of ${whose} ${what}${level}`;
}

/** What takes effect in the live object, and at which level it stands. */
export function judgeEffective(goal: Effective, { now }: Sight): Found {
  const object = find(now, goal);
  if (object === undefined) return absent(now, goal);
  const pod = explained(object);
  if (pod === undefined) return `${nameOf(goal)} has no containers.`;
  const container = containerOf(pod, goal.container);
  if (container === undefined) {
    const names = pod.containers.map(({ name }) => code(name));
    return `${nameOf(goal)} has no container ${code(goal.container ?? '')}; it has ${listed(names)}.`;
  }
  const seen = look(pod, container, goal.field);
  if (holds(goal, seen)) return null;
  const files = filesAbout(now, object);
  const line = files
    .map((file) => lineOf(file, container.name, goal.field, seen))
    .find((each) => each !== '');
  return `${said(goal, seen, { object, container, line: line ?? '' })}${processSaid(goal, object, container, { now })}${waitingFile(goal, files, now)}`;
}

interface Seen {
  readonly field: EffectiveField | undefined;
  readonly value: unknown;
  readonly source: EffectiveField['source'];
}

function containerOf(pod: PodExplanation, name: string | undefined): ContainerExplanation | undefined {
  return name === undefined
    ? (pod.containers.find(({ role }) => role === 'container') ?? pod.containers[0])
    : pod.containers.find((each) => each.name === name);
}

/** A field, or the part of one after a dot. */
function look(pod: PodExplanation, container: ContainerExplanation, name: string): Seen {
  const whole = fieldOf(pod, container, name);
  if (whole !== undefined) return { field: whole, value: whole.value, source: whole.source };
  const [first = '', ...rest] = name.split('.');
  const field = fieldOf(pod, container, first);
  return { field, value: partAt(field?.value, rest), source: field?.source ?? 'unset' };
}

function valueHolds(goal: Effective, value: unknown): boolean {
  if (goal.includes === undefined) return sameValue(value, goal.value);
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return goal.includes.every((wanted) => items.some((item) => sameValue(item, wanted)));
}

const levelHolds = ({ level }: Effective, { source }: Seen): boolean =>
  level === undefined || level === source;

const holds = (goal: Effective, seen: Seen): boolean =>
  valueHolds(goal, seen.value) && levelHolds(goal, seen);

interface Place {
  readonly object: KubeObject;
  readonly container: ContainerExplanation;
  readonly line: string;
}

const LEVEL = { container: "the container's own level", pod: "the pod's level" } as const;

function said(goal: Effective, seen: Seen, { container, line }: Place): string {
  const name = code(container.name);
  const { source, value, field } = seen;
  if (source !== 'container' && source !== 'pod') return unsetSaid(goal, seen, name);
  if (valueHolds(goal, value)) {
    return source === 'pod'
      ? `${valueCode(value)}, but from the pod's level${line}, so every container of the pod gets it; here container ${name} is to set it itself.`
      : `${valueCode(value)}, but from the level of container ${name}${line}, which counts for that container alone; here it is to stand at the pod's level.`;
  }
  const [whole = '', ...part] = goal.field.split('.');
  if (part.length > 0 && nothing(value))
    return `${code(whole)} of container ${name}, from ${LEVEL[source]}${line}, has no ${code(part.join('.'))}.`;
  const lost = field?.overrides;
  const overridden =
    lost !== undefined && (lost.source === 'pod' || lost.source === 'container') && field?.value === value
      ? ` It overrides ${valueCode(lost.value)} from ${LEVEL[lost.source]}.`
      : '';
  return `${valueCode(value)} in container ${name}, from ${LEVEL[source]}${line}.${overridden}`;
}

const nothing = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

function unsetSaid(goal: Effective, { source, value }: Seen, name: string): string {
  const unset = unsetAt(goal.field, name);
  if (source === 'image')
    return value === null
      ? `${unset}, so the image decides.`
      : `${unset}, so the image decides: ${valueCode(value)}.`;
  if (source === 'annotation') return `An annotation decides for container ${name}: ${valueCode(value)}.`;
  if (source === 'default' && value !== null && value !== undefined && !valueHolds(goal, value))
    return `${unset}, so the default applies: ${valueCode(value)}.`;
  return valueHolds(goal, value) ? `${unset}; the value is right only by default.` : `${unset}.`;
}

/** That a field is not set, with the places where it could be: some fields exist at one level only. */
function unsetAt(name: string, container: string): string {
  const levels = fieldNamed(name.split('.')[0] ?? '')?.levels ?? [];
  if (!levels.includes('pod'))
    return `Container ${container} does not set it, and this field exists in containers only`;
  return levels.includes('container')
    ? `Neither level sets it for container ${container}`
    : `The pod does not set it, and this field exists at the pod's level only`;
}

/** `, line 7 of secure-pod.yaml`: where the learner's own file has the value that took effect. */
function lineOf(file: OwnFile, container: string, name: string, seen: Seen): string {
  const own = containerOf(file.pod, container);
  if (own === undefined || seen.field?.line === undefined) return '';
  const there = look(file.pod, own, name);
  const matches = sameValue(there.value, seen.value) && there.source === seen.source;
  return matches && there.field?.line !== undefined
    ? ` (line ${there.field.line} of ${code(file.name)})`
    : '';
}

/** Where nothing in the manifest decides who it is, who it is all the same. */
function processSaid(
  goal: Effective,
  object: KubeObject,
  container: ContainerExplanation,
  { now }: Pick<Sight, 'now'>,
): string {
  if (goal.field !== 'runAsUser' && goal.field !== 'runAsGroup') return '';
  const source = container.fields[goal.field]?.source;
  if (source === 'pod' || source === 'container') return '';
  const running = podsOf(now, object)
    .flatMap((pod) => attemptsOf(now, pod, container.name).slice(0, 1))
    .find(({ exitCode }) => exitCode === null);
  if (running === undefined) return '';
  const known = knownIds(now, running, container);
  if (!known[goal.field === 'runAsUser' ? 'uid' : 'gid']) return '';
  return goal.field === 'runAsUser'
    ? ` Its process has UID ${running.identity.uid}, as the image wants.`
    : ` Its process has GID ${running.identity.gid}.`;
}

/** A file of the learner's has it right: what is left is to give it to the cluster, or first to mend the file. */
function waitingFile(goal: Effective, files: readonly OwnFile[], now: Cluster): string {
  const right = files.find(({ pod }) => {
    const container = containerOf(pod, goal.container);
    return container !== undefined && holds(goal, look(pod, container, goal.field));
  });
  if (right === undefined) return '';
  const read = run(now, `kubectl create --dry-run=client -f '${right.name.replaceAll("'", `'\\''`)}'`);
  const broken = read.status === 0 ? undefined : /yaml: line .*/.exec(read.stderr)?.[0];
  return broken === undefined
    ? ` ${code(right.name)} has it as wanted, but the cluster does not have that yet.`
    : ` ${code(right.name)} has it, but kubectl cannot read the file: ${code(broken)}.`;
}
