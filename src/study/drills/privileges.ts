import type { ContainerExplanation, Json } from '../../manifest/index.ts';
import { shuffle } from '../random.ts';
import { type Belief, mistaken } from './kit/beliefs.ts';
import { happens, oneOf } from './kit/chance.ts';
import { drawWorkload, someOf } from './kit/draw-workload.ts';
import { type Asker, asking, type Drill, type DrillInput } from './kit/drill.ts';
import { drawnScene } from './kit/scene.ts';
import { SOURCES } from './kit/sources.ts';
import type { Settings, Workload } from './kit/workload.ts';

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

/**
 * What a runtime hands to a container (cri-o and containerd alike): everything to a privileged one, else its default
 * set, emptied by drop: ALL, with what is added.
 */
function held(privileged: boolean, capabilities: Json | undefined): string {
  if (privileged) return 'all capabilities';
  const add = listOf(capabilities, 'add');
  if (listOf(capabilities, 'drop').includes('ALL'))
    return add.length === 0 ? 'no capability' : `only ${add.join(', ')}`;
  return add.length === 0 ? 'the default capabilities' : `the defaults and ${add.join(', ')}`;
}

/** Whether a process may gain more than it was given, through a setuid program for instance. */
function gains(noNewPrivs: boolean): string {
  return `setuid programs ${noNewPrivs ? 'gain nothing' : 'can gain more'}`;
}

function draft(input: DrillInput): Workload {
  const { random, difficulty } = input;
  const draw = (): Settings => {
    const privileged = happens(random, 20);
    return someOf(random, [
      ['privileged', privileged ? 100 : 25, () => privileged],
      ['allowPrivilegeEscalation', privileged ? 0 : 60, () => happens(random, 30)],
      ['capabilities', privileged ? 0 : 75, () => drawLists(input)],
      ['readOnlyRootFilesystem', difficulty >= 3 ? 30 : 0, () => true],
    ]);
  };
  return drawWorkload({
    ...input,
    pod: happens(random, 50) ? { runAsUser: 0 } : {},
    container: draw,
  });
}

function drawLists({ random }: DrillInput): Json {
  const add = shuffle(ADDED, random).slice(0, random.below(3));
  return add.length === 0 || happens(random, 60)
    ? { drop: ['ALL'], ...(add.length > 0 ? { add } : {}) }
    : { add };
}

const EMPTIED: Json = { drop: ['ALL'] };

