import {
  type ContainerExplanation,
  type Explanation,
  explain,
  ManifestError,
  type PodExplanation,
} from '../../manifest/index.ts';
import type { Question } from '../question.ts';
import { type Random, randomFrom, seedFrom, shuffle } from '../random.ts';
import type { Difficulty, Drill } from './kit/drill.ts';
import { drillCard, questionOf } from './kit/drill-card.ts';
import { canPose, pose } from './kit/pose.ts';
import { imageUserOf, type Scene } from './kit/scene.ts';
import { DRILLS } from './list.ts';
import { faultDrill, hasFault } from './locate-fault.ts';

export interface PasteOptions {
  /** As {@link explain} was given them. */
  readonly imageUsers?: Readonly<Record<string, string>>;
  /** Keys of the drills' cards that must not come (again). */
  readonly seen?: readonly string[];
}

/**
 * A question of one of the drills about a manifest that somebody pasted, drawn by `seed` (32-bit unsigned); the
 * answer is what the engine explains, and the card is the drill's own. Its lines count in its own `manifest`: the
 * paste as it was read. Undefined where no drill is sure of its answer: the paste can be read in several ways, is a
 * piece or a template, or only the image knows. Of what the API server refuses it is asked only which line that is.
 */
export function drillOn(
  explanation: Explanation,
  seed: number,
  { imageUsers = {}, seen = [] }: PasteOptions = {},
): Question | undefined {
  const read = settled(explanation, imageUsers);
  if (read === undefined) return undefined;
  const random = randomFrom(seedFrom(seed, 'pasted'));
  const difficulty = difficultyOf(read);
  for (const { drill, scene } of shuffle(candidates(read, imageUsers, seen), random)) {
    const drawing = poseOn(drill, scene, random, difficulty);
    if (drawing === undefined) continue;
    return { ...questionOf(drill, seed, difficulty, drawing), pasted: { imageUsers: '' } };
  }
  return undefined;
}

/** Whether {@link drillOn} finds a question, whatever the seed: asked of every paste, to know whether a button shows. */
export function canDrillOn(
  explanation: Explanation,
  { imageUsers = {}, seen = [] }: PasteOptions = {},
): boolean {
  const read = settled(explanation, imageUsers);
  if (read === undefined) return false;
  const random = randomFrom(seedFrom(0, 'pasted'));
  return candidates(read, imageUsers, seen).some(
    ({ drill: { ask }, scene }) => ask !== undefined && canPose(() => ask(scene, random)),
  );
}

function poseOn({ ask }: Drill, scene: Scene, random: Random, difficulty: Difficulty) {
  return ask === undefined ? undefined : pose(random, difficulty, () => ask(scene, random), { given: true });
}

/** What makes a manifest another one than was meant, or only a piece of it: codes of repairs and findings. */
const UNCERTAIN: ReadonlySet<string> = new Set([
  'ambiguous-indentation',
  'comment-end-guessed',
  'dockerfile',
  'duplicate-key',
  'fragment',
  'inside-text',
  'jenkinsfile',
  'key-out-of-place',
  'list-of-objects',
  'misspelt-key',
  'missing-api-version',
  'missing-kind',
  'missing-metadata',
  'not-yaml',
  'placement-guessed',
  'removed-api-version',
  'stray-character',
  'template',
  'template-value-unknown',
  'too-many-errors',
  'truncated',
  'wrong-api-version',
  'wrong-kind',
]);

