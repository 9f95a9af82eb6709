import type { Json, Process } from '../../manifest/index.ts';
import { shuffle } from '../random.ts';
import { groupBeliefs, userBeliefs } from './beliefs.ts';
import { freshIds, oneOf } from './chance.ts';
import { drawIdentities } from './draw-workload.ts';
import type { Drawing, Drill, DrillInput } from './drill.ts';
import { drawImageUser, explained, explainedContainer, imageSentence } from './explained.ts';
import { choiceOf, untilDrawn, type Wrong } from './options.ts';
import { provenance, said } from './provenance.ts';
import { SOURCES } from './sources.ts';
import type { Workload } from './workload.ts';

/** As `id` prints numbers that no file of the image names: the primary group comes first among the groups. */
function printed(uid: Json, gid: Json, extra: readonly Json[]): string {
  const groups = [...new Set([gid, ...extra])];
  return `uid=${said(uid)} gid=${said(gid)} groups=${groups.map(said).join(',')}`;
}

function groupMistakes(
  workload: Workload,
  { uid, gid, groups }: Process,
  extra: readonly number[],
): readonly Wrong[] {
  const { fsGroup } = workload.pod;
  const wrongs: Wrong[] = [];
  const add = (text: string, misconception: string, why: string): void => {
    wrongs.push({ text, misconception, why });
  };
  if (typeof fsGroup === 'number') {
    add(
      printed(
        uid,
        fsGroup,
        groups.toSorted((a, b) => a - b),
      ),
      'fsGroup becomes the primary group',
      '`fsGroup` is added to the supplemental groups; the primary group is `runAsGroup`.',
    );
    add(
      printed(
        uid,
        gid,
        extra.filter((each) => each !== fsGroup),
      ),
      'fsGroup concerns volumes only',
      '`fsGroup` also makes every process of the pod a member of that group.',
    );
  }
  const listed = workload.pod.supplementalGroups;
  if (Array.isArray(listed))
    add(
      printed(
        uid,
        gid,
        extra.filter((each) => !listed.includes(each)),
      ),
      'supplementalGroups are not for the process',
      '`supplementalGroups` are groups of the first process of every container.',
    );
  return wrongs;
}

function attempt(input: DrillInput): Drawing | undefined {
  const { random } = input;
  const fresh = freshIds(random);
  const workload = drawIdentities(input, fresh);
  const imageUser = drawImageUser(random, fresh);
  const container = oneOf(random, workload.containers);
  const { manifest, pod } = explained(workload, imageUser);
  const found = explainedContainer(pod, container);
  const { uid, gid, groups } = found.process;
  if (uid === null || gid === null || groups.length < 2) return undefined;
  const extra = groups.slice(1);
  const scene = { workload, container, imageUid: Number(imageUser) };
  const users = userBeliefs(scene).map((each) => ({ ...each, text: printed(each.value, gid, extra) }));
  const primary = groupBeliefs(scene, uid).map((each) => ({
    ...each,
    text: printed(uid, each.value, extra),
  }));
  const [first, ...rest] = shuffle(groupMistakes(workload, found.process, extra), random);
  const others = [...users.slice(0, 2), ...primary.slice(0, 2), ...rest];
  const explanation = ['runAsUser', 'runAsGroup', 'supplementalGroups']
    .map((field) => provenance(found, field))
    .join(' ');
  const right = { text: printed(uid, gid, extra), why: 'Each number comes from the level that sets it.' };
  const options = choiceOf(random, right, [...(first ? [first] : []), ...shuffle(others, random)]);
  if (options === undefined) return undefined;
  return {
    kind: 'choice',
    prompt: `What does \`id\` print in container \`${container.name}\`, if the image's files name none of these numbers? ${imageSentence(imageUser)}`,
    manifest,
    options,
    explanation,
    source: SOURCES.pod,
  };
}

/** What does `id` print in container X? Asked where the manifest decides all of it. */
export const idDrill: Drill = {
  id: 'id-output',
  version: 1,
  topic: 'Groups',
  draw: (input) => untilDrawn(() => attempt(input)),
};
