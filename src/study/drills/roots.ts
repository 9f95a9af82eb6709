import type { ContainerExplanation } from '../../manifest/index.ts';
import { userBeliefs } from './kit/beliefs.ts';
import { freshIds } from './kit/chance.ts';
import { CONTAINERS, drawIdentities } from './kit/draw-workload.ts';
import { type Asker, asking, type Drill, type DrillInput } from './kit/drill.ts';
import { provenance } from './kit/provenance.ts';
import { drawImageUser, drawnScene, imageNote, type Scene } from './kit/scene.ts';
import { SOURCES } from './kit/sources.ts';

/** What one would have to believe to take a container that is not root for root. */
function taken(scene: Scene, container: ContainerExplanation): string {
  const root = userBeliefs(scene, container).find(({ value }) => value === 0);
  return root?.misconception ?? 'a container is root unless it drops its privileges';
}

function draw(input: DrillInput): Scene {
  const fresh = freshIds(input.random);
  const least = Math.max(3, CONTAINERS[input.difficulty] + 1);
  return drawnScene(drawIdentities({ ...input, least }, fresh, 35), drawImageUser(input.random, fresh));
}

const ask: Asker = (scene) => {
  const { containers } = scene;
  if (containers.length < 2 || containers.some(({ process }) => process.uid === null)) return undefined;
  if (containers.length < scene.pod.containers.length) return undefined;
  const options = containers.map((container) => {
    const correct = container.process.uid === 0;
    return {
      text: container.name,
      correct,
      why: provenance(container, 'runAsUser'),
      ...(correct ? {} : { misconception: taken(scene, container) }),
    };
  });
  if (options.every(({ correct }) => correct) || options.every(({ correct }) => !correct)) return undefined;
  return {
    kind: 'multi',
    prompt: `Which containers${scene.whose} run as root (UID 0)?${imageNote(scene, containers)}`,
    manifest: scene.manifest,
    options,
    explanation: containers.map((each) => provenance(each, 'runAsUser')).join(' '),
    source: SOURCES.container,
  };
};

/** Which containers run as root? At least one does, and at least one does not. */
export const rootsDrill: Drill = { id: 'roots', version: 2, topic: 'runAsUser', ...asking(draw, ask) };
