import type { Json } from '../../manifest/index.ts';
import { shuffle } from '../random.ts';
import { type Belief, mistaken } from './kit/beliefs.ts';
import { freshIds, happens, oneOf } from './kit/chance.ts';
import { drawWorkload } from './kit/draw-workload.ts';
import { type Asker, asking, type Drill, type DrillInput } from './kit/drill.ts';
import { drawnScene, type Scene } from './kit/scene.ts';
import { SOURCES } from './kit/sources.ts';
import type { Settings, Workload } from './kit/workload.ts';

type Level = 'restricted' | 'baseline' | 'privileged';

/** What Pod Security admission says, as the field one would have to look at, and why one may think of it in vain. */
const REASONS: Readonly<Record<string, readonly [field: string, misconception: string, why: string]>> = {
  'allowPrivilegeEscalation != false': [
    'allowPrivilegeEscalation',
    'a container cannot rule out escalation for itself',
    'Every container here sets `allowPrivilegeEscalation: false`, which is what restricted asks for.',
  ],
  'unrestricted capabilities': [
    'capabilities',
    'restricted allows no added capability at all',
    'Every container here drops ALL and adds at most NET_BIND_SERVICE, which restricted allows.',
  ],
  'runAsNonRoot != true': [
    'runAsNonRoot',
    'runAsNonRoot must stand in each container',
    '`runAsNonRoot: true` is in force for every container here; it may come from the pod.',
  ],
  'runAsUser=0': [
    'runAsUser',
    'restricted demands a runAsUser',
    'No `runAsUser` here is 0, and restricted asks for nothing more of it.',
  ],
  seccompProfile: [
    'seccompProfile',
    'seccompProfile must stand in each container',
    'A seccomp profile that restricted allows is in force for every container here; it may come from the pod.',
  ],
};

interface Spoiler {
  readonly reason: string;
  /** Applied to the pod's settings, or to those of one container. */
  readonly pod?: (settings: Settings) => Settings;
  readonly container?: (settings: Settings) => Settings;
}

const without = (settings: Settings, key: string): Settings =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => name !== key));

const SPOILERS: readonly Spoiler[] = [
  {
    reason: 'allowPrivilegeEscalation != false',
    container: (settings) => without(settings, 'allowPrivilegeEscalation'),
  },
  {
    reason: 'unrestricted capabilities',
    container: (settings) => ({ ...settings, capabilities: { drop: ['ALL'], add: ['CHOWN'] } }),
  },
  { reason: 'unrestricted capabilities', container: (settings) => without(settings, 'capabilities') },
  { reason: 'runAsNonRoot != true', container: (settings) => ({ runAsNonRoot: false, ...settings }) },
  { reason: 'runAsNonRoot != true', pod: (settings) => without(settings, 'runAsNonRoot') },
  { reason: 'runAsUser=0', container: (settings) => ({ runAsUser: 0, ...settings }) },
  { reason: 'seccompProfile', pod: (settings) => without(settings, 'seccompProfile') },
  {
    reason: 'seccompProfile',
    container: (settings) => ({ ...settings, seccompProfile: { type: 'Unconfined' } }),
  },
  {
    reason: 'unrestricted capabilities',
    container: (settings) => ({ ...settings, capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } }),
  },
];

function restricted(input: DrillInput): Workload {
  const { random } = input;
  const fresh = freshIds(random);
  const nonRoot: Record<string, Json> = { runAsNonRoot: true };
  return drawWorkload({
    ...input,
    pod: {
      ...nonRoot,
      ...(happens(random, 50) ? { runAsUser: fresh() } : {}),
      seccompProfile: { type: 'RuntimeDefault' },
    },
    container: () => ({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'], ...(happens(random, 20) ? { add: ['NET_BIND_SERVICE'] } : {}) },
    }),
  });
}

