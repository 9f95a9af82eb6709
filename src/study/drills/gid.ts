import { groupBeliefs, wrongsOf } from './kit/beliefs.ts';
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
  const known = scene.containers.filter(({ process }) => process.gid !== null);
  if (known.length === 0) return undefined;
  const container = oneOf(random, known);
  const why = provenance(container, 'runAsGroup');
  const text = (value: unknown): string => `GID ${value}`;
  return {
    kind: 'choice',
    prompt: `Which primary GID does the first process of container \`${container.name}\`${scene.whose} have?${imageNote(scene, [container])}`,
    manifest: scene.manifest,
    right: { text: text(container.process.gid), why },
    wrongs: wrongsOf(groupBeliefs(scene, container), text),
    explanation: why,
    source: SOURCES.pod,
  };
};

/** Which primary GID does container X have? Asked only where `runAsGroup` is set: otherwise only the image knows. */
export const gidDrill: Drill = { id: 'gid', version: 2, topic: 'runAsGroup', ...asking(draw, ask) };
