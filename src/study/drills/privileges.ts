import type { ContainerExplanation, Json } from '../../manifest/index.ts';
import { type Random, shuffle } from '../random.ts';
import { type Belief, mistaken } from './kit/beliefs.ts';
import { freshIds, happens, oneOf } from './kit/chance.ts';
import { drawWorkload } from './kit/draw-workload.ts';
import { type Asker, asking, type Drill, type DrillInput } from './kit/drill.ts';
import { provenance } from './kit/provenance.ts';
import { askable, drawnScene, imageNote, type Scene } from './kit/scene.ts';
import { SOURCES } from './kit/sources.ts';
import type { Settings } from './kit/workload.ts';

/** None of them is among any runtime's defaults, so that adding one always makes a difference. */
const ADDED = ['NET_ADMIN', 'SYS_TIME', 'SYS_PTRACE', 'SYS_NICE', 'SYSLOG'];

function listOf(capabilities: Json | undefined, key: 'add' | 'drop'): readonly string[] {
  if (capabilities === null || typeof capabilities !== 'object' || Array.isArray(capabilities)) return [];
  const list = (capabilities as Readonly<Record<string, Json>>)[key];
  return Array.isArray(list) ? list.map(String) : [];
}

/** What containerd or cri-o gives a container that asks for nothing. */
const DEFAULTS: ReadonlySet<string> = new Set(
  'CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE'.split(
    ' ',
  ),
);

/** What a runtime grants, and who is to hold it. */
interface Granted {
  readonly privileged: boolean;
  readonly capabilities: Json | undefined;
  readonly root: boolean;
}

/**
 * What the first process holds in effect: of what the runtime grants (everything to a privileged container, else its
 * defaults, emptied by drop: ALL, with what is added), root has it all and anybody else nothing, since execve leaves
 * it in the bounding set alone (capabilities(7); no runtime sets ambient capabilities).
 */
function held({ privileged, capabilities, root }: Granted): string {
  if (!root) return 'no capability';
  if (privileged) return 'all capabilities';
  const add = listOf(capabilities, 'add');
  if (listOf(capabilities, 'drop').includes('ALL'))
    return add.length === 0 ? 'no capability' : `only ${add.join(', ')}`;
  return add.length === 0 ? 'the default capabilities' : `the defaults and ${add.join(', ')}`;
}

/** What /proc/1/status says of no_new_privs. */
const flag = (noNewPrivs: boolean): string => `\`NoNewPrivs: ${noNewPrivs ? 1 : 0}\``;

function drawLists(random: Random): Json {
  const add = shuffle(ADDED, random).slice(0, random.below(3));
  return add.length === 0 || happens(random, 55)
    ? { drop: ['ALL'], ...(add.length > 0 ? { add } : {}) }
    : { add };
}

/** One thing that a container says of its privileges. */
function drawOne(random: Random): Settings {
  return oneOf<() => Settings>(random, [
    () => ({ privileged: true }),
    () => ({ capabilities: drawLists(random) }),
    () => ({ capabilities: drawLists(random), allowPrivilegeEscalation: false }),
    () => ({ allowPrivilegeEscalation: happens(random, 30) }),
  ])();
}

/** At 5 what is granted meets what takes it away: a user who is not root, or privileged beside lists that it ignores. */
function drawActing(random: Random, fresh: () => number): Settings {
  const lists = { capabilities: drawLists(random) };
  return oneOf<() => Settings>(random, [
    () => ({ privileged: true, ...lists }),
    () => ({ privileged: true, ...lists }),
    () => ({
      runAsUser: fresh(),
      ...lists,
      ...(happens(random, 50) ? { allowPrivilegeEscalation: false } : {}),
    }),
    () => ({ runAsUser: fresh(), privileged: true }),
  ])();
}