function spoil(workload: Workload, spoiler: Spoiler | undefined, index: number): Workload {
  if (spoiler === undefined) return workload;
  const { pod, container } = spoiler;
  return {
    ...workload,
    pod: pod === undefined ? workload.pod : pod(workload.pod),
    containers: workload.containers.map((each, at) =>
      at === index && container !== undefined ? { ...each, settings: container(each.settings) } : each,
    ),
  };
}

const NOTHING = 'nothing';

/** An option: the level, and what keeps the pod from restricted. */
export function levelText(level: Level, reason: string | undefined): string {
  return reason === undefined
    ? '`restricted`: nothing stands in its way'
    : `\`${level}\`, because of \`${REASONS[reason]?.[0] ?? reason}\``;
}

function levelBeliefs(level: Level, reason: string | undefined): readonly Belief[] {
  if (level === 'privileged')
    return [
      {
        value: 'baseline',
        misconception: 'whatever is not restricted is baseline',
        why: 'The level is too strict: baseline forbids this too, so only privileged is left.',
      },
    ];
  return [
    {
      value: 'privileged',
      misconception: 'whatever is not restricted is privileged',
      why:
        reason === undefined
          ? 'No check of any level objects.'
          : 'The level is too lax: baseline forbids only known escalations and allows this.',
    },
  ];
}

function draw(input: DrillInput): Scene {
  const { random } = input;
  const whole = restricted(input);
  const spoiler = happens(random, 75) ? oneOf(random, SPOILERS) : undefined;
  return drawnScene(spoil(whole, spoiler, random.below(whole.containers.length)));
}

const ask: Asker = (scene, random) => {
  const { pod, whose } = scene;
  const { level, restricted: reasons, baseline } = pod.security;
  if (level === null) return undefined;
  const [reason, ...more] = reasons;
  // In a user namespace of its own a pod is spared some of the checks, and the reasons below would not hold.
  if (level === null || pod.pod.hostUsers?.value === false) return undefined;
  if (more.length > 0 || (reason !== undefined && REASONS[reason] === undefined)) return undefined;
  const fields = Object.entries(REASONS)
    .filter(([key]) => key !== reason)
    .map(([value, [, misconception, why]]): Belief => ({ value, misconception, why }));
  const text = ([of, because]: readonly Json[]): string =>
    levelText(of as Level, because === NOTHING ? undefined : String(because));
  const wrongs =
    reason === undefined
      ? fields.flatMap(({ value, misconception, why }) =>
          (['baseline', 'privileged'] as const).map((of) => ({
            text: text([of, value]),
            misconception,
            why,
          })),
        )
      : [
          ...mistaken(
            [
              { right: level, beliefs: levelBeliefs(level, reason) },
              { right: reason, beliefs: fields },
            ],
            text,
          ),
          {
            text: levelText('restricted', undefined),
            misconception: 'what is left out meets every level',
            why: `Restricted refuses it: ${reason}. It asks for settings, not only for the absence of others.`,
          },
        ];
  const why =
    reason === undefined
      ? 'Non-root, no escalation, all capabilities dropped and a seccomp profile: every check of restricted passes.'
      : `Pod Security admission says of restricted: ${reason}. ${level === 'baseline' ? 'Baseline has no objection.' : `Of baseline: ${baseline.join(', ')}.`}`;
  const what = whose === '' ? 'this pod meets' : `the pod${whose} meets`;
  return {
    kind: 'choice',
    prompt: `Which is the strictest Pod Security level ${what}, and which field keeps it from \`restricted\`?`,
    manifest: scene.manifest,
    right: { text: levelText(level, reason), why },
    wrongs: shuffle(wrongs, random),
    explanation: why,
    source: SOURCES.standards,
  };
};

/** Which Pod Security level does the pod meet, and what keeps it from `restricted`? At most one thing does. */
export const levelDrill: Drill = {
  id: 'security-level',
  version: 2,
  topic: 'Pod Security Standards',
  ...asking(draw, ask),
};
