import type { Json } from '../../manifest/index.ts';
import { shuffle } from '../random.ts';
import { type Belief, groupBeliefs, mistaken, userBeliefs } from './kit/beliefs.ts';
import { freshIds, oneOf } from './kit/chance.ts';
import { drawIdentities } from './kit/draw-workload.ts';
import { type Asker, asking, type Drill, type DrillInput } from './kit/drill.ts';
import { provenance } from './kit/provenance.ts';
import { drawImageUser, drawnScene, imageNote, type Scene } from './kit/scene.ts';
import { SOURCES } from './kit/sources.ts';

const owned = ([user, group]: readonly Json[]): string => `user ${user}, group ${group}`;

/** Wrong groups of a new file on a volume that fsGroup owns. */
function onOwnedVolume(gid: number | null, uid: number): readonly Belief[] {
  return [
    {
      value: gid ?? 0,
      misconception: "the process's primary group owns its files everywhere",
      why: 'On a volume that fsGroup owns, the setgid bit hands the group of the volume to new files.',
    },
    {
      value: uid,
      misconception: 'a user owns files through a group of the same number',
      why: 'No group of that number is made up: a new file takes the group of the volume.',
    },
    {
      value: 0,
      misconception: 'a volume belongs to root',
      why: '`fsGroup` has the kubelet hand the volume to that group before the container starts.',
    },
  ];
}

function draw(input: DrillInput): Scene {
  const fresh = freshIds(input.random);
  return drawnScene(drawIdentities(input, fresh), drawImageUser(input.random, fresh));
}

/**
 * fsGroup owns the volume and sets the setgid bit on it, so that a new file gets that group; without it a file has
 * the primary group of who writes it (pkg/volume/volume_linux.go).
 */
const ask: Asker = (scene, random) => {
  const known = scene.containers.filter(
    ({ process, fields }) => process.uid !== null && (fields.fsGroup?.value ?? process.gid) !== null,
  );
  if (known.length === 0) return undefined;
  const container = oneOf(random, known);
  const { uid, gid } = container.process;
  const fsGroup = container.fields.fsGroup?.value ?? null;
  const group = fsGroup ?? gid;
  if (uid === null) return undefined;
  const groups = fsGroup === null ? groupBeliefs(scene, container).slice(0, 3) : onOwnedVolume(gid, uid);
  const wrongs = mistaken(
    [
      { right: uid, beliefs: userBeliefs(scene, container).slice(0, 4) },
      { right: group, beliefs: groups },
    ],
    owned,
  );
  const rule =
    fsGroup === null
      ? 'No `fsGroup` is set, so a new file gets the primary group of the process.'
      : `\`fsGroup\` in line ${container.fields.fsGroup?.line} owns the volume, and new files on it get that group: ${fsGroup}.`;
  const why = `${provenance(container, 'runAsUser')} ${rule}`;
  return {
    kind: 'choice',
    prompt: `Suppose every container mounts one emptyDir at /data. Who owns a new file that container \`${container.name}\`${scene.whose} writes there?${imageNote(scene, [container])}`,
    manifest: scene.manifest,
    right: { text: owned([uid, group]), why },
    wrongs: shuffle(wrongs, random),
    explanation: fsGroup === null ? `${why} ${provenance(container, 'runAsGroup')}` : why,
    source: SOURCES.pod,
  };
};

/** Who owns a file written to this volume? Asked where the manifest decides it. */
export const ownerDrill: Drill = { id: 'owner', version: 2, topic: 'volumes', ...asking(draw, ask) };
