import type { ContainerExplanation, Json } from '../../manifest/index.ts';
import { shuffle } from '../random.ts';
import { type Belief, groupBeliefs, mistaken, userBeliefs } from './kit/beliefs.ts';
import { freshIds, happens, oneOf } from './kit/chance.ts';
import { type Asker, asking, type Drill, type DrillInput } from './kit/drill.ts';
import { drawIdentities, IDENTITIES } from './kit/identities.ts';
import { drawFiles } from './kit/image-files.ts';
import { gidSentence, processOf } from './kit/image-process.ts';
import { provenance } from './kit/provenance.ts';
import { askable, drawImageUser, drawnScene, imageNote, type Scene } from './kit/scene.ts';
import { SOURCES } from './kit/sources.ts';
import type { Settings, Workload } from './kit/workload.ts';

const owned = ([user, group]: readonly Json[]): string => `user ${user}, group ${group}`;

/** What the question supposes beside the manifest that is shown. */
interface Supposed {
  /** The volume is the node's own directory, which fsGroup never touches (pkg/volume/hostpath: SetUp changes no owner). */
  readonly hostPath: boolean;
  /** The file was written before a restart, by this user with this fsGroup. */
  readonly before?: { readonly uid: number; readonly fsGroup: number };
}

/** Wrong groups of a new file on a volume that fsGroup owns. */
function onOwnedVolume(gid: number | null, uid: number): readonly Belief[] {
  return [
    {
      value: gid ?? 0,
      misconception: "the process's primary group owns its files everywhere",
      why: 'On a volume that `fsGroup` owns, the setgid bit hands the group of the volume to new files.',
    },
    {
      value: uid,
      misconception: 'a user owns files through a group of the same number',
      why: 'No group of the number of the UID is made up: a new file takes the group of the volume.',
    },
    {
      value: 0,
      misconception: 'a volume belongs to root',
      why: '`fsGroup` has the kubelet hand the volume to that group before the container starts.',
    },
  ];
}

/** Wrong owners of a file that is older than the pod. */
function ofOldFile(
  { uid, fsGroup }: NonNullable<Supposed['before']>,
  now: number,
  group: number,
): readonly [user: readonly Belief[], group: readonly Belief[]] {
  return [
    [
      {
        value: now,
        misconception: 'fsGroup hands the files to the new user too',
        why: 'The kubelet changes the group of what is on the volume, never the user.',
      },
      {
        value: 0,
        misconception: 'after a restart a volume belongs to root',
        why: `The file still belongs to the user who wrote it: ${uid}.`,
      },
    ],
    [
      {
        value: fsGroup,
        misconception: 'what is on the volume keeps its group',
        why: "The volume's root does not have the new group, so the kubelet walks the volume and changes every group.",
      },
      ...(now === group
        ? []
        : [
            {
              value: now,
              misconception: 'a user owns files through a group of the same number',
              why: 'The group of a file on the volume is `fsGroup`, whatever the UID.',
            },
          ]),
      {
        value: 0,
        misconception: 'a volume belongs to root',
        why: '`fsGroup` has the kubelet hand the volume to that group before the container starts.',
      },
    ],
  ];
}

function draw(input: DrillInput): Scene & { readonly supposed: Supposed } {
  const { random, difficulty } = input;
  const fresh = freshIds(random);
  const hostPath = difficulty === 5 && happens(random, 50);
  const claimed: Settings = {
    fsGroup: fresh(),
    fsGroupChangePolicy: oneOf(random, ['Always', 'OnRootMismatch']),
  };
  const pod = hostPath ? { fsGroup: fresh() } : difficulty === 5 ? claimed : {};
  const { workload, target } = drawIdentities(input, fresh, IDENTITIES, { pod });
  const scene = drawnScene(mounting(workload, hostPath), drawImageUser(random, fresh), { target });
  const before = difficulty === 5 && !hostPath ? { before: { uid: fresh(), fsGroup: fresh() } } : {};
  return { ...scene, files: drawFiles(scene, input, fresh), supposed: { hostPath, ...before } };
}

/** Every container has the volume, whether fsGroup is set or not. */
function mounting(workload: Workload, hostPath: boolean): Workload {
  const source: Settings = hostPath ? { hostPath: { path: '/srv/data' } } : { emptyDir: {} };
  return {
    ...workload,
    volumes: hostPath ? { data: source } : (workload.volumes ?? { data: source }),
    containers: workload.containers.map((each) => ({ ...each, mounts: { data: '/data' } })),
  };
}

