import type { ContainerExplanation, Json } from '../../../manifest/index.ts';
import { beliefId } from '../../belief-id.ts';
import type { Wrong } from './drill.ts';
import { hasContext, imageUidOf, ofPod, own, type Scene } from './scene.ts';

/** A wrong value with the misconception that gives it. */
export interface Belief {
  /** What it is called where it is remembered; where it has none, it follows from the misconception. */
  readonly id?: string;
  readonly value: Json;
  readonly misconception: string;
  readonly why: string;
}

/** The beliefs about users and groups, by what they are called where they are remembered. */
const WORDS = {
  'pod-wins': 'the pod always wins',
  'context-replaces': "the container's securityContext replaces the pod's as a whole",
  'first-for-all': "the first container's value holds for all",
  'neighbour-carries-over': "a neighbour's value carries over",
  'image-decides': 'the image decides',
  'group-sets-user': 'runAsGroup sets the user too',
  'root-unless-own': 'a container is root unless it says otherwise itself',
  'fsgroup-is-user': 'fsGroup is a user',
  'unprivileged-user': 'Kubernetes falls back to an unprivileged user',
  'first-user': 'the first ordinary user is the default',
  'fsgroup-is-primary': 'fsGroup becomes the primary group',
  'group-follows-user': 'runAsGroup follows runAsUser',
  'first-listed-is-primary': 'the first supplemental group is the primary one',
  'group-stays-root': 'the group stays root unless the image changes it',
  'unprivileged-group': 'Kubernetes falls back to an unprivileged group',
  'first-group': 'the first ordinary group is the default',
} as const;

/** The id of a belief about users or groups. */
export type BeliefName = keyof typeof WORDS;

/** A list of beliefs that leaves out those without a value. */
function collect(): {
  readonly beliefs: Belief[];
  add(id: BeliefName, value: Json | undefined, why: string): void;
} {
  const beliefs: Belief[] = [];
  return {
    beliefs,
    add(id, value, why) {
      if (value !== undefined) beliefs.push({ id, misconception: WORDS[id], value, why });
    },
  };
}

/** What people who mistake the levels would answer for `field` of the container, likeliest mistakes first. */
function levelBeliefs(
  { pod }: Scene,
  container: ContainerExplanation,
  field: string,
  fallback: number | undefined,
): readonly Belief[] {
  const mine = own(container, field);
  const podValue = ofPod(container, field);
  const { beliefs, add } = collect();
  if (mine !== undefined)
    add(
      'pod-wins',
      podValue,
      `The pod's \`${field}\` does not win here: where a container sets the field itself, its own value counts.`,
    );
  if (mine === undefined && podValue !== undefined && hasContext(container))
    add(
      'context-replaces',
      fallback,
      "A container's securityContext does not replace the pod's: a field it leaves out still comes from the pod.",
    );
  const others = pod.containers
    .filter((each) => each.name !== container.name)
    .toSorted((a, b) => a.line - b.line);
  others.forEach((other, index) => {
    add(
      index === 0 && other.line < container.line ? 'first-for-all' : 'neighbour-carries-over',
      own(other, field),
      `The \`${field}\` of \`${other.name}\` holds for \`${other.name}\` only.`,
    );
  });
  return beliefs;
}

/** Wrong answers to "which UID?". */
export function userBeliefs(scene: Scene, container: ContainerExplanation): readonly Belief[] {
  const set = own(container, 'runAsUser') ?? ofPod(container, 'runAsUser');
  const imageUid = imageUidOf(scene, container.name);
  const { beliefs, add } = collect();
  beliefs.push(...levelBeliefs(scene, container, 'runAsUser', imageUid));
  if (set !== undefined)
    add(
      'image-decides',
      imageUid,
      "The image's USER counts only where neither the container nor the pod sets `runAsUser`.",
    );
  add(
    'group-sets-user',
    own(container, 'runAsGroup') ?? ofPod(container, 'runAsGroup'),
    '`runAsGroup` sets the primary group; it says nothing about the user.',
  );
  if (own(container, 'runAsUser') === undefined)
    add(
      'root-unless-own',
      0,
      "Root is only what is left when the container, the pod and the image's USER are all silent.",
    );
  add(
    'fsgroup-is-user',
    ofPod(container, 'fsGroup'),
    '`fsGroup` is a supplemental group that owns volumes; it never sets a user.',
  );
  add(
    'unprivileged-user',
    65534,
    'Kubernetes has no unprivileged fallback (65534 is nobody in many images): without `runAsUser` the image decides.',
  );
  add(
    'first-user',
    1000,
    'Nothing in Kubernetes stands for UID 1000 unless the manifest or the image says so.',
  );
  return beliefs;
}

