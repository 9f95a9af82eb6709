import type { ContainerExplanation, Json } from '../../../manifest/index.ts';
import type { Wrong } from './drill.ts';
import { hasContext, imageUidOf, ofPod, own, type Scene } from './scene.ts';

/** A wrong value with the misconception that gives it. */
export interface Belief {
  readonly value: Json;
  readonly misconception: string;
  readonly why: string;
}

/** A list of beliefs that leaves out those without a value. */
function collect(): {
  readonly beliefs: Belief[];
  add(of: string, value: Json | undefined, why: string): void;
} {
  const beliefs: Belief[] = [];
  return {
    beliefs,
    add(misconception, value, why) {
      if (value !== undefined) beliefs.push({ misconception, value, why });
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
      'the pod always wins',
      podValue,
      `The pod's \`${field}\` does not win here: where a container sets the field itself, its own value counts.`,
    );
  if (mine === undefined && podValue !== undefined && hasContext(container))
    add(
      "the container's securityContext replaces the pod's as a whole",
      fallback,
      "A container's securityContext does not replace the pod's: a field it leaves out still comes from the pod.",
    );
  const others = pod.containers
    .filter((each) => each.name !== container.name)
    .toSorted((a, b) => a.line - b.line);
  others.forEach((other, index) => {
    add(
      index === 0 && other.line < container.line
        ? "the first container's value holds for all"
        : "a neighbour's value carries over",
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
      'the image decides',
      imageUid,
      "The image's USER counts only where neither the container nor the pod sets `runAsUser`.",
    );
  add(
    'runAsGroup sets the user too',
    own(container, 'runAsGroup') ?? ofPod(container, 'runAsGroup'),
    '`runAsGroup` sets the primary group; it says nothing about the user.',
  );
  if (own(container, 'runAsUser') === undefined)
    add(
      'a container is root unless it says otherwise itself',
      0,
      "Root is only what is left when the container, the pod and the image's USER are all silent.",
    );
  add(
    'fsGroup is a user',
    ofPod(container, 'fsGroup'),
    '`fsGroup` is a supplemental group that owns volumes; it never sets a user.',
  );
  add(
    'Kubernetes falls back to an unprivileged user',
    65534,
    'Kubernetes has no unprivileged fallback (65534 is nobody in many images): without `runAsUser` the image decides.',
  );
  add(
    'the first ordinary user is the default',
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
    'fsGroup becomes the primary group',
    ofPod(container, 'fsGroup'),
    '`fsGroup` is added to the supplemental groups; the primary group is `runAsGroup`.',
  );
  add(
    'runAsGroup follows runAsUser',
    uid ?? undefined,
    'The primary group does not follow the UID: `runAsGroup` sets it, else the image.',
  );
  for (const listed of listedGroups(container).slice(0, 1))
    add(
      'the first supplemental group is the primary one',
      listed,
      '`supplementalGroups` are groups beside the primary one, which `runAsGroup` sets.',
    );
  add(
    'the group stays root unless the image changes it',
    0,
    'Group 0 comes from the manifest, or from an image without a group for the UID; here neither says so.',
  );
  add(
    'Kubernetes falls back to an unprivileged group',
    65534,
    'Kubernetes has no unprivileged fallback; 65534 is only what many images call nogroup.',
  );
  add(
    'the first ordinary group is the default',
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
  return beliefs.map(({ value, misconception, why }) => ({ text: text(value), misconception, why }));
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
      why: why.length <= WHY_MAX ? why : (made[0]?.belief.why ?? ''),
    };
  };
  const pairs = slips.flatMap((one, index) =>
    slips.slice(index + 1).flatMap((other) => (other.part === one.part ? [] : [[one, other]])),
  );
  return [...slips.map((slip) => [slip]), ...pairs].map(option);
}
