/**
 * What people's manifests look like beyond what the API's shape says: which fields an object never lacks, where a
 * key that two levels share usually stands, and what a key that no level knows was probably meant to be.
 */
import { fieldsAt } from '../fields.ts';
import { fieldsOf, type TypeRef, typeNames } from '../shape/index.ts';

/** Fields without which the API server refuses the object; used to tell where an object ends. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  'v1.Container': ['name'],
  'v1.EphemeralContainer': ['name'],
  'v1.ContainerPort': ['containerPort'],
  'v1.EnvVar': ['name'],
  'v1.Volume': ['name'],
  'v1.VolumeMount': ['name', 'mountPath'],
  'v1.VolumeDevice': ['name', 'devicePath'],
  'v1.PodSpec': ['containers'],
  'v1.PodTemplateSpec': ['spec'],
  'v1.JobTemplateSpec': ['spec'],
  'v1.Sysctl': ['name', 'value'],
  'v1.KeyToPath': ['key', 'path'],
  'v1.ConfigMapKeySelector': ['key'],
  'v1.SecretKeySelector': ['key'],
  'v1.ObjectFieldSelector': ['fieldPath'],
  'v1.ResourceFieldSelector': ['resource'],
  'v1.HTTPGetAction': ['port'],
  'v1.HTTPHeader': ['name', 'value'],
  'v1.TCPSocketAction': ['port'],
  'v1.HostPathVolumeSource': ['path'],
  'v1.NFSVolumeSource': ['path', 'server'],
  'v1.LabelSelectorRequirement': ['key', 'operator'],
  'v1.NodeSelectorRequirement': ['key', 'operator'],
  'v1.PodAffinityTerm': ['topologyKey'],
  'v1.WeightedPodAffinityTerm': ['weight', 'podAffinityTerm'],
  'v1.PreferredSchedulingTerm': ['weight', 'preference'],
  'v1.TopologySpreadConstraint': ['maxSkew', 'topologyKey'],
  'v1.OwnerReference': ['kind', 'name'],
  'v1.PersistentVolumeClaimVolumeSource': ['claimName'],
};

/** The required fields of a type, by its Go-like name. */
export function requiredOf(type: string): readonly string[] {
  return REQUIRED[type] ?? [];
}

/**
 * How unusual a legal key is at its place, in the same unit as every other cost. Most are 0.
 * `inside` is the key of the list or object the type stands under, for instance `initContainers`.
 */
export function rarity(type: string, key: string, value: string, inside: string): number {
  if (type === 'v1.Container' && key === 'restartPolicy') {
    if (inside !== 'initContainers') return 4;
    return value === 'Always' ? 0 : 3;
  }
  if (type === 'v1.PodSpec' && (key === 'resources' || key === 'os')) return key === 'os' ? 0 : 2;
  if (type === 'v1.Probe' && key === 'terminationGracePeriodSeconds') return 2.5;
  if (type === 'v1.Volume' && key === 'image') return 2;
  if (type === 'v1.ObjectMeta' && inside === 'template')
    return key === 'name' || key === 'namespace' ? 0.6 : 0;
  return 0;
}

/** What a container asks for and is limited to, beside huge pages and what a vendor names with its domain. */
const AMOUNTS = new Set(['cpu', 'memory', 'storage', 'ephemeral-storage', 'pods']);

/** How unlikely a key is in a map whose keys are free, such as labels, limits or data. */
export function strangeness(inside: string, key: string): number {
  const amounts =
    inside === 'limits' || inside === 'requests' || inside === 'overhead' || inside === 'capacity';
  if (!amounts) return 0.3;
  return AMOUNTS.has(key) || key.startsWith('hugepages-') || key.includes('/') ? 0 : 3;
}

const squeeze = (key: string): string => key.toLowerCase().replace(/[-_.]/g, '');

const guesses = new Map<string, string | null>();

/** The field of a type that a misspelt key was probably meant to be: other case, a letter off, a part of the name. */
export function meantField(type: string, key: string): string | undefined {
  const id = `${type} ${key.length > 64 ? '' : key}`;
  const known = guesses.get(id);
  if (known !== undefined) return known ?? undefined;
  const found = nearest(squeezedFields(type), key);
  if (guesses.size > 5000) guesses.clear();
  guesses.set(id, found ?? null);
  return found;
}

/** A field beside its name without case and joints. */
type Squeezed = readonly [field: string, squeezed: string];

const squeezedByType = new Map<string, readonly Squeezed[]>();

function squeezedFields(type: string): readonly Squeezed[] {
  const known = squeezedByType.get(type);
  if (known !== undefined) return known;
  const fields = [...(fieldsOf(type)?.keys() ?? [])].map((field): Squeezed => [field, squeeze(field)]);
  squeezedByType.set(type, fields);
  return fields;
}

function nearest(fields: readonly Squeezed[], key: string): string | undefined {
  if (key.length > 128) return undefined;
  const wanted = squeeze(key);
  if (wanted.length < 4 || wanted.length > 64) return undefined;
  const [found] =
    fields.find(([, field]) => field === wanted) ??
    fields.find(([, field]) => wanted.length > 5 && near(field, wanted)) ??
    fields.find(([name, field]) => name.length > 8 && wanted.endsWith(field)) ??
    fields.find(([, field]) => wanted.length > 6 && field.startsWith(wanted)) ??
    [];
  return found;
}

/** Whether two words differ by at most two inserted, dropped or changed letters. */
function near(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 2) return false;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const below = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      below.push(Math.min(swap, (row[j] ?? 0) + 1, (below[j - 1] ?? 0) + 1));
    }
    if (Math.min(...below) > 2) return false;
    row = below;
  }
  return (row[b.length] ?? 9) <= 2;
}

/** Types whose fields people put at the wrong level, most likely first. */
const BORROWED_FROM = [
  'v1.SecurityContext',
  'v1.PodSecurityContext',
  'v1.Container',
  'v1.PodSpec',
  'v1.PodTemplateSpec',
  'v1.DeploymentSpec',
  'v1.ObjectMeta',
  'v1.CronJobSpec',
];

/** The type a key has at the place it belongs to, for a key that stands at another; undefined for an unknown one. */
export function borrowedType(key: string): TypeRef | undefined {
  for (const type of BORROWED_FROM) {
    const found = fieldsOf(type)?.get(key);
    if (found !== undefined) return found;
  }
  return undefined;
}

let security: ReadonlySet<string> | undefined;

/** Whether where a key stands can change who a process is or what it may do. */
export function decidesSecurity(key: string): boolean {
  security ??= new Set([
    ...[...typeNames()]
      .filter((type) =>
        /^v1\.(?:Pod)?SecurityContext$|Capabilities|SELinuxOptions|SeccompProfile|AppArmorProfile|WindowsSecurity/.test(
          type,
        ),
      )
      .flatMap((type) => [...(fieldsOf(type)?.keys() ?? [])])
      .filter((field) => field !== 'type' && field !== 'user' && field !== 'level' && field !== 'role'),
    ...['securityContext', 'containers', 'initContainers', 'ephemeralContainers', 'template', 'spec'],
    ...fieldsAt('spec'),
  ]);
  return security.has(key);
}
