import { type ContainerExplanation, fieldsAt, type Json, type Level } from '../../../manifest/index.ts';
import type { Random } from '../../random.ts';
import { oneOf } from './chance.ts';

/** Where the field reaches the goal. Only `either` names two places of which one is enough. */
export type Home = 'pod' | 'container' | 'either' | 'each' | 'spec';

/** Whom a goal is about: one container, every one there is, every one there will be, or the pod. */
type Scope = 'one' | 'every' | 'all' | 'pod';

/** A field with the value it is to be written with, and what that is to bring about. */
export interface Aimed {
  readonly field: string;
  /** As the manifest holds it. */
  readonly value: Json;
  /** As the prompt writes it. */
  readonly written: string;
  readonly scope: Scope;
  /** What is to come about, to follow "so that". `alone`: the pod has no other container. */
  readonly goal: (name: string, alone: boolean) => string;
  /** True when the engine says that the container has it. */
  readonly holds: (container: ContainerExplanation | undefined) => boolean;
}

interface Kind {
  readonly field: string;
  readonly value: (fresh: () => number) => Json;
  /** To follow "`web` …" or "every container …". */
  readonly becomes: (value: Json) => string;
  /** Where "every container …" would not read well. */
  readonly everyone?: string;
}

/** What a container can be made to be. Where the field may stand is what the table says. */
const OF_CONTAINERS: readonly Kind[] = [
  { field: 'runAsUser', value: (fresh) => fresh(), becomes: (value) => `runs as UID ${value}` },
  { field: 'runAsGroup', value: (fresh) => fresh(), becomes: (value) => `has the primary GID ${value}` },
  {
    field: 'runAsNonRoot',
    value: () => true,
    becomes: () => 'is refused if it would be root',
    everyone: 'every container that would be root is refused',
  },
  {
    field: 'seccompProfile',
    value: () => ({ type: 'RuntimeDefault' }),
    becomes: () => "has the runtime's seccomp filter",
  },
  {
    field: 'readOnlyRootFilesystem',
    value: () => true,
    becomes: () => 'has a read-only root file system',
  },
  {
    field: 'allowPrivilegeEscalation',
    value: () => false,
    becomes: () => 'gains nothing from setuid programs',
    everyone: 'no container gains anything from setuid programs',
  },
  {
    field: 'capabilities',
    value: () => ({ drop: ['ALL'] }),
    becomes: () => 'holds no capability',
    everyone: 'no container holds a capability',
  },
];

interface PodKind {
  readonly field: string;
  readonly value: (fresh: () => number) => Json;
  readonly goal: (value: Json) => string;
}

const OF_PODS: readonly PodKind[] = [
  {
    field: 'fsGroup',
    value: (fresh) => fresh(),
    goal: (value) => `the pod's volumes belong to group ${value}`,
  },
  {
    field: 'supplementalGroups',
    value: (fresh) => [fresh()],
    goal: (value) => `every process of the pod is in group ${value} as well`,
  },
  {
    field: 'fsGroupChangePolicy',
    value: () => 'OnRootMismatch',
    goal: () => 'a volume whose root fits already is not walked at every mount',
  },
  { field: 'hostUsers', value: () => false, goal: () => 'root in the pod is no root on the node' },
  {
    field: 'shareProcessNamespace',
    value: () => true,
    goal: () => "the pod's containers see each other's processes",
  },
  { field: 'hostNetwork', value: () => true, goal: () => "the pod uses the node's network" },
  { field: 'hostPID', value: () => true, goal: () => 'the pod sees every process of the node' },
];

function at<T extends { readonly field: string }>(
  kinds: readonly T[],
  ...levels: readonly Level[]
): readonly T[] {
  return kinds.filter(({ field }) => levels.every((level) => fieldsAt(level).includes(field)));
}

const BOTH_LEVELS = at(OF_CONTAINERS, 'pod', 'container');

function written(field: string, value: Json): string {
  if (typeof value === 'string') return `${field}: ${value}`;
  const text = JSON.stringify(value).replaceAll('"', '').replaceAll(':', ': ');
  return `${field}: ${text}`;
}

/** `{ drop: [ALL] }` is written, `{ add: [], drop: [ALL] }` is what the engine makes of it. */
function effective(value: Json): Json {
  const isLists = typeof value === 'object' && value !== null && 'drop' in value;
  return isLists ? { add: [], ...value } : value;
}

function ofContainers(
  { field, value: draw, becomes, everyone }: Kind,
  scope: Scope,
  fresh: () => number,
): Aimed {
  const value = draw(fresh);
  const wanted = JSON.stringify(effective(value));
  const what = becomes(value);
  return {
    field,
    value,
    written: written(field, value),
    scope,
    goal(name, alone) {
      if (scope === 'one') return `\`${name}\` ${what}${alone ? '' : ' and no other container changes'}`;
      const later = everyone?.startsWith('no ')
        ? ', nor one that is added later'
        : ', one that is added later as well';
      return `${everyone ?? `every container ${what}`}${scope === 'all' ? later : ''}`;
    },
    holds: (container) => JSON.stringify(container?.fields[field]?.value) === wanted,
  };
}

function ofPod({ field, value: draw, goal }: PodKind, fresh: () => number): Aimed {
  const value = draw(fresh);
  return {
    field,
    value,
    written: written(field, value),
    scope: 'pod',
    goal: () => goal(value),
    holds: () => true,
  };
}

/** A goal that the field is likely to reach from `home`; the engine decides whether it does. */
export function drawAimed(random: Random, home: Home, fresh: () => number): Aimed {
  switch (home) {
    case 'pod':
      return random.below(2) === 0
        ? ofContainers(oneOf(random, BOTH_LEVELS), 'all', fresh)
        : ofPod(oneOf(random, at(OF_PODS, 'pod')), fresh);
    case 'container':
      return ofContainers(oneOf(random, at(OF_CONTAINERS, 'container')), 'one', fresh);
    case 'either':
      return ofContainers(oneOf(random, BOTH_LEVELS), 'one', fresh);
    case 'each':
      return ofContainers(oneOf(random, at(OF_CONTAINERS, 'container')), 'every', fresh);
    case 'spec':
      return ofPod(oneOf(random, at(OF_PODS, 'spec')), fresh);
  }
}
