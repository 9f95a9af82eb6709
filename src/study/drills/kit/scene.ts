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

/** What the files of an image say, beside root. */
export interface ImageFiles {
  /** The one account in /etc/passwd; absent where there is root alone. */
  readonly account?: { readonly name: string; readonly uid: number; readonly gid: number };
  /** GID of a group whose line in /etc/group lists the account. */
  readonly group?: number;
}

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
  /** What the images' files say of users, where the question tells it. */
  readonly files?: ImageFiles;
  /** The container that a drawn question is about. */
  readonly target?: string;
  /** Follows "container `app`" where the manifest has several pods: " of Deployment `web`". */
  readonly whose: string;
}

/**
 * A drawn workload as a scene; `imageUser` is the USER of all its images (`""`: none, absent: unknown), or of each by
 * its container.
 */
export function drawnScene(
  workload: Workload,
  imageUser?: string | Readonly<Record<string, string>>,
  more: Pick<Scene, 'files' | 'target'> = {},
): Scene {
  const manifest = writeWorkload(workload);
  const imageUsers: Readonly<Record<string, string>> =
    imageUser === undefined ? {} : typeof imageUser === 'string' ? { '*': imageUser } : imageUser;
  const explanation = explain(manifest, { imageUsers });
  const [pod] = explanation.pods;
  if (pod === undefined) throw new Error('a drawn manifest has no pod');
  return { manifest, explanation, pod, containers: pod.containers, imageUsers, whose: '', ...more };
}

/** Those of the scene that a question may be about: the one it was drawn for, else all of a paste. */
export function askable({ containers, target }: Scene): readonly ContainerExplanation[] {
  return target === undefined ? containers : containers.filter(({ name }) => name === target);
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

function filesNote({ files }: Scene): string {
  if (files === undefined) return '';
  const { account, group } = files;
  if (account === undefined) return '; their `/etc/passwd` lists root alone';
  const { name, uid, gid } = account;
  const member = group === undefined ? '' : ` and their \`/etc/group\` the line \`team:x:${group}:${name}\``;
  return `; their \`/etc/passwd\` has the line \`${name}:x:${uid}:${gid}::/:/bin/sh\`${member}`;
}

/** A sentence, with a space before it, that tells what these containers' images bring; nothing where it is unknown. */
export function imageNote(scene: Scene, containers: readonly ContainerExplanation[]): string {
  const known = containers.flatMap(({ name }) => {
    const user = imageUserOf(scene, name);
    return user === undefined ? [] : [{ name, user }];
  });
  const [first] = known;
  if (first === undefined) return '';
  const everywhere = Object.keys(scene.imageUsers).every((name) => name === '*');
  if (everywhere) return ` The images set ${says(first.user)}${filesNote(scene)}.`;
  return ` The image of ${known.map(({ name, user }) => `\`${name}\` sets ${says(user)}`).join(', that of ')}.`;
}
