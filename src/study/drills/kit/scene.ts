import {
  type ContainerExplanation,
  type Explanation,
  explain,
  type Json,
  type PodExplanation,
} from '../../../manifest/index.ts';
import type { Random } from '../../random.ts';
import { happens } from './chance.ts';
import { type Workload, writeWorkload } from './workload.ts';

/** One pod that a question is asked about, as the engine explains it: drawn by a drill, or pasted by a person. */
export interface Scene {
  /** The text that the lines of the explanation count in. */
  readonly manifest: string;
  /** Of the whole manifest, and of the pod in it that is asked about. */
  readonly explanation: Explanation;
  readonly pod: PodExplanation;
  /** Those that may be asked about, none at all in some pastes; the others are in `pod.containers` all the same. */
  readonly containers: readonly ContainerExplanation[];
  /** Container name → USER of its image (`""`: sets none, `"*"`: all the rest); who is not there is unknown. */
  readonly imageUsers: Readonly<Record<string, string>>;
  /** Follows "container `app`" where the manifest has several pods: " of Deployment `web`". */
  readonly whose: string;
}

/** A drawn workload as a scene; `imageUser` is the USER of all its images (`""`: none, absent: unknown). */
export function drawnScene(workload: Workload, imageUser?: string): Scene {
  const manifest = writeWorkload(workload);
  const imageUsers: Readonly<Record<string, string>> = imageUser === undefined ? {} : { '*': imageUser };
  const explanation = explain(manifest, { imageUsers });
  const [pod] = explanation.pods;
  if (pod === undefined) throw new Error('a drawn manifest has no pod');
  return { manifest, explanation, pod, containers: pod.containers, imageUsers, whose: '' };
}

/** What the container sets of a field itself; undefined where it leaves it out. */
export function own({ fields }: ContainerExplanation, field: string): Json | undefined {
  const found = fields[field];
  return found?.source === 'container' ? found.value : undefined;
}

/** What the pod sets of a field, whether it counts for this container or not. */
export function ofPod({ fields }: ContainerExplanation, field: string): Json | undefined {
  const found = fields[field];
  if (found?.source === 'pod') return found.value;
  return found?.overrides?.source === 'pod' ? found.overrides.value : undefined;
}

/** True when the container has a securityContext that sets something. */
export function hasContext({ fields }: ContainerExplanation): boolean {
  return Object.values(fields).some((each) => each.source === 'container');
}

/** Of the container's image; undefined where nobody knows it. */
export function imageUserOf({ imageUsers }: Scene, container: string): string | undefined {
  return imageUsers[container] ?? imageUsers['*'];
}

/** The UID that the image's USER stands for: 0 for none; undefined for a name, or where nobody knows it. */
export function imageUidOf(scene: Scene, container: string): number | undefined {
  const user = imageUserOf(scene, container)?.split(':', 1)[0];
  if (user === undefined) return undefined;
  return user === '' ? 0 : /^\d+$/.test(user) ? Number(user) : undefined;
}

/** The USER of the images of a drawn question: a number more often than none. */
export function drawImageUser(random: Random, fresh: () => number): string {
  return happens(random, 65) ? String(fresh()) : '';
}

const says = (user: string): string => (user === '' ? 'no `USER`' : `\`USER ${user}\``);

/** A sentence, with a space before it, that tells what these containers' images bring; nothing where it is unknown. */
export function imageNote(scene: Scene, containers: readonly ContainerExplanation[]): string {
  const known = containers.flatMap(({ name }) => {
    const user = imageUserOf(scene, name);
    return user === undefined ? [] : [{ name, user }];
  });
  const [first] = known;
  if (first === undefined) return '';
  const everywhere = Object.keys(scene.imageUsers).every((name) => name === '*');
  if (everywhere) return ` The images set ${says(first.user)}.`;
  return ` The image of ${known.map(({ name, user }) => `\`${name}\` sets ${says(user)}`).join(', that of ')}.`;
}
