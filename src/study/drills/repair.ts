import { editsOf, linesOf } from '../../cluster/line-edits.ts';
import {
  type ContainerExplanation,
  type Explanation,
  explain,
  fieldNamed,
  fieldsAt,
  ManifestError,
} from '../../manifest/index.ts';
import { DECK_LIMITS } from '../limits.ts';
import { markMend } from '../mends/mark.ts';
import type { Mend, MendGoal } from '../mends/mend.ts';
import type { Random } from '../random.ts';
import { sameValue } from '../same-value.ts';
import { freshIds, happens, oneOf } from './kit/chance.ts';
import { DAMAGES, type Damage, type Damaged } from './kit/damages.ts';
import { drawWorkload } from './kit/draw-workload.ts';
import type { Drill, DrillInput, RepairDraft } from './kit/drill.ts';
import { SOURCES } from './kit/sources.ts';
import { type Settings, type Workload, writeWorkload } from './kit/workload.ts';

type Value = (fresh: () => number) => Settings[string];

/** What a sound manifest here is made of; the table says at which levels each may stand. */
const SOUND: readonly (readonly [key: string, percent: number, value: Value])[] = [
  ['runAsUser', 60, (fresh) => fresh()],
  ['runAsGroup', 45, (fresh) => fresh()],
  ['runAsNonRoot', 30, () => true],
  ['fsGroup', 30, (fresh) => fresh()],
  ['supplementalGroups', 25, (fresh) => [fresh()]],
  ['seccompProfile', 35, () => ({ type: 'RuntimeDefault' })],
  ['readOnlyRootFilesystem', 25, () => true],
  ['allowPrivilegeEscalation', 30, () => false],
  ['capabilities', 50, () => ({ drop: ['ALL'] })],
];

function some(random: Random, level: 'pod' | 'container', fresh: () => number): Settings {
  const known = new Set(fieldsAt(level));
  const all = SOUND.filter(([key]) => known.has(key));
  const chosen = all.filter(([, percent]) => happens(random, percent));
  // A securityContext that is there holds something.
  const kept = chosen.length === 0 ? [oneOf(random, all)] : chosen;
  return Object.fromEntries(kept.map(([key, , value]) => [key, value(fresh)]));
}

function drawSound(input: DrillInput, fresh: () => number): Workload {
  const { random, difficulty } = input;
  const pod = some(random, 'pod', fresh);
  // What the pod sets already no container repeats: there a faulty line could as well be taken out.
  const own = (): Settings =>
    Object.fromEntries(
      Object.entries(some(random, 'container', fresh)).filter(([key, value]) => !sameValue(value, pod[key])),
    );
  return drawWorkload({ ...input, least: difficulty === 4 ? 2 : 1, pod, container: own });
}

/** Goals of one mend at most: more would be the manifest once more, in words. */
const MOST_GOALS = 5;

/** 1-based lines of a text that another one has not, or has elsewhere. */
function lostLines(text: string, other: string): ReadonlySet<number> {
  const lost = new Set<number>();
  let line = 0;
  for (const { sign } of editsOf(linesOf(text), linesOf(other))) {
    if (sign !== '+') line += 1;
    if (sign === '-') lost.add(line);
  }
  return lost;
}

/** The lines of a setting: its own, and those below it that are indented deeper. */
function blockAt(lines: readonly string[], line: number): readonly number[] {
  const depth = (lines[line - 1] ?? '').search(/\S/);
  const length = lines.slice(line).findIndex((each) => each.search(/\S/) <= depth);
  return Array.from({ length: 1 + (length < 0 ? lines.length - line : length) }, (_, index) => line + index);
}

type ValueGoal = MendGoal & { readonly field: string; readonly value: unknown };

/** What the sound manifest sets in the lines that the damage took away, of each container that they reach. */
function lostValues({ pods: [pod] }: Explanation, sound: string, manifest: string): readonly MendGoal[] {
  const lost = lostLines(sound, manifest);
  const lines = linesOf(sound);
  const containers = pod?.containers ?? [];
  const found = containers.flatMap(({ name, fields }) =>
    Object.entries(fields)
      // fsGroup is among the supplementary groups, too: its own goal is enough.
      .filter(
        ([field, { line }]) => line !== undefined && (lines[line - 1] ?? '').trim().startsWith(`${field}:`),
      )
      .filter(([, { line = 0 }]) => blockAt(lines, line).some((each) => lost.has(each)))
      .map(([field, { value }]): ValueGoal => ({ container: name, field, value })),
  );
  return merged(found, containers);
}

