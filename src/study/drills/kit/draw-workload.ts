import type { Json } from '../../../manifest/index.ts';
import { type Random, shuffle } from '../../random.ts';
import { happens, oneOf, sometimesAgain } from './chance.ts';
import type { Difficulty } from './drill.ts';
import type { DrawnContainer, DrawnKind, Settings, Workload } from './workload.ts';

const NAMES = ['web', 'api', 'proxy', 'logger', 'worker', 'cache', 'metrics', 'agent', 'sync', 'queue'];
const WORKLOAD_NAMES = ['shop', 'report', 'ledger', 'mailer', 'search', 'orders', 'wiki', 'forum'];
/** How many containers a workload has. */
export const CONTAINERS: Readonly<Record<Difficulty, number>> = { 1: 1, 2: 2, 3: 2, 4: 3, 5: 4 };

function drawKind(random: Random, difficulty: Difficulty): DrawnKind {
  if (difficulty < 3) return 'Pod';
  if (difficulty === 3) return oneOf(random, ['Pod', 'Deployment', 'Job'] as const);
  return oneOf(random, ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'] as const);
}

export interface WorkloadDraw {
  readonly random: Random;
  readonly difficulty: Difficulty;
  /** At least this many containers, whatever the difficulty. */
  readonly least?: number;
  readonly pod: Settings;
  /** The settings of each container, in the order written. */
  readonly container: (index: number) => Settings;
}

/**
 * A workload as large as the difficulty asks for: one container at 1, four at 5; from 3 on inside a Deployment,
 * Job or the like, and with an init container or sidecar.
 */
export function drawWorkload({ random, difficulty, least = 1, pod, container }: WorkloadDraw): Workload {
  const count = Math.max(least, CONTAINERS[difficulty]);
  const names = shuffle(NAMES, random);
  const early = difficulty >= 3 && count > 1 && happens(random, 60) ? 1 : 0;
  const containers = Array.from({ length: count }, (_, index): DrawnContainer => {
    const role = index < early ? oneOf(random, ['init', 'sidecar'] as const) : 'container';
    return { name: names[index] ?? `app-${index}`, role, settings: container(index) };
  });
  return { kind: drawKind(random, difficulty), name: oneOf(random, WORKLOAD_NAMES), pod, containers };
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

/** A workload that sets users and groups here and there, with a number that stands twice now and then. */
export function drawIdentities(
  input: { readonly random: Random; readonly difficulty: Difficulty; readonly least?: number },
  fresh: () => number,
  rootPercent = 10,
): Workload {
  const { random, difficulty } = input;
  const id = sometimesAgain(random, fresh, 20);
  const user = (): number => (happens(random, rootPercent) ? 0 : id());
  return drawWorkload({
    ...input,
    pod: someOf(random, [
      ['runAsUser', 75, user],
      ['runAsGroup', 75, id],
      ['fsGroup', 70, id],
      ['supplementalGroups', difficulty >= 3 ? 40 : 0, () => [id()]],
    ]),
    container: () => {
      if (happens(random, 15)) return {};
      return someOf(random, [
        ['runAsUser', 55, user],
        ['runAsGroup', 50, id],
        ['readOnlyRootFilesystem', difficulty >= 2 ? 30 : 10, () => true],
        ['allowPrivilegeEscalation', difficulty >= 4 ? 30 : 10, () => false],
      ]);
    },
  });
}
