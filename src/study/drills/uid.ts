import { userBeliefs, wrongsOf } from './kit/beliefs.ts';
import { freshIds, oneOf } from './kit/chance.ts';
import { drawIdentities } from './kit/draw-workload.ts';
import { type Asker, asking, type Drill, type DrillInput } from './kit/drill.ts';
import { provenance } from './kit/provenance.ts';
import { drawImageUser, drawnScene, imageNote, type Scene } from './kit/scene.ts';
import { SOURCES } from './kit/sources.ts';

function draw(input: DrillInput): Scene {
  const fresh = freshIds(input.random);
  return drawnScene(drawIdentities(input, fresh), drawImageUser(input.random, fresh));
}

const ask: Asker = (scene, random) => {
  const known = scene.containers.filter(({ process }) => process.uid !== null);
  if (known.length === 0) return undefined;
  const container = oneOf(random, known);
  const why = provenance(container, 'runAsUser');
  const text = (value: unknown): string => `UID ${value}`;
  return {
    kind: 'choice',
    prompt: `Which UID does the first process of container \`${container.name}\`${scene.whose} run as?${imageNote(scene, [container])}`,
    manifest: scene.manifest,
    right: { text: text(container.process.uid), why },
    wrongs: wrongsOf(userBeliefs(scene, container), text),
    explanation: why,
    source: SOURCES.container,
  };
};

/** Which UID does container X run as? */
export const uidDrill: Drill = { id: 'uid', version: 2, topic: 'runAsUser', ...asking(draw, ask) };