/** Wrong answers to "which primary GID?", where `runAsGroup` is set somewhere. */
export function groupBeliefs(scene: Scene, container: ContainerExplanation): readonly Belief[] {
  const { uid } = container.process;
  const { beliefs, add } = collect();
  beliefs.push(...levelBeliefs(scene, container, 'runAsGroup', 0));
  add(
    'fsgroup-is-primary',
    ofPod(container, 'fsGroup'),
    '`fsGroup` is added to the supplemental groups; the primary group is `runAsGroup`.',
  );
  add(
    'group-follows-user',
    uid ?? undefined,
    'The primary group does not follow the UID: `runAsGroup` sets it, else the image.',
  );
  for (const listed of listedGroups(container).slice(0, 1))
    add(
      'first-listed-is-primary',
      listed,
      '`supplementalGroups` are groups beside the primary one, which `runAsGroup` sets.',
    );
  add(
    'group-stays-root',
    0,
    'Group 0 comes from the manifest, or from an image without a group for the UID; here neither says so.',
  );
  add(
    'unprivileged-group',
    65534,
    'Kubernetes has no unprivileged fallback; 65534 is only what many images call nogroup.',
  );
  add(
    'first-group',
    1000,
    'Nothing in Kubernetes stands for GID 1000 unless the manifest or the image says so.',
  );
  return beliefs;
}

/** What stands in the pod's `supplementalGroups`; the engine's field has fsGroup before them. */
export function listedGroups(container: ContainerExplanation): readonly Json[] {
  const all = container.fields.supplementalGroups?.value;
  if (!Array.isArray(all)) return [];
  return ofPod(container, 'fsGroup') === undefined ? all : all.slice(1);
}

/** Beliefs as options, each value said by `text`. */
export function wrongsOf(beliefs: readonly Belief[], text: (value: Json) => string): readonly Wrong[] {
  return beliefs.map(({ id, value, misconception, why }) => ({
    text: text(value),
    misconception,
    beliefs: [beliefId(misconception, id)],
    why,
  }));
}

/** One part of an answer that has several: its right value, and the wrong ones people believe in. */
export interface Part {
  readonly right: Json;
  readonly beliefs: readonly Belief[];
}

const WHY_MAX = 300;

/**
 * Every option that mistakes one part of the answer or two of them. With single mistakes alone the right option
 * would be the one that shares most with each of the others.
 */
export function mistaken(
  parts: readonly Part[],
  text: (values: readonly Json[]) => string,
): readonly Wrong[] {
  const slips = parts.flatMap(({ right, beliefs }, part) =>
    beliefs.filter(({ value }) => value !== right).map((belief) => ({ part, belief })),
  );
  const option = (made: typeof slips): Wrong => {
    const values = parts.map(
      ({ right }, part) => made.find((each) => each.part === part)?.belief.value ?? right,
    );
    const why = made.map(({ belief }) => belief.why).join(' ');
    return {
      text: text(values),
      misconception: [...new Set(made.map(({ belief }) => belief.misconception))].join(', and '),
      beliefs: [...new Set(made.map(({ belief: { misconception, id } }) => beliefId(misconception, id)))],
      why: why.length <= WHY_MAX ? why : (made[0]?.belief.why ?? ''),
    };
  };
  const pairs = slips.flatMap((one, index) =>
    slips.slice(index + 1).flatMap((other) => (other.part === one.part ? [] : [[one, other]])),
  );
  return [...slips.map((slip) => [slip]), ...pairs].map(option);
}
