import type { Json } from '../../manifest/index.ts';
import type { Wrong } from './options.ts';
import type { DrawnContainer, Workload } from './workload.ts';

/** A wrong value with the misconception that gives it. */
export interface Belief {
  readonly value: Json;
  readonly misconception: string;
  readonly why: string;
}

/** What the question is about: one container of a workload, and the UID its image's USER stands for. */
export interface Scene {
  readonly workload: Workload;
  readonly container: DrawnContainer;
  readonly imageUid: number;
}

/** What people who mistake the levels would answer for `field` of the container, likeliest mistakes first. */
export function levelBeliefs(scene: Scene, field: string, fallback: number): readonly Belief[] {
  const { workload, container } = scene;
  const own = container.settings[field];
  const ofPod = workload.pod[field];
  const beliefs: Belief[] = [];
  const add = (misconception: string, value: Json | undefined, why: string): void => {
    if (value !== undefined) beliefs.push({ misconception, value, why });
  };
  if (own !== undefined)
    add(
      'the pod always wins',
      ofPod,
      `That is the pod's \`${field}\`. Where a container sets the field itself, its own value wins.`,
    );
  if (own === undefined && ofPod !== undefined && Object.keys(container.settings).length > 0)
    add(
      "the container's context replaces the pod's whole",
      fallback,
      `A container's securityContext does not replace the pod's: a field it leaves out still comes from the pod.`,
    );
  const [first] = workload.containers;
  if (first !== undefined && first.name !== container.name)
    add(
      "the first container's value holds for all",
      first.settings[field],
      `That is what \`${first.name}\` sets. A container's own settings hold for that container only.`,
    );
  for (const other of workload.containers)
    if (other.name !== container.name)
      add(
        "a neighbour's value carries over",
        other.settings[field],
        `That is what \`${other.name}\` sets. A container's own settings hold for that container only.`,
      );
  return beliefs;
}

/** Wrong answers to "which UID?". */
export function userBeliefs(scene: Scene): readonly Belief[] {
  const { workload, container, imageUid } = scene;
  const set = container.settings.runAsUser ?? workload.pod.runAsUser;
  const group = container.settings.runAsGroup ?? workload.pod.runAsGroup;
  const beliefs = [...levelBeliefs(scene, 'runAsUser', imageUid)];
  if (set !== undefined)
    beliefs.push({
      misconception: 'the image decides',
      value: imageUid,
      why: "The image's USER counts only where neither the container nor the pod sets `runAsUser`.",
    });
  if (group !== undefined)
    beliefs.push({
      misconception: 'runAsGroup sets the user too',
      value: group,
      why: '`runAsGroup` sets the primary group; it says nothing about the user.',
    });
  if (container.settings.runAsUser === undefined)
    beliefs.push({
      misconception: 'a container is root unless it says otherwise itself',
      value: 0,
      why: "Root is only what is left when the container, the pod and the image's USER are all silent.",
    });
  if (workload.pod.fsGroup !== undefined)
    beliefs.push({
      misconception: 'fsGroup is a user',
      value: workload.pod.fsGroup,
      why: '`fsGroup` is a supplemental group that owns volumes; it never sets a user.',
    });
  beliefs.push({
    misconception: 'Kubernetes falls back to an unprivileged user',
    value: 65534,
    why: 'Kubernetes has no unprivileged fallback (65534 is nobody in many images): without `runAsUser` the image decides.',
  });
  beliefs.push({
    misconception: 'the first ordinary user is the default',
    value: 1000,
    why: 'Nothing in Kubernetes stands for UID 1000 unless the manifest or the image says so.',
  });
  return beliefs;
}

/** Wrong answers to "which primary GID?", where `runAsGroup` is set somewhere. */
export function groupBeliefs(scene: Scene, uid: number | null): readonly Belief[] {
  const { workload } = scene;
  const beliefs = [...levelBeliefs(scene, 'runAsGroup', 0)];
  if (workload.pod.fsGroup !== undefined)
    beliefs.push({
      misconception: 'fsGroup becomes the primary group',
      value: workload.pod.fsGroup,
      why: '`fsGroup` is added to the supplemental groups; the primary group is `runAsGroup`.',
    });
  if (uid !== null)
    beliefs.push({
      misconception: 'runAsGroup follows runAsUser',
      value: uid,
      why: 'That is the UID. The primary group does not follow it: `runAsGroup` sets it.',
    });
  const extra = workload.pod.supplementalGroups;
  if (Array.isArray(extra))
    beliefs.push({
      misconception: 'the first supplemental group is the primary one',
      value: extra[0],
      why: '`supplementalGroups` are groups beside the primary one, which `runAsGroup` sets.',
    });
  beliefs.push(
    {
      misconception: 'the group stays root unless the image changes it',
      value: 0,
      why: 'Group 0 is possible only without `runAsGroup`, when the image with its /etc/passwd decides; here it is set.',
    },
    {
      misconception: 'Kubernetes falls back to an unprivileged group',
      value: 65534,
      why: 'Kubernetes has no unprivileged fallback; 65534 is only what many images call nogroup.',
    },
    {
      misconception: 'the first ordinary group is the default',
      value: 1000,
      why: 'Nothing in Kubernetes stands for GID 1000 unless the manifest or the image says so.',
    },
  );
  return beliefs;
}

/** Beliefs as options, each value said by `text`. */
export function wrongsOf(beliefs: readonly Belief[], text: (value: Json) => string): readonly Wrong[] {
  return beliefs.map(({ value, misconception, why }) => ({ text: text(value), misconception, why }));
}