/**
 * fsGroup owns the volume and sets the setgid bit on it, so that a new file gets that group; without it a file has
 * the primary group of who writes it (pkg/volume/volume_linux.go).
 */
function askFor(scene: Scene, container: ContainerExplanation, { hostPath, before }: Supposed) {
  const process = processOf(scene, container);
  const { uid, gid, gidFrom } = process;
  const value = container.fields.fsGroup?.value;
  const fsGroup = typeof value === 'number' ? value : null;
  const byVolume = fsGroup !== null && !hostPath;
  const group = byVolume ? fsGroup : gid;
  if (uid === null || group === null) return undefined;
  const primary =
    gidFrom === 'manifest' ? provenance(container, 'runAsGroup') : gidSentence(scene, container, process);
  if (before !== undefined) {
    const [users, groups] = ofOldFile(before, uid, group);
    return {
      right: [before.uid, group],
      parts: [
        { right: before.uid, beliefs: users },
        { right: group, beliefs: groups },
      ],
      why: `A new pod changes no user of what is on the volume: ${before.uid} stays. \`fsGroup\` in line ${container.fields.fsGroup?.line} differs from the group of the volume's root, so the kubelet gives every file the new group, under either policy.`,
    };
  }
  const rule = byVolume
    ? `\`fsGroup\` in line ${container.fields.fsGroup?.line} owns the volume, and new files on it get that group: ${fsGroup}.`
    : `${hostPath ? 'A hostPath stays as the node has it, whatever `fsGroup` says' : 'No `fsGroup` is set'}, so a new file gets the primary group of the process. ${primary}`;
  const groups = byVolume ? onOwnedVolume(gid, uid) : groupBeliefs(scene, container).slice(0, 3);
  const ofHost: readonly Belief[] =
    hostPath && fsGroup !== null
      ? [
          {
            value: fsGroup,
            misconception: 'fsGroup owns every kind of volume',
            why: 'The kubelet leaves a hostPath as it is: neither its group nor a setgid bit is set.',
          },
        ]
      : [];
  return {
    right: [uid, group],
    parts: [
      { right: uid, beliefs: userBeliefs(scene, container).slice(0, 4) },
      { right: group, beliefs: [...ofHost, ...groups.filter(({ value }) => !hostPath || value !== fsGroup)] },
    ],
    why: `${provenance(container, 'runAsUser')} ${rule}`,
  };
}

function promptOf(scene: Scene, { name }: ContainerExplanation, { hostPath, before }: Supposed): string {
  const whom = `container \`${name}\`${scene.whose}`;
  if (scene.target === undefined)
    return `Suppose every container mounts one emptyDir at /data. Who owns a new file that ${whom} writes there?`;
  if (before !== undefined)
    return `Until now this pod had \`runAsUser: ${before.uid}\` and \`fsGroup: ${before.fsGroup}\` instead, and wrote /data/log. It is replaced by what is shown. Who owns /data/log once ${whom} has started?`;
  const node = hostPath ? ' The directory on the node has mode 0777.' : '';
  return `Who owns a new file that ${whom} writes to /data?${node}`;
}

const ask: Asker = (scene, random) => {
  const supposed = (scene as Partial<ReturnType<typeof draw>>).supposed ?? { hostPath: false };
  const known = askable(scene).filter((each) => askFor(scene, each, supposed) !== undefined);
  if (known.length === 0) return undefined;
  const container = oneOf(random, known);
  const found = askFor(scene, container, supposed);
  if (found === undefined) return undefined;
  const note = supposed.before === undefined ? imageNote(scene, [container]) : '';
  return {
    kind: 'choice',
    prompt: `${promptOf(scene, container, supposed)}${note}`,
    manifest: scene.manifest,
    right: { text: owned(found.right), why: found.why },
    wrongs: shuffle(mistaken(found.parts, owned), random),
    explanation: found.why,
    source: SOURCES.pod,
  };
};

/** Who owns a file on this volume? At 5 on the node's own directory, or a file that is older than the pod. */
export const ownerDrill: Drill = { id: 'owner', version: 3, topic: 'volumes', ...asking(draw, ask) };
