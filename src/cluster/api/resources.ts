/** What the API serves: the table behind discovery, `api-resources`, short names and `explain`. */

type Verb = 'create' | 'delete' | 'deletecollection' | 'get' | 'list' | 'patch' | 'update' | 'watch';

export interface Resource {
  /** Plural: `pods`. */
  readonly name: string;
  readonly singular: string;
  readonly kind: string;
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  /** `all` for what `get all` lists. */
  readonly categories: readonly string[];
  readonly verbs: readonly Verb[];
}

const ALL: readonly Verb[] = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

type Row = readonly [
  name: string,
  kind: string,
  apiVersion: string,
  namespaced: boolean,
  shortNames?: readonly string[],
  all?: true,
];

/** In the order of discovery: core group, apps, batch (kubernetes pkg/registry: names, short names, categories). */
const ROWS: readonly Row[] = [
  ['configmaps', 'ConfigMap', 'v1', true, ['cm']],
  ['events', 'Event', 'v1', true, ['ev']],
  ['namespaces', 'Namespace', 'v1', false, ['ns']],
  ['nodes', 'Node', 'v1', false, ['no']],
  ['persistentvolumeclaims', 'PersistentVolumeClaim', 'v1', true, ['pvc']],
  ['persistentvolumes', 'PersistentVolume', 'v1', false, ['pv']],
  ['pods', 'Pod', 'v1', true, ['po'], true],
  ['secrets', 'Secret', 'v1', true],
  ['serviceaccounts', 'ServiceAccount', 'v1', true, ['sa']],
  ['services', 'Service', 'v1', true, ['svc'], true],
  ['daemonsets', 'DaemonSet', 'apps/v1', true, ['ds'], true],
  ['deployments', 'Deployment', 'apps/v1', true, ['deploy'], true],
  ['replicasets', 'ReplicaSet', 'apps/v1', true, ['rs'], true],
  ['statefulsets', 'StatefulSet', 'apps/v1', true, ['sts'], true],
  ['cronjobs', 'CronJob', 'batch/v1', true, ['cj'], true],
  ['jobs', 'Job', 'batch/v1', true, [], true],
  ['storageclasses', 'StorageClass', 'storage.k8s.io/v1', false, ['sc']],
];

export const RESOURCES: readonly Resource[] = ROWS.map(
  ([name, kind, apiVersion, namespaced, short = [], all]) => {
    const slash = apiVersion.indexOf('/');
    return {
      name,
      singular: kind.toLowerCase(),
      kind,
      group: slash === -1 ? '' : apiVersion.slice(0, slash),
      version: apiVersion.slice(slash + 1),
      namespaced,
      shortNames: short,
      categories: all === true ? ['all'] : [],
      verbs: ALL,
    };
  },
);

/** `v1`, `apps/v1`. */
export function apiVersionOf(resource: Pick<Resource, 'group' | 'version'>): string {
  return resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
}

/** `pods`, `deployments.apps`: how refusals and kubectl name a resource. */
export function qualifiedName(resource: Pick<Resource, 'group' | 'name'>): string {
  return resource.group === '' ? resource.name : `${resource.name}.${resource.group}`;
}

/** The resource of a kind; undefined where no such kind is served in this version. */
export function resourceOfKind(apiVersion: string, kind: string): Resource | undefined {
  return RESOURCES.find((one) => one.kind === kind && apiVersionOf(one) === apiVersion);
}

/**
 * The resource that a person names: plural, singular, kind or short name in any case, with `.group` or
 * `.version.group` after it if they like. Undefined: the server has none of that name.
 */
export function resourceNamed(name: string): Resource | undefined {
  const wanted = name.toLowerCase();
  return RESOURCES.find((one) =>
    [one.name, one.singular, ...one.shortNames].some((own) =>
      [own, `${own}.${one.group}`, `${own}.${one.version}.${one.group}`].includes(wanted),
    ),
  );
}

/** One that the cluster's own parts use by name; throws where the table lacks it. */
export function resource(name: string): Resource {
  const found = RESOURCES.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(`no resource ${name}`);
  return found;
}
