import type { Json } from '../../../manifest/index.ts';
import type { MendGoal } from '../../mends/mend.ts';
import type { Random } from '../../random.ts';
import { happens, oneOf } from './chance.ts';
import type { Difficulty } from './drill.ts';
import { inContainer, inContainers, inPod, inSpec, removing, setting } from './edits.ts';
import { FAULT_KINDS } from './faults.ts';
import { type DrawnContainer, type Settings, type Workload, writeWorkload } from './workload.ts';

/** What a damage is drawn with: the sound workload, and numbers that stand nowhere in it yet. */
interface DamageInput {
  readonly random: Random;
  readonly fresh: () => number;
  readonly sound: Workload;
}

/** A manifest that was sound, and what became of it. */
export interface Damaged {
  /** As it is to be again. */
  readonly sound: Workload;
  readonly manifest: string;
  /** What is to hold again, where that is more than the values the damage took away. */
  readonly goals?: readonly MendGoal[];
  /** The USER of all images (`""`: none); absent where it does not matter. */
  readonly imageUser?: string;
  /** Why it is wrong, where no finding of the engine says so. */
  readonly because?: string;
}

/** A way to spoil a sound manifest so that one mend brings it back; undefined where there is nothing to spoil. */
export interface Damage {
  readonly id: string;
  readonly difficulty: Difficulty;
  readonly spoil: (input: DamageInput) => Damaged | undefined;
}

/** Kinds of {@link FAULT_KINDS} that write something in the place of what was there: the others only add a line. */
const REPLACING: ReadonlySet<string> = new Set([
  'wrong-case',
  'misspelt',
  'quoted-number',
  'quoted-flag',
  'number-for-flag',
  'negative',
  'too-large',
  'name-for-number',
  'list-for-number',
  'scalar-for-list',
  'scalar-for-object',
  'drop-all-scalar',
  'list-for-object',
  'wrong-key-inside',
  'above-template',
  'in-spec',
]);

const OF_FAULTS: readonly Damage[] = FAULT_KINDS.filter(({ id }) => REPLACING.has(id)).map(
  ({ id, difficulty, places, spoil }) => ({
    id,
    difficulty,
    spoil({ random, fresh, sound }) {
      const at = oneOf(random, places) === 'pod' ? -1 : random.below(sound.containers.length);
      const manifest = spoil(sound, { random, fresh, at });
      return manifest === undefined ? undefined : { sound, manifest };
    },
  }),
);

const IDS = ['runAsUser', 'runAsGroup'] as const;
const NAMES: Readonly<Record<string, string>> = { runAsUser: 'UID', runAsGroup: 'primary GID' };

const main = ({ containers }: Workload): readonly DrawnContainer[] =>
  containers.filter(({ role }) => role === 'container');

/** The sound workload with a value at the pod level that no container but those named overrides. */
function ofPod(sound: Workload, field: string, value: Json, but: readonly string[] = []): Workload {
  const silent = inContainers((name) => !but.includes(name), removing(field))(sound);
  return inPod(setting({ [field]: value }))(silent);
}

const valueGoal = (container: string, field: string, value: Json): MendGoal => ({ container, field, value });

/** A value that belongs to one level, moved to the other one. */
const misplaced: Damage = {
  id: 'misplaced',
  difficulty: 2,
  spoil({ random, fresh, sound }) {
    const [first] = main(sound);
    if (first === undefined) return undefined;
    const [field, value] = oneOf<readonly [string, Json]>(random, [
      ['fsGroup', fresh()],
      ['supplementalGroups', [fresh()]],
      ['readOnlyRootFilesystem', true],
      ['allowPrivilegeEscalation', false],
    ]);
    const belongs = setting({ [field]: value });
    const podOnly = field === 'fsGroup' || field === 'supplementalGroups';
    const right = podOnly ? inPod(belongs)(sound) : inContainers(() => true, belongs)(sound);
    const without = podOnly
      ? inPod(removing(field))(right)
      : inContainers(() => true, removing(field))(right);
    const wrong = podOnly ? inContainer(first.name, belongs)(without) : inPod(belongs)(without);
    return { sound: right, manifest: writeWorkload(wrong) };
  },
};