/** The explanation of exactly the text that the question will show, if there is but one and it is certain. */
function settled(given: Explanation, imageUsers: Readonly<Record<string, string>>): Explanation | undefined {
  if (!isCertain(given)) return undefined;
  if (given.repairs.length === 0) return given;
  try {
    const again = explain(given.manifest, { imageUsers });
    return again.repairs.length === 0 && isCertain(again) ? again : undefined;
  } catch (error) {
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
}

function isCertain({ pods, readings, repairs, findings }: Explanation): boolean {
  const whole = pods.every(
    ({ readFrom, containers, accepted, security }) =>
      readFrom === undefined &&
      !containers.some(({ assumed }) => assumed) &&
      accepted.ignore !== null &&
      security.level !== null,
  );
  if (!whole) return false;
  // A merge key that is overridden on purpose is a hint; a key that stands twice is a warning.
  const meant = findings.filter(({ code, severity }) => code !== 'duplicate-key' || severity !== 'hint');
  return readings.length === 0 && ![...repairs, ...meant].some(({ code }) => UNCERTAIN.has(code));
}

interface Candidate {
  readonly drill: Drill;
  readonly scene: Scene;
}

function candidates(
  explanation: Explanation,
  imageUsers: Readonly<Record<string, string>>,
  seen: readonly string[],
): readonly Candidate[] {
  const refused = hasFault(explanation) || explanation.pods.some(({ accepted }) => !accepted.strict);
  const drills = DRILLS.filter(
    (drill) =>
      (drill === faultDrill) === refused && drill.ask !== undefined && !seen.includes(drillCard(drill)),
  );
  const scenes = scenesOf(explanation, imageUsers).slice(0, refused ? 1 : MOST_PODS);
  return scenes.flatMap((scene) => drills.map((drill) => ({ drill, scene })));
}

/** Pods looked at, so that a paste of hundreds costs no more than one of a few. */
const MOST_PODS = 8;

/** Pods of more containers are not asked about: no question about them could be read. */
const MOST_CONTAINERS = 60;

/** A name as the API server takes it, which no Markdown can be hidden in. */
const PLAIN_NAME = /^[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?$/;
const PLAIN_USER = /^[\w.:+-]{0,40}$/;

function scenesOf(explanation: Explanation, imageUsers: Readonly<Record<string, string>>): readonly Scene[] {
  const { manifest, pods } = explanation;
  const called = ({ kind, name }: PodExplanation): string => `${kind} \`${name}\``;
  const times = new Map<string, number>();
  for (const pod of pods) times.set(called(pod), (times.get(called(pod)) ?? 0) + 1);
  const readable = pods.filter((pod) => pod.containers.length <= MOST_CONTAINERS && isOfLinux(pod));
  return readable.flatMap((pod): readonly Scene[] => {
    const several = pods.length > 1;
    const known = PLAIN_NAME.test(pod.name ?? '') && times.get(called(pod)) === 1;
    if (several && !known) return [];
    const scene = { manifest, explanation, pod, imageUsers, whose: several ? ` of ${called(pod)}` : '' };
    const containers = pod.containers.filter((each) => isPlain(each, pod, { ...scene, containers: [] }));
    return [{ ...scene, containers }];
  });
}

/** Windows knows no UIDs, and most of the drills' fields are refused there. */
function isOfLinux({ pod, containers }: PodExplanation): boolean {
  const windows = containers.some(({ fields }) =>
    Object.keys(fields).some((key) => key.startsWith('windowsOptions')),
  );
  return pod.os?.value !== 'windows' && !windows;
}

function isPlain(
  { name, role }: ContainerExplanation,
  { containers }: PodExplanation,
  scene: Scene,
): boolean {
  return (
    PLAIN_NAME.test(name) &&
    role !== 'ephemeral' &&
    containers.filter((each) => each.name === name).length === 1 &&
    PLAIN_USER.test(imageUserOf(scene, name) ?? '')
  );
}

/** What makes a drawn manifest harder makes a pasted one harder too: containers, levels, and what is around the pod. */
function difficultyOf({ pods }: Explanation): Difficulty {
  const containers = Math.max(0, ...pods.map((pod) => pod.containers.length));
  const both = pods.some((pod) =>
    pod.containers.some(({ fields }) =>
      Object.values(fields).some(({ overrides }) => overrides !== undefined),
    ),
  );
  const inside = pods.length > 1 || pods.some(({ kind }) => kind !== 'Pod');
  const points = [containers > 1, containers > 2, both, inside].filter(Boolean).length + 1;
  return Math.min(5, points) as Difficulty;
}
