import type { Json, PodSecurity } from '../../manifest/index.ts';
import { shuffle } from '../random.ts';
import { type Belief, mistaken } from './kit/beliefs.ts';
import { freshIds, happens, oneOf } from './kit/chance.ts';
import { drawWorkload } from './kit/draw-workload.ts';
import { type Asker, asking, type Drill, type DrillInput } from './kit/drill.ts';
import { drawnScene, type Scene } from './kit/scene.ts';
import { REASONS, SPOILERS, type Spoiler } from './kit/security-reasons.ts';
import { SOURCES } from './kit/sources.ts';
import type { DrawnContainer, Settings, Workload } from './kit/workload.ts';

type Level = 'restricted' | 'baseline' | 'privileged';

function restricted(input: DrillInput): Workload {
  const { random, difficulty } = input;
  const fresh = freshIds(random);
  return drawWorkload({
    ...input,
    least: difficulty === 4 ? 2 : 1,
    pod: {
      runAsNonRoot: true,
      ...(happens(random, 50) ? { runAsUser: fresh() } : {}),
      seccompProfile: { type: 'RuntimeDefault' },
    },
    container: () => ({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'], ...(happens(random, 20) ? { add: ['NET_BIND_SERVICE'] } : {}) },
    }),
  });
}

/** The workload with one thing in it that a level may object to. */
function spoil(
  workload: Workload,
  { pod, spec, container, every, volume }: Spoiler,
  index: number,
): Workload {
  const volumes: Settings = volume === undefined ? {} : { extra: volume };
  const containers = workload.containers.map((each, at): DrawnContainer => {
    if (at !== index && every !== true) return each;
    const changed = container === undefined ? each : container(each);
    return volume === undefined || at !== index
      ? changed
      : { ...changed, mounts: { ...changed.mounts, extra: '/mnt/extra' } };
  });
  const merged = { ...workload.volumes, ...volumes };
  return {
    ...workload,
    pod: pod === undefined ? workload.pod : pod(workload.pod),
    ...(spec === undefined ? {} : { spec: { ...workload.spec, ...spec } }),
    ...(Object.keys(merged).length === 0 ? {} : { volumes: merged }),
    containers,
  };
}

const NOTHING = 'nothing';

/** An option: the level, and what keeps the pod from the next stricter one. */
export function levelText(level: Level, reason: string | undefined): string {
  return reason === undefined
    ? '`restricted`: nothing stands in its way'
    : `\`${level}\`, because of ${REASONS[reason]?.said ?? reason}`;
}

function levelBeliefs(level: Level, reason: string | undefined): readonly Belief[] {
  if (level === 'privileged')
    return [
      {
        value: 'baseline',
        misconception: 'whatever is not restricted is baseline',
        why: 'Baseline forbids this too, so only privileged is left.',
      },
    ];
  return [
    {
      value: 'privileged',
      misconception: 'whatever is not restricted is privileged',
      why:
        reason === undefined
          ? 'No check of any level objects.'
          : 'Baseline forbids only known escalations and allows this.',
    },
  ];
}

/** Below 4 nothing is said of one container of several: what is spoilt there is the only one. */
function draw(input: DrillInput): Scene {
  const { random, difficulty } = input;
  const whole = restricted(input);
  const spoiler = oneOf(
    random,
    SPOILERS.filter(
      (each) =>
        each.difficulty === difficulty ||
        (difficulty === 4 && each.container !== undefined && each.difficulty < 4),
    ),
  );
  const { containers } = whole;
  const alone = difficulty < 4 && spoiler.container !== undefined;
  const shown = alone ? containers.filter(({ role }) => role === 'container').slice(0, 1) : containers;
  return drawnScene(spoil({ ...whole, containers: shown }, spoiler, random.below(shown.length)));
}

/** What keeps the pod from the next stricter level, in the check's own short names. */
export function hurdles({ level, restricted: reasons, baseline }: PodSecurity): readonly string[] {
  return level === 'privileged' ? baseline : reasons;
}

/** A restricted check whose baseline twin says the same. */
const SAME: Readonly<Record<string, string>> = {
  'unrestricted capabilities': 'non-default capabilities',
  'restricted volume types': 'hostPath volumes',
};