/** The container sets a value of its own in the way of the pod's. */
const overridden: Damage = {
  id: 'overridden',
  difficulty: 2,
  spoil({ random, fresh, sound }) {
    const field = oneOf(random, IDS);
    const wanted = fresh();
    const right = ofPod(sound, field, wanted);
    const { name } = oneOf(random, right.containers);
    const other = fresh();
    return {
      sound: right,
      manifest: writeWorkload(inContainer(name, setting({ [field]: other }))(right)),
      goals: [{ ...valueGoal(name, field, wanted), source: 'pod' } as MendGoal],
      because: `\`${name}\` sets \`${field}: ${other}\` itself, which wins over the pod's ${wanted}. Without it the pod's value reaches \`${name}\`.`,
    };
  },
};

/** A container sets 0 although the pod forbids root. */
const explicitRoot: Damage = {
  id: 'explicit-root',
  difficulty: 2,
  spoil({ random, fresh, sound }) {
    const uid = fresh();
    const open = inContainers(() => true, removing('runAsNonRoot'))(ofPod(sound, 'runAsUser', uid));
    const right = inPod(setting({ runAsNonRoot: true }))(open);
    const { name } = oneOf(random, right.containers);
    return {
      sound: right,
      manifest: writeWorkload(inContainer(name, setting({ runAsUser: 0 }))(right)),
      goals: [
        { container: name, start: 'starts' },
        valueGoal(name, 'runAsUser', uid),
        valueGoal(name, 'runAsNonRoot', true),
      ],
      because: `\`runAsUser: 0\` in \`${name}\` wins over the pod's ${uid}, and \`runAsNonRoot: true\` has the kubelet refuse it.`,
    };
  },
};

/** Nothing sets the user, and the image's is root, or a name that cannot be checked. */
const imageDecides: Damage = {
  id: 'image-decides',
  difficulty: 3,
  spoil({ random, fresh, sound }) {
    const imageUser = oneOf(random, ['', '0', 'root', 'app', 'node']);
    const uid = fresh();
    const open = inContainers(() => true, removing('runAsNonRoot'))(ofPod(sound, 'runAsUser', uid));
    const right = inPod(setting({ runAsNonRoot: true }))(open);
    const why = imageUser === '' || imageUser === '0' ? 'root' : 'a name, which it cannot check';
    return {
      sound: right,
      manifest: writeWorkload(inPod(removing('runAsUser'))(right)),
      goals: [
        { container: '*', start: 'starts' },
        { container: '*', process: { uid } },
        valueGoal('*', 'runAsNonRoot', true),
      ],
      imageUser,
      because: `No level sets \`runAsUser\`, so the image's USER counts, and for the kubelet that is ${why}. \`runAsNonRoot\` changes no user; a \`runAsUser\` does.`,
    };
  },
};

/** Nothing sets the group: it is the image's, which is root's as a rule. */
const groupUnset: Damage = {
  id: 'group-unset',
  difficulty: 3,
  spoil({ fresh, sound }) {
    const [uid, gid] = [fresh(), fresh()];
    const right = ofPod(ofPod(sound, 'runAsUser', uid), 'runAsGroup', gid);
    return {
      sound: right,
      manifest: writeWorkload(inPod(removing('runAsGroup'))(right)),
      goals: [{ container: '*', process: { uid, gid } }],
      because: `A \`runAsUser\` brings no group with it: without \`runAsGroup\` the primary GID is what the image says of the user, 0 as a rule.`,
    };
  },
};

/** Two containers differ from the pod and from each other; one of them lost its value. */
const neighbour: Damage = {
  id: 'neighbour',
  difficulty: 4,
  spoil({ random, fresh, sound }) {
    if (sound.containers.length < 2) return undefined;
    const field = oneOf(random, IDS);
    const [one, other] = happens(random, 50) ? [0, 1] : [1, 0];
    const [mine, theirs] = [sound.containers[one]?.name ?? '', sound.containers[other]?.name ?? ''];
    const [common, own, next] = [fresh(), fresh(), fresh()];
    const right = inContainer(
      theirs,
      setting({ [field]: next }),
    )(inContainer(mine, setting({ [field]: own }))(ofPod(sound, field, common, [mine, theirs])));
    const damaged = happens(random, 50)
      ? inContainer(mine, removing(field))(right)
      : inContainer(mine, setting({ [field]: next }))(right);
    return {
      sound: right,
      manifest: writeWorkload(damaged),
      goals: [valueGoal(mine, field, own), valueGoal(theirs, field, next)],
      because: `The ${NAMES[field]} of \`${mine}\` belongs in \`${mine}\`: what \`${theirs}\` sets reaches nobody else, and what the pod sets reaches whoever says nothing.`,
    };
  },
};

