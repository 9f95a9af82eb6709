import type { ContainerExplanation, Json } from '../../manifest/index.ts';
import { type Belief, groupBeliefs, wrongsOf } from './kit/beliefs.ts';
import { freshIds, happens, oneOf } from './kit/chance.ts';
import { type Asker, asking, type Drill, type DrillInput } from './kit/drill.ts';
import { drawIdentities } from './kit/identities.ts';
import { drawFiles } from './kit/image-files.ts';
import { gidSentence, processOf } from './kit/image-process.ts';
import { provenance } from './kit/provenance.ts';
import { askable, drawImageUser, drawnScene, imageNote, imageUserOf, type Scene } from './kit/scene.ts';
import { SOURCES } from './kit/sources.ts';

/** What acts on the primary group, or seems to: a policy on groups, a user namespace, the group in an image's USER. */
const ACTORS = ['policy', 'namespace', 'image group'] as const;

function draw(input: DrillInput): Scene | undefined {
  const { random, difficulty } = input;
  const fresh = freshIds(random);
  const actor = difficulty === 5 ? oneOf(random, ACTORS) : undefined;
  const pod = actor === 'policy' ? { supplementalGroupsPolicy: 'Strict' } : {};
  const { workload, target } = drawIdentities(input, fresh, ['runAsGroup'], { pod });
  const spec = actor === 'namespace' ? { spec: { hostUsers: false } } : {};
  const imageUser = actor === 'image group' ? `${fresh()}:${fresh()}` : drawImageUser(random, fresh);
  const scene = drawnScene({ ...workload, ...spec }, imageUser, { target });
  const whole = { ...scene, files: drawFiles(scene, input, fresh) };
  // 0 is the shortest answer there is: no oftener right than any other.
  const none = askable(whole).some((each) => processOf(whole, each).gid === 0);
  return none && happens(random, 65) ? undefined : whole;
}

const ask: Asker = (scene, random) => {
  const known = askable(scene).filter((each) => processOf(scene, each).gid !== null);
  if (known.length === 0) return undefined;
  const container = oneOf(random, known);
  const process = processOf(scene, container);
  const set = process.gidFrom === 'manifest';
  const why = `${set ? provenance(container, 'runAsGroup') : gidSentence(scene, container, process)}${rest(scene)}`;
  const text = (value: Json): string => `GID ${value}`;
  const beliefs = [...imageBeliefs(scene, container), ...groupBeliefs(scene, container)];
  return {
    kind: 'choice',
    prompt: `Which primary GID does the first process of container \`${container.name}\`${scene.whose} have?${imageNote(scene, [container])}`,
    manifest: scene.manifest,
    right: { text: text(process.gid), why },
    wrongs: wrongsOf(beliefs, text),
    explanation: why,
    source: SOURCES.pod,
  };
};

/** What else the question holds and what it does not change. */
function rest(scene: Scene): string {
  const { pod, containers } = scene;
  const strict = containers[0]?.fields.supplementalGroupsPolicy?.value === 'Strict';
  if (strict) return ' `supplementalGroupsPolicy` concerns the other groups only.';
  if (pod.pod.hostUsers?.value === false)
    return ' A user namespace changes what the node sees, not this number.';
  const user = scene.imageUsers['*'] ?? '';
  return user.includes(':') ? " The group in the image's USER is never passed on." : '';
}

/** What one may read out of the image's USER and files. */
function imageBeliefs(scene: Scene, container: ContainerExplanation): readonly Belief[] {
  const { uid, gidFrom } = processOf(scene, container);
  const account = scene.files?.account;
  const group = imageUserOf(scene, container.name)?.split(':')[1];
  const beliefs: Belief[] = [];
  if (group !== undefined)
    beliefs.push({
      value: Number(group),
      misconception: "the group in the image's USER counts",
      why: "Kubernetes passes on the user of the image's USER alone: the part behind the colon never reaches the container.",
    });
  if (account !== undefined && gidFrom !== 'account')
    beliefs.push({
      value: account.gid,
      misconception:
        gidFrom === 'manifest' ? "the image's files win over runAsGroup" : 'any line of /etc/passwd counts',
      why:
        gidFrom === 'manifest'
          ? "The image's `/etc/passwd` is asked only where no `runAsGroup` is set."
          : `That line is of UID ${account.uid}; this process has UID ${uid}.`,
    });
  if (gidFrom === 'account')
    beliefs.push({
      value: 0,
      misconception: 'without runAsGroup the group is always 0',
      why: "It is 0 only where the image's `/etc/passwd` has no line for the UID; here it has one.",
    });
  return beliefs;
}

/** Which primary GID does container X have? Where no `runAsGroup` is set, the prompt says what the image's files say. */
export const gidDrill: Drill = { id: 'gid', version: 3, topic: 'runAsGroup', ...asking(draw, ask) };
