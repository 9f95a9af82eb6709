import type { Json } from '../../manifest/index.ts';
import { shuffle } from '../random.ts';
import { groupBeliefs, userBeliefs } from './beliefs.ts';
import { freshIds, oneOf } from './chance.ts';
import { drawIdentities } from './draw-workload.ts';
import type { Drawing, Drill, DrillInput } from './drill.ts';
import { drawImageUser, explained, explainedContainer, imageSentence } from './explained.ts';
import { choiceOf, untilDrawn, type Wrong } from './options.ts';
import { provenance } from './provenance.ts';
import { SOURCES } from './sources.ts';

const owned = (user: Json, group: Json): string => `user ${user}, group ${group}`;

/**
 * fsGroup owns the volume and sets the setgid bit on it, so that a new file gets that group; without it a file has
 * the primary group of who writes it (pkg/volume/volume_linux.go).
 */
function attempt(input: DrillInput): Drawing | undefined {
  const { random } = input;
  const fresh = freshIds(random);
  const workload = drawIdentities(input, fresh);
  const imageUser = drawImageUser(random, fresh);
  const container = oneOf(random, workload.containers);
  const { manifest, pod } = explained(workload, imageUser);
  const found = explainedContainer(pod, container);
  const { uid, gid } = found.process;
  const fsGroup = found.fields.fsGroup?.value ?? null;
  const group = fsGroup ?? gid;
  if (uid === null || group === null) return undefined;
  const scene = { workload, container, imageUid: Number(imageUser) };
  const users = userBeliefs(scene).slice(0, 3);
  const groups = fsGroup !== null ? [] : groupBeliefs(scene, uid).slice(0, 2);
  const wrongs: Wrong[] = [
    ...users.map((each) => ({ ...each, text: owned(each.value, group) })),
    ...groups.map((each) => ({ ...each, text: owned(uid, each.value) })),
  ];
  if (fsGroup === null)
    wrongs.push({
      text: owned(uid, uid),
      misconception: 'runAsGroup follows runAsUser',
      why: 'The group of a new file is the primary group of the process, which `runAsGroup` sets.',
    });
  else
    wrongs.push(
      ...(gid === null || gid === fsGroup
        ? []
        : [
            {
              text: owned(uid, gid),
              misconception: "the process's primary group owns files everywhere",
              why: 'On a volume that fsGroup owns, the setgid bit hands the group of the volume to new files.',
            },
          ]),
      {
        text: owned(fsGroup, fsGroup),
        misconception: 'fsGroup is a user',
        why: '`fsGroup` gives a volume its group; the user is still whoever writes the file.',
      },
    );
  const rule =
    fsGroup === null
      ? 'No `fsGroup` is set, so a new file gets the primary group of the process.'
      : `\`fsGroup\` in line ${found.fields.fsGroup?.line} owns the volume, and new files on it get that group: ${fsGroup}.`;
  const why = `${provenance(found, 'runAsUser')} ${rule}`;
  const options = choiceOf(random, { text: owned(uid, group), why }, shuffle(wrongs, random));
  if (options === undefined) return undefined;
  return {
    kind: 'choice',
    prompt: `Every container mounts one emptyDir at /data. Who owns a new file that container \`${container.name}\` writes there? ${imageSentence(imageUser)}`,
    manifest,
    options,
    explanation: fsGroup === null ? `${why} ${provenance(found, 'runAsGroup')}` : why,
    source: SOURCES.pod,
  };
}

/** Who owns a file written to this volume? Asked where the manifest decides it. */
export const ownerDrill: Drill = {
  id: 'owner',
  version: 1,
  topic: 'Volumes',
  draw: (input) => untilDrawn(() => attempt(input)),
};
