import type { ContainerExplanation, Json } from '../../manifest/index.ts';
import { shuffle } from '../random.ts';
import { type Belief, groupBeliefs, listedGroups, mistaken, userBeliefs } from './kit/beliefs.ts';
import { freshIds, oneOf } from './kit/chance.ts';
import { drawIdentities } from './kit/draw-workload.ts';
import { type Asker, asking, type Drill, type DrillInput } from './kit/drill.ts';
import { provenance, said } from './kit/provenance.ts';
import { drawImageUser, drawnScene, imageNote, ofPod, type Scene } from './kit/scene.ts';
import { SOURCES } from './kit/sources.ts';

/** As `id` prints numbers that no file of the image names: the primary group comes first among the groups. */
function printed([uid = null, gid = null, extra = []]: readonly Json[]): string {
  const groups = [...new Set([gid, ...(Array.isArray(extra) ? extra : [])])];
  return `uid=${said(uid)} gid=${said(gid)} groups=${groups.map(said).join(',')}`;
}

/** Wrong groups beside the primary one. */
function extraBeliefs(container: ContainerExplanation, extra: readonly number[]): readonly Belief[] {
  const fsGroup = ofPod(container, 'fsGroup');
  const listed = listedGroups(container);
  const beliefs: Belief[] = [];
  if (fsGroup !== undefined)
    beliefs.push({
      value: extra.filter((each) => each !== fsGroup),
      misconception: 'fsGroup concerns volumes only',
      why: '`fsGroup` also makes every process of the pod a member of that group.',
    });
  if (listed.length > 0)
    beliefs.push({
      value: extra.filter((each) => !listed.includes(each)),
      misconception: 'supplementalGroups are not for the process',
      why: '`supplementalGroups` are groups of the first process of every container.',
    });
  if (!extra.includes(0))
    beliefs.push({
      value: [0, ...extra],
      misconception: 'every process is in group 0 as well',
      why: 'Group 0 is among them only where the manifest, or a file of the image, says so.',
    });
  return beliefs;
}

function draw(input: DrillInput): Scene {
  const fresh = freshIds(input.random);
  return drawnScene(drawIdentities(input, fresh), drawImageUser(input.random, fresh));
}

const ask: Asker = (scene, random) => {
  const known = scene.containers.filter(
    ({ process: { uid, gid, groups } }) => uid !== null && gid !== null && groups.length > 1,
  );
  if (known.length === 0) return undefined;
  const container = oneOf(random, known);
  const { uid, gid, groups } = container.process;
  const extra = groups.slice(1);
  const wrongs = mistaken(
    [
      { right: uid, beliefs: userBeliefs(scene, container).slice(0, 3) },
      { right: gid, beliefs: groupBeliefs(scene, container).slice(0, 3) },
      { right: extra, beliefs: extraBeliefs(container, extra) },
    ],
    printed,
  );
  return {
    kind: 'choice',
    prompt: `What does \`id\` print in container \`${container.name}\`${scene.whose}, if the image's files name none of these numbers?${imageNote(scene, [container])}`,
    manifest: scene.manifest,
    right: { text: printed([uid, gid, extra]), why: 'Each number comes from the level that sets it.' },
    wrongs: shuffle(wrongs, random),
    explanation: ['runAsUser', 'runAsGroup', 'supplementalGroups']
      .map((field) => provenance(container, field))
      .join(' '),
    source: SOURCES.pod,
  };
};

/** What does `id` print in container X? Asked where the manifest decides all of it. */
export const idDrill: Drill = {
  id: 'id-output',
  version: 2,
  topic: 'supplementalGroups',
  ...asking(draw, ask),
};
