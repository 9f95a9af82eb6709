import { createCluster, run } from '../../cluster/index.ts';
import {
  asMeant,
  type ContainerExplanation,
  type EffectiveField,
  fateOf,
  type PodExplanation,
} from '../../manifest/index.ts';
import { code, listed, message, valueCode } from '../labs/words.ts';
import { partAt, sameValue } from '../same-value.ts';
import type { Mend, MendGoal } from './mend.ts';
import type { Written } from './written.ts';

/** A goal, in words, and what the manifest comes to instead where it is not met. */
export interface JudgedGoal {
  /** What is wanted, as a sentence without its full stop. */
  readonly say: string;
  readonly met: boolean;
  /** What is so, with level and line; absent where the goal is met. */
  readonly found?: string;
}

/** Puts every goal to a manifest. */
export function judgeGoals({ goals }: Pick<Mend, 'goals'>, written: Written): readonly JudgedGoal[] {
  return goals.map((goal) => {
    const found = missed(goal, written);
    return { say: wanted(goal), met: found === undefined, ...(found === undefined ? {} : { found }) };
  });
}

/** What is wanted: the author's words, or the goal's own. */
export function wanted(goal: MendGoal): string {
  if (goal.say !== undefined) return goal.say;
  if ('line' in goal && !('container' in goal)) return lineWanted(goal as LineGoal);
  if ('security' in goal) return `the pod meets the Pod Security level ${code(goal.security)}`;
  const of = containerName(goal);
  if ('field' in goal) {
    const level =
      goal.source === 'pod' || goal.source === 'container' ? `, set at the ${goal.source} level` : '';
    return `${code(goal.field)} of ${of} is ${goal.value === null ? 'not set' : valueCode(goal.value)}${level}`;
  }
  if ('process' in goal) return `${of} runs as ${processWords(goal.process)}`;
  if ('start' in goal) return goal.start === 'starts' ? `${of} starts` : `${of} does not start`;
  return 'the goal is met';
}

type LineGoal = Extract<MendGoal, { readonly line: string }>;

function lineWanted({ line, status, prints, includes }: LineGoal): string {
  if (prints !== undefined) return `${code(line)} prints ${code(prints)}`;
  if (includes !== undefined) return `${code(line)} prints something with ${code(includes)}`;
  return `${code(line)} ${status === 'fails' ? 'fails' : 'succeeds'}`;
}

function containerName(goal: MendGoal): string {
  const name = 'container' in goal ? goal.container : undefined;
  if (name === undefined) return 'the pod';
  return name === '*' ? 'every container' : `container ${code(name)}`;
}

interface Ids {
  readonly uid?: number | null | undefined;
  readonly gid?: number | null | undefined;
  readonly groups?: readonly number[] | undefined;
}

function processWords({ uid, gid, groups }: Ids): string {
  const parts = [
    ...(uid === undefined ? [] : [`UID ${uid ?? 'of the image'}`]),
    ...(gid === undefined ? [] : [`GID ${gid ?? 'of the image'}`]),
    ...(groups === undefined ? [] : [`groups ${listed(groups.map(String))}`]),
  ];
  return listed(parts);
}

const RANK = { privileged: 0, baseline: 1, restricted: 2 } as const;

/** What is so instead of the goal; undefined where it is met. */
function missed(goal: MendGoal, written: Written): string | undefined {
  if (isLine(goal)) return missedLine(goal, written);
  const pod = podOf(written, goal.pod);
  if (pod === undefined) return 'the manifest has no such pod any more';
  if ('security' in goal) {
    const { level, baseline, restricted } = pod.security;
    if (level !== null && RANK[level] >= RANK[goal.security]) return undefined;
    const reasons = goal.security === 'baseline' ? baseline : [...baseline, ...restricted];
    const inTheWay =
      reasons.length === 0
        ? ''
        : `; in the way: ${listed(
            reasons.map((each) => code(each)),
            6,
          )}`;
    return `${level === null ? 'its level is not known' : `it meets ${code(level)}`}${inTheWay}`;
  }
  if ('field' in goal && goal.container === undefined)
    return missedField(goal, pod.pod[goal.field], 'the pod');
  const of = goal.container ?? '*';
  const containers = of === '*' ? pod.containers : pod.containers.filter(({ name }) => name === of);
  if (containers.length === 0) return `there is no container ${code(of)} any more`;
  for (const container of containers) {
    const found = missedIn(goal, pod, container);
    if (found !== undefined) return found;
  }
  return undefined;
}