/** One container of several lacks what it has to set for itself. */
const onlyOne: Damage = {
  id: 'only-one',
  difficulty: 4,
  spoil({ random, sound }) {
    if (sound.containers.length < 2) return undefined;
    const [field, value] = oneOf<readonly [string, Json]>(random, [
      ['allowPrivilegeEscalation', false],
      ['readOnlyRootFilesystem', true],
      ['capabilities', { drop: ['ALL'] }],
    ]);
    const right = inContainers(() => true, setting({ [field]: value }))(sound);
    const { name } = oneOf(random, right.containers);
    const wanted: Json = field === 'capabilities' ? { drop: ['ALL'] } : value;
    return {
      sound: right,
      manifest: writeWorkload(inContainer(name, removing(field))(right)),
      goals: [valueGoal('*', field, wanted)],
      because: `\`${field}\` exists in containers only, so each of them sets it for itself; \`${name}\` does not.`,
    };
  },
};

const RESTRICTED: Settings = {
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};
const RESTRICTED_IN_CONTAINERS: Settings = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
};

/** It met the strictest profile but for one or two of its parts. */
const restricted: Damage = {
  id: 'restricted',
  difficulty: 5,
  spoil({ random, sound }) {
    const clean = inContainers(
      () => true,
      (settings) => {
        const { runAsNonRoot: _one, seccompProfile: _two, ...rest } = settings;
        return { ...rest, ...RESTRICTED_IN_CONTAINERS };
      },
    )(sound);
    const right = inPod(setting(RESTRICTED))(clean);
    const { name } = oneOf(random, right.containers);
    const [lost, where, damaged] = oneOf(random, [
      ['allowPrivilegeEscalation', name, inContainer(name, removing('allowPrivilegeEscalation'))],
      ['capabilities', name, inContainer(name, removing('capabilities'))],
      ['capabilities', name, inContainer(name, setting({ capabilities: { drop: ['NET_RAW'] } }))],
      ['runAsNonRoot', 'the pod', inPod(removing('runAsNonRoot'))],
      ['seccompProfile', 'the pod', inPod(removing('seccompProfile'))],
      ['runAsNonRoot', name, inContainer(name, setting({ runAsNonRoot: false }))],
      ['seccompProfile', name, inContainer(name, setting({ seccompProfile: { type: 'Unconfined' } }))],
    ] as const);
    return {
      sound: right,
      manifest: writeWorkload(damaged(right)),
      goals: [{ security: 'restricted' }],
      because: `What keeps it from restricted is \`${lost}\` of ${where === 'the pod' ? where : `\`${where}\``}: every container has to meet the profile, by its own value or by the pod's.`,
    };
  },
};

/** The pod has user namespaces of its own, and a namespace of the node beside them. */
const hostBeside: Damage = {
  id: 'host-beside',
  difficulty: 5,
  spoil({ random, sound }) {
    const right = inSpec(setting({ hostUsers: false }))(sound);
    const host = oneOf(random, ['hostNetwork', 'hostPID', 'hostIPC'] as const);
    return {
      sound: right,
      manifest: writeWorkload(inSpec(setting({ [host]: true }))(right)),
      goals: [{ field: 'hostUsers', value: false }],
    };
  },
};

/** A privileged container gains whatever it wants: it cannot be told not to. */
const privilegedBeside: Damage = {
  id: 'privileged-beside',
  difficulty: 5,
  spoil({ random, sound }) {
    const { name } = oneOf(random, sound.containers);
    const right = inContainer(name, setting({ allowPrivilegeEscalation: false }))(sound);
    const spoilt = happens(random, 60)
      ? setting({ privileged: true })
      : setting({ capabilities: { add: ['SYS_ADMIN'] } });
    return {
      sound: right,
      manifest: writeWorkload(inContainer(name, spoilt)(right)),
      goals: [valueGoal(name, 'allowPrivilegeEscalation', false)],
    };
  },
};

/** Every way to spoil a manifest, by what one has to know to mend it. */
export const DAMAGES: readonly Damage[] = [
  ...OF_FAULTS,
  misplaced,
  overridden,
  explicitRoot,
  imageDecides,
  groupUnset,
  neighbour,
  onlyOne,
  restricted,
  hostBeside,
  privilegedBeside,
];