const ask: Asker = (scene, random) => {
  const { pod, whose } = scene;
  const { level } = pod.security;
  if (level === null || !pod.accepted.strict) return undefined;
  const spares = pod.pod.hostUsers?.value === false || pod.pod.os?.value === 'windows';
  // In a user namespace of its own, or on Windows, a pod is spared some of the checks, and the whys below would not hold.
  const [reason, ...more] = hurdles(pod.security);
  if (more.length > 0 || (reason !== undefined && REASONS[reason] === undefined)) return undefined;
  const others = shuffle(Object.keys(REASONS), random).filter(
    (key) => key !== reason && SAME[key] !== reason && (reason === undefined || SAME[reason] !== key),
  );
  const whyNot = (key: string): string => {
    if (pod.security.restricted.includes(key))
      return 'Restricted asks for more of that; it is not what keeps the pod from the next stricter level.';
    return spares ? 'Nothing that this check asks for is missing here.' : (REASONS[key]?.why ?? '');
  };
  const fields = others.map((key): Belief => {
    return { value: key, misconception: REASONS[key]?.misconception ?? '', why: whyNot(key) };
  });
  const near = fields.filter(({ value }) => REASONS[String(value)]?.near === true);
  const likely = [...near.slice(0, 3), ...fields.filter((each) => !near.includes(each)).slice(0, 2)];
  const text = ([of, because]: readonly Json[]): string =>
    levelText(of as Level, because === NOTHING ? undefined : String(because));
  const wrongs =
    reason === undefined
      ? likely.flatMap(({ value, misconception, why }) =>
          (['baseline', 'privileged'] as const)
            .filter(
              (of) => (REASONS[String(value)]?.near === true) === (of === 'baseline') || of === 'privileged',
            )
            .map((of) => ({ text: text([of, value]), misconception, why })),
        )
      : [
          ...mistaken(
            [
              { right: level, beliefs: levelBeliefs(level, reason) },
              { right: reason, beliefs: likely },
            ],
            text,
          ),
          {
            text: levelText('restricted', undefined),
            misconception: 'what is left out meets every level',
            why: `Restricted refuses it: ${pod.security.restricted.join(', ')}. It asks for settings, not only for the absence of others.`,
          },
        ];
  const why =
    reason === undefined
      ? `${spares ? 'Every check of restricted that applies passes.' : 'Non-root, no escalation, all capabilities dropped and a seccomp profile: every check of restricted passes.'}${spared(scene)}`
      : `Pod Security admission says of ${level === 'baseline' ? 'restricted' : 'baseline'}: ${reason}.${level === 'baseline' ? ' Baseline has no objection.' : ' So not even baseline is met.'}${spared(scene)}`;
  const what = whose === '' ? 'this pod meets' : `the pod${whose} meets`;
  return {
    kind: 'choice',
    prompt: `Which is the strictest Pod Security level ${what}, and what keeps it from the next stricter one?`,
    manifest: scene.manifest,
    right: { text: levelText(level, reason), why },
    wrongs: shuffle(wrongs, random),
    explanation: why,
    source: SOURCES.standards,
  };
};

/** Which checks the pod is spared (policy/helpers.go relaxPolicyForUserNamespacePod; check_*.go for Windows). */
function spared({ pod: { pod } }: Scene): string {
  if (pod.hostUsers?.value === false)
    return ' In a user namespace of its own (`hostUsers: false`) a pod is spared the checks of runAsNonRoot and runAsUser, since 1.35.';
  return pod.os?.value === 'windows'
    ? ' A Windows pod is spared the checks of allowPrivilegeEscalation, capabilities and seccomp.'
    : '';
}

/**
 * Which Pod Security level does the pod meet, and what keeps it from the next stricter one? At most one thing does. 1: something
 * forbidden in one place; 2: a container or the pod takes back what the other says; 3: something is left out; 4: it is
 * one container of several; 5: a user namespace, Windows, or the pod's root that every container overrides.
 */
export const levelDrill: Drill = {
  id: 'security-level',
  version: 3,
  topic: 'Pod Security Standards',
  ...asking(draw, ask),
};
