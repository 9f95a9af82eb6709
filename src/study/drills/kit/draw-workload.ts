import type { Json } from '../../../manifest/index.ts';
import { type Random, shuffle } from '../../random.ts';
import { ACCOMPANYING, type App, PREPARING, SERVING } from './apps.ts';
import { happens, oneOf } from './chance.ts';
import type { Difficulty } from './drill.ts';
import type { DrawnContainer, DrawnKind, Settings, Workload } from './workload.ts';

const WORKLOAD_NAMES = ['shop', 'billing', 'ledger', 'news', 'catalog', 'orders', 'wiki', 'forum'];

/** Half of all are pods; the rest is what a cluster really runs. */
const KINDS: readonly DrawnKind[] = [
  'Pod',
  'Pod',
  'Pod',
  'Pod',
  'Pod',
  'Deployment',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
];

/** Containers by the rule that is asked about: only where they are to differ there must be several. */
const COUNTS: Readonly<Record<Difficulty, readonly number[]>> = {
  1: [1, 1, 2],
  2: [1, 1, 2],
  3: [1, 1, 2],
  4: [2, 3, 3],
  5: [1, 2, 2],
};

export interface WorkloadDraw {
  readonly random: Random;
  readonly difficulty: Difficulty;
  /** At least this many containers, whatever the difficulty. */
  readonly least?: number;
  readonly pod: Settings;
  /** The settings of each container, in the order written. */
  readonly container: (index: number) => Settings;
  /** Whether every container mounts a volume at /data; where it is left out, as `pod` uses one. */
  readonly volume?: boolean;
}

/** Settings of a pod that are about its volumes. */
const OF_VOLUMES = ['fsGroup', 'fsGroupChangePolicy'];

/**
 * A workload of programs that fit together, in a pod or in what makes pods. The difficulty decides how many containers
 * there are; a volume is there where something is about it, and who has it mounts it.
 */
export function drawWorkload(draw: WorkloadDraw): Workload {
  const { random, difficulty, least = 1, pod, container } = draw;
  const count = Math.max(least, oneOf(random, COUNTS[difficulty]));
  const serving = shuffle(SERVING, random);
  const early = count > 1 && happens(random, 40) ? 1 : 0;
  const volume = draw.volume ?? OF_VOLUMES.some((key) => pod[key] !== undefined);
  const containers = Array.from({ length: count }, (_, index): DrawnContainer => {
    const role = index < early ? oneOf(random, ['init', 'sidecar'] as const) : 'container';
    const { name, spec } = programFor(role, index, serving, random);
    const mounts = volume ? { mounts: { data: '/data' } } : {};
    return { name, role, spec, ...mounts, settings: container(index) };
  });
  const name = oneOf(random, WORKLOAD_NAMES);
  const source: Settings =
    pod.fsGroupChangePolicy === undefined
      ? { emptyDir: {} }
      : { persistentVolumeClaim: { claimName: `${name}-data` } };
  return {
    kind: oneOf(random, KINDS),
    name,
    pod,
    containers,
    ...(volume ? { volumes: { data: source } } : {}),
  };
}

function programFor(
  role: DrawnContainer['role'],
  index: number,
  serving: readonly App[],
  random: Random,
): App {
  if (role === 'init') return oneOf(random, PREPARING);
  if (role === 'sidecar') return oneOf(random, ACCOMPANYING);
  return serving[index] ?? oneOf(random, SERVING);
}

/** Settings of which each is there in so many of a hundred draws. */
export function someOf(
  random: Random,
  chances: readonly (readonly [key: string, percent: number, value: () => Json])[],
): Settings {
  return Object.fromEntries(
    chances.flatMap(([key, percent, value]) => (happens(random, percent) ? [[key, value()] as const] : [])),
  );
}
