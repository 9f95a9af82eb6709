import type { Json } from '../../../manifest/index.ts';
import type { Random } from '../../random.ts';
import { happens, oneOf, sometimesAgain } from './chance.ts';
import { drawWorkload, someOf } from './draw-workload.ts';
import type { DrillInput } from './drill.ts';
import type { Settings, Workload } from './workload.ts';

/** The two fields that a container may take from either level, and that say who a process is. */
export type Identity = 'runAsUser' | 'runAsGroup';
export const IDENTITIES: readonly Identity[] = ['runAsUser', 'runAsGroup'];

/** A workload, and the container whose identity comes about by the rule that the difficulty asks for. */
export interface DrawnIdentities {
  readonly workload: Workload;
  readonly target: string;
  /** Whether this field is left to the image in the target. */
  readonly unset: (field: Identity) => boolean;
}

/** One level, an override, or nobody: where the target has a field from. */
type Way = 1 | 2 | 3;

/**
 * Draws a workload in which one of the `deciding` fields comes about by the rule of the difficulty, and the others by
 * none that is harder: from one level (1), by an override (2), from nobody (3), or by one of these while a neighbour
 * sets another value (4). What makes it a 5 is added by who asks.
 */
export function drawIdentities(
  input: DrillInput,
  fresh: () => number,
  deciding: readonly Identity[],
  more: { readonly least?: number; readonly pod?: Settings } = {},
): DrawnIdentities {
  const { random, difficulty } = input;
  const lead = oneOf(random, deciding);
  const ways = Object.fromEntries(
    IDENTITIES.map((field) => [field, wayOf(random, difficulty, field === lead, deciding.includes(field))]),
  ) as Readonly<Record<Identity, Way>>;
  const id = sometimesAgain(random, fresh, 15);
  const set: Record<'pod' | 'target' | 'neighbour', Settings> = { pod: {}, target: {}, neighbour: {} };
  const put = (level: keyof typeof set, field: Identity, value: Json): void => {
    set[level] = { ...set[level], [field]: value };
  };
  for (const field of IDENTITIES) {
    const root = happens(random, field === 'runAsUser' ? 15 : 8);
    const mine = root ? 0 : fresh();
    if (ways[field] === 2) {
      put('pod', field, !root && happens(random, 12) ? 0 : fresh());
      put('target', field, mine);
    } else if (ways[field] === 1) put(happens(random, 50) ? 'pod' : 'target', field, mine);
    const trap = difficulty === 4 && field === lead;
    const apart = difficulty === 4 && happens(random, 40);
    if (trap || apart || (!deciding.includes(field) && happens(random, 30))) put('neighbour', field, fresh());
  }
  const least = Math.max(more.least ?? 1, difficulty === 4 ? 2 : 1);
  const workload = drawWorkload({
    random,
    difficulty,
    least,
    pod: {
      ...set.pod,
      ...someOf(random, [
        ['fsGroup', 60, id],
        ['supplementalGroups', 35, () => [id()]],
      ]),
      ...more.pod,
    },
    container: () => ({}),
  });
  return spread(random, workload, set, (field) => ways[field] === 3);
}

function wayOf(random: Random, difficulty: number, leads: boolean, decides: boolean): Way {
  const hardest = Math.min(3, difficulty);
  if (!decides) return oneOf(random, [1, 1, 2, 3] as const);
  if (leads && difficulty <= 3) return hardest as Way;
  return (1 + random.below(hardest)) as Way;
}

/** Gives the settings to the containers: one of them is asked about, and one of the others is the trap. */
function spread(
  random: Random,
  workload: Workload,
  set: Readonly<Record<'target' | 'neighbour', Settings>>,
  unset: (field: Identity) => boolean,
): DrawnIdentities {
  const at = random.below(workload.containers.length);
  const others = workload.containers.map((_, index) => index).filter((index) => index !== at);
  const trap = others.length === 0 ? -1 : oneOf(random, others);
  const containers = workload.containers.map((each, index) => ({
    ...each,
    settings: {
      ...(index === at ? set.target : index === trap ? set.neighbour : {}),
      ...someOf(random, [
        ['readOnlyRootFilesystem', 20, () => true],
        ['allowPrivilegeEscalation', 20, () => false],
      ]),
    },
  }));
  return { workload: { ...workload, containers }, target: containers[at]?.name ?? '', unset };
}