/** What a container may hold, as one reads it out of the wrong field, or out of another container's. */
function heldBeliefs(
  container: ContainerExplanation,
  others: readonly ContainerExplanation[],
): readonly Belief[] {
  const capabilities = container.fields.capabilities?.value;
  const added = listOf(capabilities, 'add');
  const emptied = listOf(capabilities, 'drop').includes('ALL');
  const privileged = container.fields.privileged?.value === true;
  const beliefs: readonly Belief[] = [
    privileged
      ? {
          value: held(false, capabilities),
          misconception: 'privileged leaves the capabilities as they are',
          why: 'A privileged container holds every capability, whatever its lists say.',
        }
      : {
          value: held(true, undefined),
          misconception: 'what may escalate is privileged',
          why: 'Only `privileged: true` hands a container every capability.',
        },
    ...(emptied
      ? [
          {
            value: held(false, { add: added }),
            misconception: 'drop: ALL leaves the defaults',
            why: '`drop: [ALL]` empties the default set.',
          },
        ]
      : []),
    added.length > 0
      ? {
          value: held(false, EMPTIED),
          misconception: 'drop wins over add',
          why: 'What `add` lists is held, even beside `drop: [ALL]`.',
        }
      : {
          value: held(false, EMPTIED),
          misconception: 'nothing is held by default',
          why: 'Where nothing is dropped, the runtime gives its default capabilities.',
        },
    ...(added.length === 0 && !emptied && !privileged
      ? [
          {
            value: held(false, { add: ['SYS_ADMIN'] }),
            misconception: 'root in a container may administer the node',
            why: 'No runtime gives SYS_ADMIN by default: it must be added, or the container be privileged.',
          },
        ]
      : []),
    ...(added.length > 0 && !emptied
      ? [
          {
            value: held(false, { add: added, drop: ['ALL'] }),
            misconception: 'add replaces the defaults',
            why: '`add` adds to what the runtime gives; only `drop: [ALL]` takes the defaults away.',
          },
        ]
      : []),
    ...others.map((each) => ({
      value: held(each.fields.privileged?.value === true, each.fields.capabilities?.value),
      misconception: "a neighbour's value carries over",
      why: 'That is what another container holds: these fields stand in a container and hold for it alone.',
    })),
  ];
  // Nobody believes in this one as much as in the others; it stands in where they are too few.
  if (new Set(beliefs.map(({ value }) => value)).size > 2) return beliefs;
  return [
    ...beliefs,
    {
      value: held(false, { add: ['CHOWN'], drop: ['ALL'] }),
      misconception: 'some capability is always left',
      why: 'CHOWN is one of the defaults; it is held with them or when it is added, not by itself.',
    },
  ];
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
  const fit = scene.containers.filter(
    ({ fields, process }) => isPlain(fields.capabilities?.value) && (process.uid ?? 0) === 0,
  );
  if (fit.length === 0) return undefined;
  const container = oneOf(random, fit);
  const { fields } = container;
  const noNewPrivs = fields.allowPrivilegeEscalation?.noNewPrivs === true;
  const others = scene.pod.containers.filter(
    (each) => each !== container && isPlain(each.fields.capabilities?.value),
  );
  const has = held(fields.privileged?.value === true, fields.capabilities?.value);
  const gain: Belief = {
    value: gains(!noNewPrivs),
    misconception: noNewPrivs ? 'root can always gain more' : 'what is not allowed is forbidden',
    why: noNewPrivs
      ? '`allowPrivilegeEscalation: false` sets no_new_privs, and that holds for root as well.'
      : 'Only `allowPrivilegeEscalation: false` in the container itself sets no_new_privs; nothing else does.',
  };
  const text = (parts: readonly Json[]): string => parts.join('; ');
  const wrongs = mistaken(
    [
      { right: has, beliefs: heldBeliefs(container, others) },
      { right: gains(noNewPrivs), beliefs: [gain] },
    ],
    text,
  );
  const why = explanationOf(container);
  return {
    kind: 'choice',
    prompt: `What does the first process of container \`${container.name}\`${scene.whose} get, if it runs as root?`,
    manifest: scene.manifest,
    right: { text: text([has, gains(noNewPrivs)]), why },
    wrongs: shuffle(wrongs, random),
    explanation: why,
    source: SOURCES.capabilities,
  };
};

function explanationOf({ name, fields }: ContainerExplanation): string {
  const line = (field: string): string => `line ${fields[field]?.line}`;
  const held =
    fields.privileged?.value === true
      ? `\`privileged: true\` (${line('privileged')}) gives every capability.`
      : fields.capabilities === undefined
        ? `\`${name}\` sets no \`capabilities\`, so the runtime's defaults stay.`
        : `The lists in ${line('capabilities')} apply to the runtime's defaults: drop first, then add.`;
  const escalation =
    fields.allowPrivilegeEscalation?.noNewPrivs === true
      ? `\`allowPrivilegeEscalation: false\` (${line('allowPrivilegeEscalation')}) sets no_new_privs.`
      : 'Without `allowPrivilegeEscalation: false` no_new_privs is not set.';
  return `${held} ${escalation}`;
}

/** What do privileged, allowPrivilegeEscalation and capabilities amount to in container X? */
export const privilegesDrill: Drill = {
  id: 'privileges',
  version: 2,
  topic: 'allowPrivilegeEscalation',
  ...asking((input) => drawnScene(draft(input)), ask),
};