type ContainerGoal = Exclude<MendGoal, LineGoal | { readonly security: unknown }>;

function missedIn(
  goal: ContainerGoal,
  pod: PodExplanation,
  container: ContainerExplanation,
): string | undefined {
  const name = `container ${code(container.name)}`;
  if ('field' in goal) {
    const whole = container.fields[goal.field];
    const [first = ''] = goal.field.split('.');
    return missedField(goal, whole ?? container.fields[first], name);
  }
  if ('process' in goal) {
    const { uid, gid, groups } = container.process;
    const { process } = goal;
    const holds =
      (process.uid === undefined || process.uid === uid) &&
      (process.gid === undefined || process.gid === gid) &&
      (process.groups === undefined || sameValue(process.groups, groups));
    const asked: Ids = {
      ...(process.uid === undefined ? {} : { uid }),
      ...(process.gid === undefined ? {} : { gid }),
      ...(process.groups === undefined ? {} : { groups }),
    };
    return holds ? undefined : `${name} runs as ${processWords(asked)}`;
  }
  const start = fateOf(pod, container);
  const verdict =
    start.verdict === 'pod-refused' || start.verdict === 'not-created' ? 'refused' : start.verdict;
  if (verdict === goal.start) return undefined;
  if (start.verdict === 'refused') return `${name} is refused: ${message(start.reason)}`;
  if (start.verdict === 'pod-refused') return `the kubelet refuses the pod: ${message(start.reason)}`;
  if (start.verdict === 'not-created') return 'the pod is not even created';
  return start.verdict === 'starts' ? `${name} starts` : `whether ${name} starts depends on its image`;
}

type FieldGoal = Extract<MendGoal, { readonly field: string }>;

function missedField(goal: FieldGoal, field: EffectiveField | undefined, of: string): string | undefined {
  const part = goal.field.split('.').slice(1);
  const value = part.length === 0 ? (field?.value ?? null) : partAt(field?.value, part);
  const levelFits = goal.source === undefined || goal.source === (field?.source ?? 'unset');
  if (sameValue(value, goal.value) && levelFits) return undefined;
  const line = field?.line === undefined ? '' : ` (line ${field.line})`;
  const set = field !== undefined && (field.source === 'container' || field.source === 'pod');
  if (!set) {
    const falls =
      value === null || (Array.isArray(value) && value.length === 0)
        ? ''
        : `; without it, it is ${valueCode(value)}`;
    return `${of} does not have it set${falls}`;
  }
  const level = field.source === 'pod' ? 'the pod level' : 'the container level';
  return `${of} has ${valueCode(value)}, from ${level}${line}`;
}

function podOf({ explanation }: Written, pod: string | number | undefined): PodExplanation | undefined {
  const found =
    typeof pod === 'string' ? explanation.pods.find(({ name }) => name === pod) : explanation.pods[pod ?? 0];
  return found === undefined ? undefined : asMeant(found);
}

function isLine(goal: MendGoal): goal is LineGoal {
  return 'line' in goal && typeof goal.line === 'string';
}

/** Applies the manifest to a fresh cluster, lets it settle, and types the line. */
function missedLine(goal: LineGoal, { text }: Written): string | undefined {
  const made = createCluster({ seed: 1, files: { 'mended.yaml': text } });
  const settled = run(run(made, 'kubectl apply -f mended.yaml').cluster, 'sleep 30').cluster;
  const { stdout, stderr, status } = run(settled, goal.line);
  const printed = stdout.trim();
  const ends = goal.status === 'fails' ? status !== 0 : status === (goal.status ?? 0);
  const prints = goal.prints === undefined || printed === goal.prints.trim();
  const includes = goal.includes === undefined || `${stdout}\n${stderr}`.includes(goal.includes);
  if (ends && prints && includes) return undefined;
  const shown = printed === '' ? stderr.trim() : printed;
  return shown === '' ? `it prints nothing and ends with status ${status}` : `it prints ${message(shown)}`;
}
