import type { ContainerExplanation, Json } from '../../manifest/index.ts';
import { shuffle } from '../random.ts';
import { type Belief, groupBeliefs, listedGroups, mistaken, userBeliefs } from './kit/beliefs.ts';
import { freshIds, happens, oneOf } from './kit/chance.ts';
import { type Asker, asking, type Drill, type DrillInput } from './kit/drill.ts';
import { drawIdentities, IDENTITIES } from './kit/identities.ts';
import { drawFiles } from './kit/image-files.ts';
import { gidSentence, processOf } from './kit/image-process.ts';
import { provenance, said } from './kit/provenance.ts';
import { askable, drawImageUser, drawnScene, imageNote, ofPod, type Scene } from './kit/scene.ts';
import { SOURCES } from './kit/sources.ts';

/** As `id` prints it without names: the primary group comes first among the groups. */
function printed([uid = null, gid = null, extra = []]: readonly Json[]): string {
  const groups = [...new Set([gid, ...(Array.isArray(extra) ? extra : [])])];
  return `uid=${said(uid)} gid=${said(gid)} groups=${groups.map(said).join(',')}`;
}

/** Wrong groups beside the primary one. */
function extraBeliefs(
  { files }: Scene,
  container: ContainerExplanation,
  extra: readonly number[],
): readonly Belief[] {
  const fsGroup = ofPod(container, 'fsGroup');
  const listed = listedGroups(container);
  const ofImage = files?.group;
  const beliefs: Belief[] = [];
  if (ofImage !== undefined)
    beliefs.push(
      extra.includes(ofImage)
        ? {
            value: extra.filter((each) => each !== ofImage),
            misconception: "the manifest's groups replace the image's",
            why: "Without `supplementalGroupsPolicy: Strict` the groups of the image's `/etc/group` are merged in.",
          }
        : {
            value: [...extra, ofImage].sort((a, b) => a - b),
            misconception: "the image's groups are always merged in",
            why: "`Strict` leaves the image's `/etc/group` out, and so does a UID that `/etc/passwd` gives no name.",
          },
    );
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

/** At 5 the image has a group of its own for the user, and the policy decides whether it counts. */
function draw(input: DrillInput): Scene {
  const { random, difficulty } = input;
  const fresh = freshIds(random);
  const policy = happens(random, 60) ? 'Strict' : 'Merge';
  const pod = difficulty === 5 ? { fsGroup: fresh(), supplementalGroupsPolicy: policy } : {};
  const { workload, target } = drawIdentities(input, fresh, IDENTITIES, { pod });
  const scene = drawnScene(workload, drawImageUser(random, fresh), { target });
  const files = drawFiles(scene, input, fresh);
  const grouped = difficulty === 5 && files.account !== undefined;
  return { ...scene, files: grouped ? { ...files, group: fresh() } : files };
}

const ask: Asker = (scene, random) => {
  const known = askable(scene).filter((each) => {
    const { uid, gid, others } = processOf(scene, each);
    return uid !== null && gid !== null && others.length > 0;
  });
  if (known.length === 0) return undefined;
  const container = oneOf(random, known);
  const process = processOf(scene, container);
  const { uid, gid, others, gidFrom } = process;
  const strict = container.fields.supplementalGroupsPolicy?.value !== undefined;
  // Without a group of the image's the policy would change nothing.
  if (scene.target !== undefined && strict && scene.files?.group === undefined) return undefined;
  const beliefs = {
    user: userBeliefs(scene, container),
    group: groupBeliefs(scene, container),
    extra: extraBeliefs(scene, container, others),
  };
  const wrongs = mistaken(
    [
      { right: uid, beliefs: beliefs.user.slice(0, 3) },
      { right: gid, beliefs: beliefs.group.slice(0, 3) },
      { right: others, beliefs: beliefs.extra },
    ],
    printed,
  );
  const why = [
    provenance(container, 'runAsUser'),
    gidFrom === 'manifest' ? provenance(container, 'runAsGroup') : gidSentence(scene, container, process),
    provenance(container, 'supplementalGroups'),
    imageGroupSentence(scene, others),
  ].join(' ');
  const named =
    scene.files === undefined ? "if the image's files name none of these numbers" : 'names left out';
  return {
    kind: 'choice',
    prompt: `What does \`id\` print in container \`${container.name}\`${scene.whose}, ${named}?${imageNote(scene, [container])}`,
    manifest: scene.manifest,
    right: { text: printed([uid, gid, others]), why: fromWhere(container, gidFrom === 'manifest') },
    wrongs: shuffle(wrongs, random),
    explanation: why.trim(),
    source: SOURCES.pod,
  };
};

function imageGroupSentence({ files }: Scene, others: readonly number[]): string {
  if (files?.group === undefined) return '';
  return others.includes(files.group)
    ? `The image's \`/etc/group\` adds ${files.group}, since the policy is not \`Strict\`.`
    : `The image's ${files.group} is not among them.`;
}

const LEVELS: Readonly<Record<string, string>> = {
  container: 'the container',
  pod: 'the pod',
  image: 'the image',
};

/** Which level each of the three comes from, in a few words. */
function fromWhere({ fields }: ContainerExplanation, groupSet: boolean): string {
  const of = (field: string): string => LEVELS[fields[field]?.source ?? ''] ?? 'nobody, so 0';
  const group = groupSet ? of('runAsGroup') : "the image's files, else 0";
  return `The UID is from ${of('runAsUser')}, the primary group from ${group}, the other groups from the pod.`;
}

/** What does `id` print in container X? Asked where the manifest, or what is told of the image, decides all of it. */
export const idDrill: Drill = {
  id: 'id-output',
  version: 3,
  topic: 'supplementalGroups',
  ...asking(draw, ask),
};