/** One goal for a value that every container is to have. */
function merged(
  goals: readonly ValueGoal[],
  containers: readonly ContainerExplanation[],
): readonly MendGoal[] {
  const fields = [...new Set(goals.map(({ field }) => field))];
  return fields.flatMap((field): readonly MendGoal[] => {
    const same = goals.filter((goal) => goal.field === field);
    const [first] = same;
    const values = new Set(same.map(({ value }) => JSON.stringify(value)));
    if (first === undefined || same.length < containers.length || values.size > 1) return same;
    const say = ofPod(first);
    if (say === undefined && containers.length === 1) return same;
    return [{ ...first, container: '*', ...(say === undefined ? {} : { say }) } as MendGoal];
  });
}

/** How one speaks of a field that only the pod has. */
function ofPod({ field, value }: ValueGoal): string | undefined {
  if (fieldNamed(field)?.levels.includes('container') !== false) return undefined;
  const what = Array.isArray(value) ? value.join(', ') : String(value);
  return field === 'supplementalGroups'
    ? `every process of the pod has the groups \`${what}\` beside its primary one`
    : `\`${field}\` of the pod is \`${what}\``;
}

/** What becomes of the manifest as it stands: who refuses it, or that it is taken and does something else. */
function symptom({ pods, findings }: Explanation): string {
  if (pods.some(({ accepted }) => accepted.strict === false)) return '`kubectl apply` refuses it.';
  const refused = pods
    .flatMap(({ containers }) => containers)
    .find(({ start }) => start.verdict === 'refused');
  if (refused?.start.verdict === 'refused')
    return `kubectl takes it, but the kubelet refuses container \`${refused.name}\`: \`${refused.start.reason.replace(/ \(pod: .*/s, '')}\`.`;
  return findings.some(({ severity }) => severity === 'error')
    ? 'kubectl takes it, but the kubelet does not.'
    : 'kubectl takes it, but not every goal is reached.';
}

/** Why the manifest is wrong and what mends it. */
function reasonOf({ findings }: Explanation, { because }: Pick<Damaged, 'because'>): string {
  const error = findings.find(({ severity }) => severity === 'error');
  const said = (error?.message ?? '').replace(/(?<![.!?])$/, '.');
  const words = because ?? `${said} ${error?.fix ?? ''}`.trim();
  return words.length <= DECK_LIMITS.explanation
    ? words
    : (error?.message ?? '').slice(0, DECK_LIMITS.explanation);
}

function imageSentence(imageUser: string | undefined): string {
  if (imageUser === undefined) return '';
  return imageUser === '' ? ' Its images set no `USER`.' : ` Its images set \`USER ${imageUser}\`.`;
}

/** Right for the mend and wrong for the manifest as it stands, or there is nothing to ask. */
function isMend(manifest: string, mend: Mend): boolean {
  return markMend(manifest, mend.solution, mend).correct && !markMend(manifest, manifest, mend).correct;
}

/** A damaged manifest as a question; undefined where it is none: nothing is lost, or it is right as it stands. */
export function askedOf({ manifest, imageUser, ...damaged }: Damaged): RepairDraft | undefined {
  const solution = writeWorkload(damaged.sound);
  const imageUsers: Mend['imageUsers'] = imageUser === undefined ? {} : { '*': imageUser };
  try {
    const now = explain(manifest, { imageUsers });
    const before = explain(solution, { imageUsers });
    const goals = damaged.goals ?? lostValues(before, solution, manifest);
    const mend = { goals, solution, imageUsers };
    const [pod] = now.pods;
    if (goals.length === 0 || goals.length > MOST_GOALS || now.repairs.length > 0 || pod === undefined)
      return undefined;
    if (before.findings.some(({ severity }) => severity === 'error') || !isMend(manifest, mend))
      return undefined;
    return {
      kind: 'repair',
      prompt: `Mend this ${pod.kind}. ${symptom(now)}${imageSentence(imageUser)}`,
      manifest,
      ...(imageUser === undefined ? {} : { imageUsers }),
      mend,
      explanation: reasonOf(now, damaged),
      source: SOURCES.reference,
    };
  } catch (error) {
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
}

/** A sound workload, spoilt in one way. */
export function spoiltBy(damage: Damage, input: DrillInput): Damaged | undefined {
  const fresh = freshIds(input.random);
  return damage.spoil({ random: input.random, fresh, sound: drawSound(input, fresh) });
}

/**
 * Mend a manifest that was sound until one thing was spoilt. 1: a line is wrong wherever it stands; 2: it stands at the
 * wrong level, or a container overrides what the pod sets; 3: nobody sets a value, or it has the wrong shape; 4:
 * containers differ, and what one sets reaches no other; 5: fields that act on each other. The mend that is shown is the
 * sound manifest; anything that means the same is right.
 */
export const repairDrill: Drill = {
  id: 'repair',
  version: 1,
  topic: 'levels',
  begin: (input) => {
    const damage = oneOf(
      input.random,
      DAMAGES.filter(({ difficulty }) => difficulty === input.difficulty),
    );
    return () => {
      const damaged = spoiltBy(damage, input);
      return damaged === undefined ? undefined : askedOf(damaged);
    };
  },
};
