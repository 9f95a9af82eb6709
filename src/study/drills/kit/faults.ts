import type { Json } from '../../../manifest/index.ts';
import { type Random, shuffle } from '../../random.ts';
import { happens, oneOf } from './chance.ts';
import type { Difficulty } from './drill.ts';
import { type Settings, settingLines, type Workload, writeWorkload } from './workload.ts';

export type Place = 'pod' | 'container';

/** Where a fault is put: the pod (-1) or a container, and fresh numbers for it. */
interface FaultInput {
  readonly random: Random;
  readonly fresh: () => number;
  readonly at: number;
}

/** A kind of fault: it spoils a sound workload; undefined where there is nothing to spoil in that place. */
export interface FaultKind {
  readonly id: string;
  readonly difficulty: Difficulty;
  readonly places: readonly Place[];
  readonly spoil: (workload: Workload, input: FaultInput) => string | undefined;
}

const settingsAt = ({ pod, containers }: Workload, at: number): Settings =>
  at < 0 ? pod : (containers[at]?.settings ?? {});

function withSettings(workload: Workload, at: number, settings: Settings): Workload {
  if (at < 0) return { ...workload, pod: settings };
  return {
    ...workload,
    containers: workload.containers.map((each, index) => (index === at ? { ...each, settings } : each)),
  };
}

/** Puts one setting in the place of another, or behind all. */
function instead(settings: Settings, key: string | undefined, name: string, value: Json): Settings {
  if (key === undefined || !(key in settings)) return { ...settings, [name]: value };
  return Object.fromEntries(
    Object.entries(settings).map((entry) => (entry[0] === key ? [name, value] : entry)),
  );
}

/** A kind that writes one setting: in place of one there is, of those it may stand in for, or beside them. */
function writing(
  id: string,
  difficulty: Difficulty,
  places: readonly Place[],
  write: (
    settings: Settings,
    input: FaultInput,
  ) => readonly [key: string | undefined, name: string, value: Json] | undefined,
): FaultKind {
  const spoil: FaultKind['spoil'] = (workload, input) => {
    const settings = settingsAt(workload, input.at);
    const written = write(settings, input);
    return written === undefined
      ? undefined
      : writeWorkload(withSettings(workload, input.at, instead(settings, ...written)));
  };
  return { id, difficulty, places, spoil };
}

/** A kind that changes the text: settings of a level end up where they do not belong. */
function moving(
  id: string,
  difficulty: Difficulty,
  places: readonly Place[],
  move: (
    lines: readonly string[],
    settings: Settings,
    workload: Workload,
    input: FaultInput,
  ) => readonly string[] | undefined,
): FaultKind {
  const spoil: FaultKind['spoil'] = (workload, input) => {
    const lines = writeWorkload(workload).trimEnd().split('\n');
    const moved = move(lines, settingsAt(workload, input.at), workload, input);
    return moved === undefined ? undefined : `${moved.join('\n')}\n`;
  };
  return { id, difficulty, places, spoil };
}

const BOTH: readonly Place[] = ['pod', 'container'];
const IDS = ['runAsUser', 'runAsGroup'];
const FLAGS = ['runAsNonRoot', 'readOnlyRootFilesystem', 'allowPrivilegeEscalation'];

const anyOf = (random: Random, settings: Settings, keys: readonly string[]): string | undefined =>
  shuffle(
    keys.filter((key) => settings[key] !== undefined),
    random,
  )[0];

/** `runAsUser` as people miswrite it: `runasUser`, `RunAsUser`, `runAsuser`. */
function miscased(random: Random, key: string): string {
  const capitals = [...key].flatMap((letter, index) => (/[A-Z]/.test(letter) ? [index] : []));
  if (capitals.length === 0 || random.below(3) === 0) return key.charAt(0).toUpperCase() + key.slice(1);
  const at = oneOf(random, capitals);
  return key.slice(0, at) + key.charAt(at).toLowerCase() + key.slice(at + 1);
}

const MISSPELT: Readonly<Record<string, readonly string[]>> = {
  runAsUser: ['runAsUID', 'runAsUsers', 'user'],
  runAsGroup: ['runAsGroups', 'runAsGID', 'group'],
  runAsNonRoot: ['runAsNoRoot', 'nonRoot', 'runAsNotRoot'],
  fsGroup: ['fsGroups', 'fileSystemGroup'],
  supplementalGroups: ['supplementalGroup', 'supplementaryGroups'],
  readOnlyRootFilesystem: ['readOnlyRootFileSystem', 'readOnlyRoot', 'readOnlyFilesystem'],
  allowPrivilegeEscalation: ['allowPrivilegesEscalation', 'allowEscalation'],
};