function draw(input: DrillInput): Scene | undefined {
  const { random, difficulty } = input;
  const fresh = freshIds(random);
  const acting = difficulty === 2 ? 70 : difficulty === 5 ? 30 : 0;
  const podUser = happens(random, acting) ? fresh() : 0;
  const workload = drawWorkload({
    ...input,
    least: difficulty === 4 ? 2 : 1,
    pod: difficulty === 3 ? {} : { runAsUser: podUser },
    container: () => ({}),
  });
  const at = random.below(workload.containers.length);
  const own = (): Settings => {
    if (difficulty === 2)
      return happens(random, 60)
        ? { runAsUser: 0, ...drawOne(random) }
        : { runAsUser: fresh(), allowPrivilegeEscalation: happens(random, 40) };
    if (difficulty === 3) return happens(random, 40) ? {} : { allowPrivilegeEscalation: happens(random, 25) };
    return difficulty === 5 ? drawActing(random, fresh) : drawOne(random);
  };
  const containers = workload.containers.map((each, index) => {
    const settings = index === at ? own() : difficulty === 4 ? drawOne(random) : {};
    return {
      ...each,
      settings: { ...settings, ...(happens(random, 20) ? { readOnlyRootFilesystem: true } : {}) },
    };
  });
  const user = difficulty === 3 && happens(random, 30) ? String(fresh()) : '';
  const scene = drawnScene({ ...workload, containers }, difficulty === 3 ? user : undefined, {
    target: containers[at]?.name ?? '',
  });
  return isOf(difficulty, scene) ? scene : undefined;
}

/** At 2 the user is overridden for root or from root, at 4 a neighbour is granted something else. */
function isOf(difficulty: DrillInput['difficulty'], scene: Scene): boolean {
  const [container] = askable(scene);
  if (container === undefined) return false;
  const user = container.fields.runAsUser;
  if (difficulty === 2) return (user?.value === 0) !== (user?.overrides?.value === 0);
  const mine = held({ ...grantedTo(container), root: true });
  return (
    difficulty !== 4 ||
    scene.containers.some(
      (each) =>
        (each.fields.privileged?.value === true || each.fields.capabilities !== undefined) &&
        held({ ...grantedTo(each), root: true }) !== mine,
    )
  );
}

const EMPTIED: Json = { drop: ['ALL'] };

const isRoot = ({ process }: ContainerExplanation): boolean => process.uid === 0;

function grantedTo(container: ContainerExplanation): Granted {
  const { fields } = container;
  return {
    privileged: fields.privileged?.value === true,
    capabilities: fields.capabilities?.value,
    root: isRoot(container),
  };
}

/** What a container may hold, as one reads it out of the wrong field, or out of another container's. */
function heldBeliefs(
  container: ContainerExplanation,
  others: readonly ContainerExplanation[],
): readonly Belief[] {
  const granted = grantedTo(container);
  const { privileged, capabilities, root } = granted;
  const added = listOf(capabilities, 'add');
  const emptied = listOf(capabilities, 'drop').includes('ALL');
  const of = (lists: Json | undefined, all = false): string =>
    held({ privileged: all, capabilities: lists, root: true });
  const beliefs: readonly Belief[] = [
    ...(root
      ? []
      : [
          {
            value: held({ ...granted, root: true }),
            misconception: 'what is granted is held by any user',
            why: 'The process is not root: what is granted stays in its bounding set, and none of it is in effect.',
          },
        ]),
    privileged
      ? {
          value: of(capabilities),
          misconception: 'privileged leaves the capabilities as they are',
          why: 'A privileged container is granted every capability, whatever its lists say.',
        }
      : {
          value: of(undefined, true),
          misconception: 'what may escalate is privileged',
          why: 'Only `privileged: true` hands a container every capability.',
        },
    ...(emptied
      ? [
          {
            value: of({ add: added }),
            misconception: 'drop: ALL leaves the defaults',
            why: '`drop: [ALL]` empties the default set.',
          },
        ]
      : []),
    added.length > 0
      ? {
          value: of(EMPTIED),
          misconception: 'drop wins over add',
          why: root
            ? 'What `add` lists is granted, even beside `drop: [ALL]`.'
            : 'Root would hold what `add` lists, even beside `drop: [ALL]`.',
        }
      : {
          value: of(EMPTIED),
          misconception: 'nothing is held by default',
          why: 'Where nothing is dropped, the runtime gives its default capabilities.',
        },
    {
      value: of(undefined),
      misconception: 'a container holds the defaults, whatever it sets',
      why: 'The defaults are what is held by root where neither `capabilities` nor `privileged` is set.',
    },
    ...(added.length > 0 && !emptied
      ? [
          {
            value: of({ add: added, drop: ['ALL'] }),
            misconception: 'add replaces the defaults',
            why: '`add` adds to what the runtime gives; only `drop: [ALL]` takes the defaults away.',
          },
        ]
      : []),
    ...others.map((each) => ({
      value: held({ ...grantedTo(each), root: true }),
      misconception: "a neighbour's value carries over",
      why: `That is granted to \`${each.name}\`: these fields stand in a container and hold for it alone.`,
    })),
    ...(added.length === 0
      ? [
          {
            value: of({ add: ['SYS_ADMIN'] }),
            misconception: 'root in a container may administer the node',
            why: 'No runtime gives SYS_ADMIN by default: it must be added, or the container be privileged.',
          },
          {
            value: of({ add: ['CHOWN'], drop: ['ALL'] }),
            misconception: 'some capability is always left',
            why: 'CHOWN is one of the defaults; it is held with them or when it is added, not by itself.',
          },
        ]
      : []),
  ];
  return beliefs;
}

