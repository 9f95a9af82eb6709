import {
  type ContainerExplanation,
  type Explanation,
  explain,
  type PodExplanation,
} from '../../manifest/index.ts';
import type { Random } from '../random.ts';
import { happens } from './chance.ts';
import { type DrawnContainer, type Workload, writeWorkload } from './workload.ts';

/** A drawn workload as text, with what the engine says of it. */
export interface Explained {
  readonly manifest: string;
  readonly explanation: Explanation;
  readonly pod: PodExplanation;
}

/** Writes the workload and explains it; `imageUser` is the USER of all its images (`""`: none, absent: unknown). */
export function explained(workload: Workload, imageUser?: string): Explained {
  const manifest = writeWorkload(workload);
  const explanation = explain(manifest, imageUser === undefined ? {} : { imageUsers: { '*': imageUser } });
  const [pod] = explanation.pods;
  if (pod === undefined) throw new Error('a drawn manifest has no pod');
  return { manifest, explanation, pod };
}

/** What the engine says of one container. */
export function explainedContainer(pod: PodExplanation, container: DrawnContainer): ContainerExplanation {
  const found = pod.containers.find((each) => each.name === container.name);
  if (found === undefined) throw new Error(`a drawn manifest has no container ${container.name}`);
  return found;
}

/** The USER of the images of a question: a number more often than none. */
export function drawImageUser(random: Random, fresh: () => number): string {
  return happens(random, 65) ? String(fresh()) : '';
}

/** The sentence that tells the person what the images bring. */
export function imageSentence(imageUser: string): string {
  return imageUser === '' ? 'The images set no `USER`.' : `The images set \`USER ${imageUser}\`.`;
}
