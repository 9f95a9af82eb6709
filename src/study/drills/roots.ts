import type { ContainerExplanation } from '../../manifest/index.ts';
import { userBeliefs } from './beliefs.ts';
import { freshIds } from './chance.ts';
import { drawIdentities } from './draw-workload.ts';
import type { Drawing, Drill, DrillInput } from './drill.ts';
import { drawImageUser, explained, explainedContainer, imageSentence } from './explained.ts';
import { lettered, untilDrawn } from './options.ts';
import { provenance } from './provenance.ts';
import { SOURCES } from './sources.ts';
import type { DrawnContainer, Workload } from './workload.ts';

/** What one would have to believe to take a container that is not root for root. */
function taken(workload: Workload, container: DrawnContainer, imageUser: string): string {
  const beliefs = userBeliefs({ workload, container, imageUid: Number(imageUser) });
  const root = beliefs.find(({ value }) => value === 0);
  return root?.misconception ?? 'a container is root unless it drops its privileges';
}

function allProvenances(found: readonly ContainerExplanation[]): string {
  return found.map((each) => provenance(each, 'runAsUser')).join(' ');
}

function attempt(input: DrillInput): Drawing | undefined {
  const { random } = input;
  const fresh = freshIds(random);
  const workload = drawIdentities({ ...input, least: 3 }, fresh, 35);
  const imageUser = drawImageUser(random, fresh);
  const { manifest, pod } = explained(workload, imageUser);
  const options = workload.containers.map((container) => {
    const found = explainedContainer(pod, container);
    const correct = found.process.uid === 0;
    return {
      text: container.name,
      correct,
      why: provenance(found, 'runAsUser'),
      ...(correct ? {} : { misconception: taken(workload, container, imageUser) }),
    };
  });
  if (options.every(({ correct }) => correct) || options.every(({ correct }) => !correct)) return undefined;
  return {
    kind: 'multi',
    prompt: `Which containers run as root (UID 0)? ${imageSentence(imageUser)}`,
    manifest,
    options: lettered(random, options),
    explanation: allProvenances(pod.containers),
    source: SOURCES.container,
  };
}

/** Which containers run as root? At least one does, and at least one does not. */
export const rootsDrill: Drill = {
  id: 'roots',
  version: 1,
  topic: 'Users',
  draw: (input) => untilDrawn(() => attempt(input)),
};