/**
 * Whether the lists say the same to every runtime: nothing but ALL dropped, and nothing added beside the defaults
 * that some runtime gives anyway.
 */
function isPlain(capabilities: Json | undefined): boolean {
  const add = listOf(capabilities, 'add');
  const drop = listOf(capabilities, 'drop');
  if (drop.some((each) => each !== 'ALL') || add.length > 4) return false;
  return add.every(
    (each) => /^[A-Z_]+$/.test(each) && each !== 'ALL' && (drop.length > 0 || !DEFAULTS.has(each)),
  );
}

const ask: Asker = (scene, random) => {
  const fit = askable(scene).filter(
    ({ fields, process }) => isPlain(fields.capabilities?.value) && process.uid !== null,
  );
  if (fit.length === 0) return undefined;
  const container = oneOf(random, fit);
  const { fields } = container;
  const noNewPrivs = fields.allowPrivilegeEscalation?.noNewPrivs === true;
  const others = scene.pod.containers.filter(
    (each) => each !== container && isPlain(each.fields.capabilities?.value),
  );
  const has = held(grantedTo(container));
  const gain: Belief = {
    value: flag(!noNewPrivs),
    misconception: noNewPrivs
      ? 'only who is not root can be kept from gaining'
      : 'what is not allowed is forbidden',
    why: noNewPrivs
      ? '`allowPrivilegeEscalation: false` sets no_new_privs, for root and for anybody else.'
      : 'Only `allowPrivilegeEscalation: false` in the container itself sets no_new_privs; nothing else does.',
  };
  const text = (parts: readonly Json[]): string => parts.join('; ');
  const wrongs = mistaken(
    [
      { right: has, beliefs: heldBeliefs(container, others) },
      { right: flag(noNewPrivs), beliefs: [gain] },
    ],
    text,
  );
  const why = explanationOf(container);
  return {
    kind: 'choice',
    prompt: `Which capabilities does the first process of container \`${container.name}\`${scene.whose} have in effect, and what does its /proc/1/status say of \`NoNewPrivs\`?${imageNote(scene, [container])}`,
    manifest: scene.manifest,
    right: { text: text([has, flag(noNewPrivs)]), why },
    wrongs: shuffle(wrongs, random),
    explanation: `${why} ${provenance(container, 'runAsUser')}`,
    source: SOURCES.capabilities,
  };
};

/** What the two lists make of the runtime's defaults. */
function listsSentence(capabilities: Json, where: string): string {
  const add = listOf(capabilities, 'add').join(', ');
  const emptied = listOf(capabilities, 'drop').includes('ALL');
  if (!emptied) return `${where.replace('line', 'Line')} adds ${add} to the runtime's defaults.`;
  return `\`drop: [ALL]\` (${where}) takes the runtime's defaults away${add === '' ? '' : `; only then ${add} is added`}.`;
}

function explanationOf(container: ContainerExplanation): string {
  const { name, fields, process } = container;
  const line = (field: string): string => `line ${fields[field]?.line}`;
  const granted =
    fields.privileged?.value === true
      ? `\`privileged: true\` (${line('privileged')}) grants every capability${fields.capabilities === undefined ? '' : ', whatever the lists say'}.`
      : fields.capabilities === undefined
        ? `\`${name}\` sets no \`capabilities\`, so it is granted the runtime's defaults.`
        : listsSentence(fields.capabilities.value, line('capabilities'));
  const whose = isRoot(container)
    ? ''
    : ` UID ${process.uid} is not root, so all of it stays in the bounding set and nothing is in effect.`;
  const escalation =
    fields.allowPrivilegeEscalation?.noNewPrivs === true
      ? `\`allowPrivilegeEscalation: false\` (${line('allowPrivilegeEscalation')}) sets no_new_privs.`
      : 'Without `allowPrivilegeEscalation: false` no_new_privs is not set.';
  return `${granted}${whose} ${escalation}`;
}

/** What do privileged, allowPrivilegeEscalation, capabilities and the user amount to in container X? */
export const privilegesDrill: Drill = {
  id: 'privileges',
  version: 3,
  topic: 'allowPrivilegeEscalation',
  ...asking(draw, ask),
};
