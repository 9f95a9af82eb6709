import type { ContainerRecord } from '../../../cluster/state.ts';
import type { EffectiveField } from '../../../manifest/index.ts';
import type { Predicate } from '../goal.ts';
import { absent, attemptsOf, containerIn, type Found, find, nameOf, type Sight } from '../sight.ts';
import { explained, fieldOf, podsOrWhy, whyNotRunning } from '../whereabouts.ts';
import { code, listed } from '../words.ts';
import { type KnownIds, knownIds } from './known-ids.ts';

type Process = Extract<Predicate, { kind: 'process' }>;

const ascending = (numbers: readonly number[]): readonly number[] =>
  [...new Set(numbers)].toSorted((a, b) => a - b);

/** "The process of container `app` in `pod/web` has UID 2000, GID 3000". */
export function wantedProcess(goal: Process): string {
  const whose = `${goal.container === undefined ? '' : `container ${code(goal.container)} in `}${nameOf(goal)}`;
  return `The process of ${whose} has ${listed(parts(goal).map(({ wanted }) => wanted))}`;
}

interface Part {
  readonly wanted: string;
  /** What it has instead; null where that is as wanted. */
  readonly instead: (record: ContainerRecord) => string | null;
  /** The field that decides it. */
  readonly field?: string;
  /** Which of who it is, where the image may decide that, and how one speaks of what only the image knows. */
  readonly id?: { readonly of: keyof KnownIds; readonly unknown: string };
}

function parts({ uid, gid, groups, capabilities, noNewPrivs }: Process): readonly Part[] {
  const list: Part[] = [];
  if (uid !== undefined)
    list.push({
      wanted: `UID ${uid}`,
      instead: ({ identity }) => (identity.uid === uid ? null : `UID ${identity.uid}`),
      field: 'runAsUser',
      id: { of: 'uid', unknown: 'a UID that only its image knows' },
    });
  if (gid !== undefined)
    list.push({
      wanted: `GID ${gid}`,
      instead: ({ identity }) => (identity.gid === gid ? null : `GID ${identity.gid}`),
      field: 'runAsGroup',
      id: { of: 'gid', unknown: 'a GID that only its image knows' },
    });
  if (groups !== undefined)
    list.push({
      wanted: `the groups ${ascending(groups).join(', ')}`,
      instead: ({ identity }) => {
        const has = ascending([identity.gid, ...identity.groups]).join(', ');
        return has === ascending(groups).join(', ') ? null : `the groups ${has}`;
      },
      id: { of: 'groups', unknown: 'groups that only its image knows' },
    });
  if (capabilities !== undefined) list.push(capabilityPart(capabilities));
  if (noNewPrivs !== undefined)
    list.push({
      wanted: noNewPrivs ? 'no way to more privileges (NoNewPrivs 1)' : 'NoNewPrivs 0',
      instead: ({ identity }) =>
        identity.noNewPrivs === noNewPrivs ? null : `NoNewPrivs ${Number(!noNewPrivs)}`,
      field: 'allowPrivilegeEscalation',
    });
  return list;
}

function capabilityPart(capabilities: readonly string[]): Part {
  const named = (names: readonly string[]): string =>
    names.length === 0 ? 'no capabilities' : `the capabilities ${listed([...names].toSorted().map(code))}`;
  return {
    wanted: named(capabilities),
    instead: ({ identity }) => {
      const has = [...identity.capabilities.bounding].toSorted();
      return has.join() === [...capabilities].toSorted().join() ? null : named(has);
    },
    field: 'capabilities',
  };
}

/** Who the running container's process is, as the kubelet started it. */
export function judgeProcess(goal: Process, { now }: Sight): Found {
  const object = find(now, goal);
  if (object === undefined) return absent(now, goal);
  const pods = podsOrWhy(now, object);
  if (typeof pods === 'string') return pods;
  for (const pod of pods) {
    const name = containerIn(pod, goal);
    const record = attemptsOf(now, pod, name).find(({ exitCode }) => exitCode === null);
    if (record === undefined) return whyNotRunning(now, pod, name);
    const view = explained(pod);
    const seen = view?.containers.find((each) => each.name === name);
    if (view === undefined || seen === undefined) return whyNotRunning(now, pod, name);
    const known = knownIds(now, record, seen);
    const off = parts(goal).flatMap(({ instead, field, id }) => {
      const has = id === undefined || known[id.of] ? instead(record) : id.unknown;
      if (has === null) return [];
      return [`${has}${field === undefined ? '' : becauseOf(fieldOf(view, seen, field), field)}`];
    });
    if (off.length > 0)
      return `The process of container ${code(name)} in pod ${code(pod.metadata.name)} has ${listed(off)}.`;
  }
  return null;
}

/** ` (from the pod's level)`: what decided it. */
function becauseOf(effective: EffectiveField | undefined, field: string): string {
  const source = effective?.source;
  if (source === 'pod' || source === 'container') return ` (from the ${source}'s level)`;
  return field === 'runAsUser' || field === 'runAsGroup'
    ? ` (neither level sets ${code(field)}, so the image decides)`
    : ` (neither level sets ${code(field)})`;
}
