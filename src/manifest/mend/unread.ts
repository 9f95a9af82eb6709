import type { Fatal } from '../decode.ts';
import type { LineOf } from '../effective.ts';
import type { ContainerExplanation, EffectiveField, PodExplanation, Start } from '../explanation.ts';
import { fields as table } from '../fields.ts';
import { at } from '../pod.ts';

/** What decides nothing about who a process is or what it may do. */
const HARMLESS =
  /\.(?:env|envFrom|args|command|resources|labels|nodeSelector|tolerations|affinity|strategy|imagePullSecrets|readinessGates|topologySpreadConstraints)(?:[.[]|$)/;

/**
 * A pod in which some values cannot be read: the fields they stand in are not known, nor is what hangs on them. It is
 * not accepted, since somebody has to put them right first.
 */
export function withUnread(pod: PodExplanation, unread: readonly Fatal[], line: LineOf): PodExplanation {
  const places = unread.map(({ path, line: where }) => ({ path, line: line(where) }));
  const deciding = places.filter(({ path }) => !HARMLESS.test(path));
  const accepted = { strict: false, ignore: false };
  if (deciding.length === 0) return { ...pod, accepted };
  const own = new Map<string, Place[]>();
  const ofPod: Place[] = [];
  for (const place of deciding) {
    const container = containerIn(place.path, pod.path);
    if (container === undefined) ofPod.push(place);
    else own.set(container, [...(own.get(container) ?? []), place]);
  }
  return {
    ...pod,
    accepted,
    security: { level: 'privileged', restricted: [], baseline: [], notJudged: true },
    containers: pod.containers.map((one) =>
      ofContainer(one, pod.path, ofPod.concat(own.get(one.path) ?? [])),
    ),
  };
}

/** The path of the container that a path leads into. */
function containerIn(path: string, specPath: string): string | undefined {
  const from = specPath === '' ? 0 : specPath.length + 1;
  const list = LISTS.find((name) => path.startsWith(`${name}[`, from));
  const end = path.indexOf(']', from);
  return list === undefined || end === -1 ? undefined : path.slice(0, end + 1);
}

const LISTS = ['initContainers', 'containers', 'ephemeralContainers'];

interface Place {
  readonly path: string;
  readonly line: number;
}

function ofContainer(
  container: ContainerExplanation,
  specPath: string,
  places: readonly Place[],
): ContainerExplanation {
  if (places.length === 0) return container;
  const fields: Record<string, EffectiveField> = { ...container.fields };
  for (const { path, line } of places) {
    for (const level of ['pod', 'container'] as const) {
      const holder = level === 'pod' ? specPath : container.path;
      const hidden = hiddenBy(path, at(holder, 'securityContext'), level, holder);
      for (const name of hidden) {
        if (level === 'pod' && fields[name]?.source === 'container') continue;
        fields[name] = { value: null, source: level, line, unread: true };
      }
    }
  }
  return { ...container, fields, process: processOf(container, fields), start: startOf(container, fields) };
}

/** The fields of a level that a value at `path` keeps from being read. */
function hiddenBy(
  path: string,
  context: string,
  level: 'pod' | 'container',
  holder: string,
): readonly string[] {
  if (path === context || path === holder || (level === 'container' && holder.startsWith(`${path}.`)))
    return table.filter(({ levels }) => levels.includes(level)).map(({ name }) => name);
  if (!path.startsWith(`${context}.`)) return [];
  const name = /^[^.[]+/.exec(path.slice(context.length + 1))?.[0] ?? '';
  if (name === 'windowsOptions') return [path.slice(context.length + 1)];
  return name === 'fsGroup' ? [name, 'supplementalGroups'] : [name];
}

function processOf(
  { process }: ContainerExplanation,
  fields: Readonly<Record<string, EffectiveField>>,
): ContainerExplanation['process'] {
  const gid = fields.runAsGroup?.unread === true ? null : process.gid;
  const groups = fields.supplementalGroups?.unread === true ? [] : process.groups;
  if (fields.runAsUser?.unread !== true) return { ...process, gid, groups };
  return { uid: null, gid, groups };
}

/** What the kubelet's check looks at: security_context_others.go verifyRunAsNonRoot, then the profiles. */
function startOf({ start }: ContainerExplanation, fields: Readonly<Record<string, EffectiveField>>): Start {
  const unread = (name: string): boolean => fields[name]?.unread === true;
  if (unread('runAsNonRoot')) return { verdict: 'not-known', field: 'runAsNonRoot' };
  if (fields.runAsNonRoot?.value === true && unread('runAsUser'))
    return { verdict: 'not-known', field: 'runAsUser' };
  const profile = ['seccompProfile', 'appArmorProfile', 'supplementalGroupsPolicy'].find(unread);
  return profile === undefined || start.verdict === 'refused'
    ? start
    : { verdict: 'not-known', field: profile };
}