/** What is put at a level that does not know it. */
const POD_ONLY: readonly (readonly [string, (fresh: () => number) => Json])[] = [
  ['fsGroup', (fresh) => fresh()],
  ['supplementalGroups', (fresh) => [fresh()]],
  ['fsGroupChangePolicy', () => 'OnRootMismatch'],
];
const CONTAINER_ONLY: typeof POD_ONLY = [
  ['privileged', () => false],
  ['allowPrivilegeEscalation', () => false],
  ['readOnlyRootFilesystem', () => true],
  ['capabilities', () => ({ drop: ['ALL'] })],
];

/** Every field of the settings that is of this level alone. */
const misplaced = (
  from: typeof POD_ONLY,
  { random, fresh }: FaultInput,
): readonly [undefined, string, Json] => {
  const [name, value] = oneOf(random, from);
  return [undefined, name, value(fresh)];
};

/** The line `securityContext:` of the level, by its settings' first line. */
function headOf(lines: readonly string[], settings: Settings): number {
  const [first] = settingLines(settings);
  return first === undefined
    ? -1
    : lines.findIndex(
        (line, index) => line.trim() === 'securityContext:' && lines[index + 1]?.trim() === first,
      );
}

/** Every kind of fault, by what one has to know to find it. */
export const FAULT_KINDS: readonly FaultKind[] = [
  writing('wrong-case', 1, BOTH, (settings, { random }) => {
    const key = anyOf(random, settings, Object.keys(settings));
    return key === undefined ? undefined : [key, miscased(random, key), settings[key] ?? null];
  }),
  writing('misspelt', 1, BOTH, (settings, { random }) => {
    const key = anyOf(random, settings, Object.keys(MISSPELT));
    return key === undefined
      ? undefined
      : [key, oneOf(random, MISSPELT[key] ?? [key]), settings[key] ?? null];
  }),
  writing('quoted-number', 1, BOTH, (settings, { random }) => {
    const key = anyOf(random, settings, [...IDS, 'fsGroup']);
    return key === undefined ? undefined : [key, key, String(settings[key])];
  }),
  writing('quoted-flag', 1, BOTH, (settings, { random }) => {
    const key = anyOf(random, settings, FLAGS);
    return key === undefined ? undefined : [key, key, String(settings[key])];
  }),
  writing('number-for-flag', 1, BOTH, (settings, { random }) => {
    const key = anyOf(random, settings, FLAGS);
    return key === undefined ? undefined : [key, key, settings[key] === true ? 1 : 0];
  }),
  writing('negative', 1, BOTH, (settings, { random }) => {
    const key = anyOf(random, settings, [...IDS, 'fsGroup']);
    return key === undefined ? undefined : [key, key, -1];
  }),
  writing('too-large', 1, BOTH, (settings, { random }) => {
    const key = anyOf(random, settings, IDS);
    return key === undefined ? undefined : [key, key, oneOf(random, [4294967294, 2147483648, 4294967295])];
  }),
  writing('name-for-number', 1, BOTH, (settings, { random }) => {
    const key = anyOf(random, settings, IDS);
    return key === undefined ? undefined : [key, key, oneOf(random, ['nginx', 'app', 'nobody', 'node'])];
  }),
  writing('of-the-pod-alone', 2, ['container'], (_, input) => misplaced(POD_ONLY, input)),
  writing('of-containers-alone', 2, ['pod'], (_, input) => misplaced(CONTAINER_ONLY, input)),
  writing('capabilities-of-pod', 2, ['pod'], (_, { random }) => [
    undefined,
    'capabilities',
    happens(random, 50) ? { drop: ['ALL'] } : { add: ['NET_ADMIN'] },
  ]),
  moving('above-template', 2, ['pod'], (lines, settings, { kind }, { random }) => {
    const head = headOf(lines, settings);
    const template = lines.findIndex((line) => line.trim() === 'template:');
    if (kind === 'Pod' || head < 0 || template < 0) return undefined;
    const count = settingLines(settings).length;
    const own = lines.slice(head, head + 1 + count);
    const by =
      (own[0] ?? '').search(/\S/) - (lines[template] ?? '').search(/\S/) - (random.below(2) === 0 ? 0 : 2);
    const rest = [...lines.slice(0, head), ...lines.slice(head + 1 + count)];
    const beside = by % 4 === 0 ? template : template + 1;
    return [...rest.slice(0, beside), ...own.map((line) => line.slice(by)), ...rest.slice(beside)];
  }),
  moving('in-spec', 2, ['pod'], (lines, settings, _, { random }) => {
    const plain = Object.keys(settings).filter(
      (each) => settingLines({ [each]: settings[each] ?? null }).length === 1,
    );
    const key = anyOf(random, settings, plain);
    const head = headOf(lines, settings);
    const at = lines.findIndex(
      (line, index) => index > head && key !== undefined && line.trim().startsWith(`${key}:`),
    );
    if (key === undefined || head < 0 || at < 0 || Object.keys(settings).length < 2) return undefined;
    const own = (lines[at] ?? '').replace('  ', '');
    return [...lines.slice(0, head), own, ...lines.slice(head, at), ...lines.slice(at + 1)];
  }),
  writing('scalar-for-list', 3, ['pod'], (settings, { fresh }) => [
    settings.supplementalGroups === undefined ? undefined : 'supplementalGroups',
    'supplementalGroups',
    fresh(),
  ]),
  writing('drop-all-scalar', 3, ['container'], (_, { random }) => [
    undefined,
    'capabilities',
    happens(random, 60) ? { drop: 'ALL' } : { drop: ['ALL'], add: 'NET_BIND_SERVICE' },
  ]),
  writing('list-for-object', 3, ['container'], (_, { random }) => [
    undefined,
    'capabilities',
    [oneOf(random, ['NET_ADMIN', 'SYS_TIME', 'CHOWN'])],
  ]),
  writing('scalar-for-object', 3, BOTH, (_, { random }) => [
    undefined,
    ...oneOf(random, [
      ['seccompProfile', 'RuntimeDefault'],
      ['appArmorProfile', 'RuntimeDefault'],
      ['seLinuxOptions', 's0:c12,c34'],
    ] as const),
  ]),
  writing('list-for-number', 3, BOTH, (settings, { random }) => {
    const key = anyOf(random, settings, [...IDS, 'fsGroup']);
    return key === undefined ? undefined : [key, key, [settings[key] ?? 0]];
  }),
  writing('wrong-word', 3, ['pod'], (_, { random }) => [
    undefined,
    ...oneOf(random, [
      ['fsGroupChangePolicy', 'onRootMismatch'],
      ['fsGroupChangePolicy', 'Never'],
      ['seccompProfile', { type: 'runtime/default' }],
      ['seccompProfile', { type: 'Default' }],
      ['supplementalGroupsPolicy', 'Replace'],
    ] as const),
  ]),
  writing('wrong-key-inside', 3, ['container'], (_, { random }) => [
    undefined,
    'capabilities',
    oneOf<Json>(random, [
      { drops: ['ALL'] },
      { remove: ['ALL'] },
      { adds: ['NET_ADMIN'] },
      { Drop: ['ALL'] },
    ]),
  ]),
  moving('not-indented', 2, BOTH, (lines, settings) => {
    const head = headOf(lines, settings);
    if (head < 0 || settingLines(settings).length !== 1) return undefined;
    return lines.map((line, index) => (index === head + 1 ? line.replace('  ', '') : line));
  }),
  writing('right-elsewhere', 4, ['container'], (_, input) =>
    misplaced(happens(input.random, 60) ? POD_ONLY.slice(0, 2) : POD_ONLY, input),
  ),
  writing('right-in-neighbour', 4, ['pod'], (_, input) => misplaced(CONTAINER_ONLY, input)),
  writing('profile-without-localhost', 5, BOTH, () => [
    undefined,
    'seccompProfile',
    { type: 'RuntimeDefault', localhostProfile: 'app.json' },
  ]),
  writing('unmasked-without-users', 5, ['container'], () => [undefined, 'procMount', 'Unmasked']),
  {
    id: 'network-with-users',
    difficulty: 5,
    places: ['pod'],
    spoil: (workload, { random }) =>
      writeWorkload({
        ...workload,
        spec: { hostUsers: false, [oneOf(random, ['hostNetwork', 'hostPID', 'hostIPC'])]: true },
      }),
  },
  {
    id: 'linux-field-on-windows',
    difficulty: 5,
    places: BOTH,
    spoil(workload, { random, fresh, at }) {
      const [key, value] = oneOf<readonly [string, Json]>(random, [
        ['runAsUser', fresh()],
        ['runAsGroup', fresh()],
        at < 0 ? ['fsGroup', fresh()] : ['readOnlyRootFilesystem', true],
      ]);
      const windows = {
        ...workload,
        spec: { os: { name: 'windows' } },
        pod: { runAsNonRoot: true, windowsOptions: { runAsUserName: 'ContainerUser' } },
        containers: workload.containers.map((each, index) => ({
          ...each,
          settings:
            index % 2 === 0 ? { windowsOptions: { runAsUserName: 'websvc' } } : { runAsNonRoot: true },
        })),
      };
      return writeWorkload(withSettings(windows, at, { ...settingsAt(windows, at), [key]: value }));
    },
  },
  {
    id: 'sysctl-with-host',
    difficulty: 5,
    places: ['pod'],
    // Its line is a long one: asked as often as the others it would make the longest line a good guess.
    spoil: (workload, { random }) =>
      happens(random, 75)
        ? undefined
        : writeWorkload({
            ...workload,
            spec: { hostNetwork: true },
            pod: { ...workload.pod, sysctls: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }] },
          }),
  },
];
