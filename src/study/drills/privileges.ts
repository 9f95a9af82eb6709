import type { ContainerExplanation, Json } from '../../manifest/index.ts';
import { shuffle } from '../random.ts';
import { happens, oneOf } from './chance.ts';
import { drawWorkload, someOf } from './draw-workload.ts';
import type { Drawing, Drill, DrillInput } from './drill.ts';
import { explained, explainedContainer } from './explained.ts';
import { choiceOf, untilDrawn, type Wrong } from './options.ts';
import { SOURCES } from './sources.ts';
import type { Settings, Workload } from './workload.ts';

/** None of them is among any runtime's defaults, so that adding one always makes a difference. */
const ADDED = ['NET_ADMIN', 'SYS_TIME', 'SYS_PTRACE', 'SYS_NICE', 'SYSLOG'];

function listOf(capabilities: Json | undefined, key: 'add' | 'drop'): readonly string[] {
  if (capabilities === null || typeof capabilities !== 'object' || Array.isArray(capabilities)) return [];
  const list = (capabilities as Readonly<Record<string, Json>>)[key];
  return Array.isArray(list) ? list.map(String) : [];
}

/**
 * What a runtime hands to a container (cri-o and containerd alike): everything to a privileged one, else its default
 * set, emptied by drop: ALL, with what is added. Two lines: the capabilities, and whether a process may gain more.
 */
function amount(privileged: boolean, capabilities: Json | undefined, noNewPrivs: boolean): string {
  const add = listOf(capabilities, 'add');
  const none = listOf(capabilities, 'drop').includes('ALL');
  const only = add.length === 0 ? 'no capability' : `only ${add.join(', ')}`;
  const plus = add.length === 0 ? 'the default capabilities' : `the defaults and ${add.join(', ')}`;
  const held = privileged ? 'all capabilities' : none ? only : plus;
  return `${held}; setuid programs ${noNewPrivs ? 'gain nothing' : 'can gain more'}`;
}

/** The option that says what the engine's fields of a container amount to. */
export function amountOf({ fields }: ContainerExplanation): string {
  return amount(
    fields.privileged?.value === true,
    fields.capabilities?.value,
    fields.allowPrivilegeEscalation?.noNewPrivs === true,
  );
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

function mistakes(settings: Settings, others: readonly Settings[], noNewPrivs: boolean): readonly Wrong[] {
  const privileged = settings.privileged === true;
  const { capabilities } = settings;
  const added: Json = { add: listOf(capabilities, 'add') };
  const wrongs: Wrong[] = [
    {
      text: amount(privileged, capabilities, !noNewPrivs),
      misconception: 'no_new_privs follows from something else than allowPrivilegeEscalation',
      why: 'Only `allowPrivilegeEscalation: false` in the container itself sets no_new_privs; nothing else does.',
    },
  ];
  if (privileged)
    wrongs.push({
      text: amount(false, capabilities, noNewPrivs),
      misconception: 'privileged leaves the capabilities as they are',
      why: 'A privileged container holds every capability, whatever its lists say.',
    });
  else
    wrongs.push({
      text: amount(true, undefined, noNewPrivs),
      misconception: 'what may escalate is privileged',
      why: 'Only `privileged: true` hands a container every capability.',
    });
  if (listOf(capabilities, 'drop').includes('ALL'))
    wrongs.push({
      text: amount(false, added, noNewPrivs),
      misconception: 'drop: ALL leaves the defaults',
      why: '`drop: [ALL]` empties the default set.',
    });
  wrongs.push(
    listOf(capabilities, 'add').length > 0
      ? {
          text: amount(false, EMPTIED, noNewPrivs),
          misconception: 'drop wins over add',
          why: 'What `add` lists is held, even beside `drop: [ALL]`.',
        }
      : {
          text: amount(false, EMPTIED, noNewPrivs),
          misconception: 'nothing is held by default',
          why: 'Where nothing is dropped, the runtime gives its default capabilities at least.',
        },
    ...others.map((each) => ({
      text: amount(each.privileged === true, each.capabilities, noNewPrivs),
      misconception: "a neighbour's value carries over",
      why: 'That is what another container holds: these fields stand in a container and hold for it alone.',
    })),
    {
      text: amount(false, { add: ['CHOWN'], drop: ['ALL'] }, noNewPrivs),
      misconception: 'some capability is always left',
      why: 'CHOWN is one of the defaults; it is held with them or when it is added, not by itself.',
    },
  );
  return wrongs;
}

function attempt(input: DrillInput): Drawing | undefined {
  const { random } = input;
  const workload = draft(input);
  const container = oneOf(random, workload.containers);
  const { manifest, pod } = explained(workload);
  const found = explainedContainer(pod, container);
  const others = workload.containers.filter((each) => each !== container).map(({ settings }) => settings);
  const noNewPrivs = found.fields.allowPrivilegeEscalation?.noNewPrivs === true;
  const wrongs = mistakes(container.settings, others, noNewPrivs);
  const why = explanationOf(found);
  const options = choiceOf(random, { text: amountOf(found), why }, shuffle(wrongs, random));
  if (options === undefined) return undefined;
  return {
    kind: 'choice',
    prompt: `What does the first process of container \`${container.name}\` get, if it runs as root?`,
    manifest,
    options,
    explanation: why,
    source: SOURCES.capabilities,
  };
}

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
  version: 1,
  topic: 'Capabilities and privilege',
  draw: (input) => untilDrawn(() => attempt(input)),
};
