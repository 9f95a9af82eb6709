import type { Json } from '../../manifest/index.ts';
import type { Random } from '../random.ts';
import { type Belief, userBeliefs, wrongsOf } from './kit/beliefs.ts';
import { freshIds, happens, oneOf } from './kit/chance.ts';
import { type Asker, asking, type Drill, type DrillInput } from './kit/drill.ts';
import { drawIdentities } from './kit/identities.ts';
import { processOf } from './kit/image-process.ts';
import { provenance } from './kit/provenance.ts';
import {
  askable,
  drawImageUser,
  drawnScene,
  type ImageFiles,
  imageNote,
  imageUidOf,
  own,
  type Scene,
} from './kit/scene.ts';
import { SOURCES } from './kit/sources.ts';
import { askWindowsUser, drawWindows } from './kit/windows.ts';

/** Numbers that an image's USER is likely to be; a name is resolved by a line of /etc/passwd that is told. */
function draw(input: DrillInput): Scene | undefined {
  const { random, difficulty } = input;
  const fresh = freshIds(random);
  if (difficulty === 5 && happens(random, 40)) return drawWindows(input);
  const { workload, target, unset } = drawIdentities(input, fresh, ['runAsUser']);
  const whole = difficulty === 5 ? { ...workload, spec: { hostUsers: false } } : workload;
  if (!unset('runAsUser') || happens(random, 70)) {
    const user = drawImageUser(random, fresh);
    // The image's number is not to be the only one that the question names.
    const files = unset('runAsUser') && user !== '' ? { files: { account: accountOf(random, fresh) } } : {};
    const scene = drawnScene(whole, user, { target, ...files });
    // 0 is the shortest answer there is: no oftener right than any other.
    return askable(scene).some(({ process }) => process.uid === 0) && happens(random, 25) ? undefined : scene;
  }
  const account = accountOf(random, fresh);
  return drawnScene(whole, account.name, { target, files: { account } });
}

const accountOf = (random: Random, fresh: () => number): NonNullable<ImageFiles['account']> => ({
  name: oneOf(random, ['app', 'node', 'nginx']),
  uid: fresh(),
  gid: fresh(),
});

/** What one may read out of the line of /etc/passwd that the question tells. */
function ofAccount({ files }: Scene, uid: number | null): readonly Belief[] {
  const account = files?.account;
  if (account === undefined) return [];
  return [
    {
      value: account.uid,
      misconception: 'any line of /etc/passwd says who runs',
      why: "The file only tells who a name is: no user of it runs unless the image's USER or the manifest says so.",
    },
    {
      value: account.gid,
      misconception: "the second number of a line of /etc/passwd is the user's",
      why: `That number is the primary group; the user is the first one${account.uid === uid ? '' : ', and it is not this one'}.`,
    },
  ];
}

const ask: Asker = (scene, random) => {
  if (scene.pod.pod.os?.value === 'windows') return askWindowsUser(scene);
  const known = askable(scene).filter((each) => processOf(scene, each).uid !== null);
  if (known.length === 0) return undefined;
  const container = oneOf(random, known);
  const { uid } = processOf(scene, container);
  const imageUid = imageUidOf(scene, container.name);
  const named = container.process.uid === null ? ` In \`/etc/passwd\` that is UID ${uid}.` : '';
  const inside = scene.pod.pod.hostUsers?.value === false;
  const shifted = inside
    ? ' The user namespace changes what the node sees; inside, the UID is what was asked for.'
    : '';
  const why = `${provenance(container, 'runAsUser')}${named}${shifted}`;
  const text = (value: Json): string => `UID ${value}`;
  // Whoever reads a container that says nothing of itself thinks of the image first.
  const tempts = imageUid !== undefined && own(container, 'runAsUser') === undefined;
  const beliefs = [
    ...(inside ? [ofTheNode(uid ?? 0)] : []),
    ...ofAccount(scene, uid),
    ...userBeliefs(scene, container),
  ];
  return {
    kind: 'choice',
    prompt: inside
      ? `Which UID does \`id -u\` print in container \`${container.name}\`${scene.whose}?${imageNote(scene, [container])}`
      : `Which UID does the first process of container \`${container.name}\`${scene.whose} run as?${imageNote(scene, [container])}`,
    manifest: scene.manifest,
    right: { text: text(uid), why },
    wrongs: wrongsOf(beliefs, text).map((each) =>
      tempts && each.text === text(imageUid) ? { ...each, must: true } : each,
    ),
    explanation: why,
    source: SOURCES.container,
  };
};

/** What the node's process list would show: 65,536 ids a pod, the first range begins there (pkg/kubelet/userns). */
function ofTheNode(uid: number): Belief {
  return {
    value: 65536 + uid,
    misconception: 'a user namespace changes the UID inside too',
    why: 'With `hostUsers: false` only the node sees a shifted UID; in the container it is the one that was asked for.',
  };
}

/** Which UID does container X run as? At 5 in a user namespace, or as which user on Windows. */
export const uidDrill: Drill = { id: 'uid', version: 3, topic: 'runAsUser', ...asking(draw, ask) };
