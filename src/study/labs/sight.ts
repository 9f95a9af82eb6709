/** What the judge looks at, and how it finds things there: objects, the pods of a workload, what runs in them. */
import { type KubeObject, type Pod, type Resource, resourceNamed } from '../../cluster/api/index.ts';
import type { ContainerStatus } from '../../cluster/api/types.ts';
import { templateHash } from '../../cluster/controllers/work.ts';
import { type Cluster, run } from '../../cluster/index.ts';
import { type ContainerRecord, objectKey } from '../../cluster/state.ts';
import { eventObjects } from '../../cluster/told.ts';
import type { ContainerRef, ObjectRef } from './goal.ts';
import { code, listed } from './words.ts';

/** The cluster as the lab began, and as it is to be judged. */
export interface Sight {
  readonly start: Cluster;
  readonly now: Cluster;
}

/** What a predicate says: null where it holds, else what is there instead. */
export type Found = string | null;

/** How long the judge lets the cluster go on before it looks, in seconds: whoever checks has read the last answer. */
const REST_SECONDS = 15;

/**
 * The cluster as the judge looks at it: left alone for a moment, at the learner's own prompt in the home directory,
 * whatever editor or shell is open. A copy, as every cluster here is.
 */
export function rested(cluster: Cluster): Cluster {
  const { machine } = cluster;
  const atPrompt: Cluster = { ...cluster, shells: [], editing: null };
  const after = run(atPrompt, `sleep ${REST_SECONDS}`).cluster;
  return { ...after, machine: { ...machine, cwd: machine.env.HOME ?? '/root' } };
}

/** An object's name, taken apart. */
export interface Named {
  readonly resource: Resource;
  readonly name: string;
  /** Empty for what belongs to the whole cluster. */
  readonly namespace: string;
}

/** Takes `pod/web` apart; undefined where it is not TYPE/NAME with a type that the cluster has. */
export function namedBy({ object, namespace = 'default' }: ObjectRef): Named | undefined {
  const [type = '', name = '', ...more] = object.split('/');
  const resource = resourceNamed(type);
  if (resource === undefined || name === '' || more.length > 0) return undefined;
  return { resource, name, namespace: resource.namespaced ? namespace : '' };
}

/** `pod/web`, in code marks, with its namespace where that is not the default one. */
export function nameOf(ref: ObjectRef): string {
  const named = namedBy(ref);
  const where = named === undefined ? '' : named.namespace;
  return `${code(ref.object)}${where === '' || where === 'default' ? '' : ` in namespace ${code(where)}`}`;
}

/** The object of that name; undefined where there is none. */
export function find(cluster: Cluster, ref: ObjectRef): KubeObject | undefined {
  const named = namedBy(ref);
  return named === undefined
    ? undefined
    : cluster.objects[objectKey(named.resource.name, named.namespace, named.name)];
}

/** Every object of a resource. */
export function every(cluster: Cluster, resource: string): readonly KubeObject[] {
  if (resource === 'events') return eventObjects(cluster, null);
  return Object.entries(cluster.objects)
    .filter(([key]) => key.startsWith(`${resource}/`))
    .map(([, object]) => object);
}

/** "There is no pod `web` in namespace `default`", and where something like it is. */
export function absent(cluster: Cluster, ref: ObjectRef): string {
  const named = namedBy(ref);
  if (named === undefined) return `There is no ${code(ref.object)}.`;
  const { resource, name, namespace } = named;
  const where = namespace === '' ? '' : ` in namespace ${code(namespace)}`;
  const none = `There is no ${resource.kind} ${code(name)}${where}`;
  const all = every(cluster, resource.name);
  const elsewhere = all
    .filter(({ metadata }) => metadata.name === name)
    .map(({ metadata }) => metadata.namespace ?? '');
  if (elsewhere.length > 0) return `${none}; there is one in ${listed(elsewhere.map(code))}.`;
  const beside = all
    .filter(({ metadata }) => (metadata.namespace ?? '') === namespace)
    .map(({ metadata }) => code(metadata.name));
  return beside.length === 0 ? `${none}.` : `${none}; I found ${listed(beside)}.`;
}

const ownedBy = <Kind extends KubeObject>(owner: KubeObject, all: readonly Kind[]): readonly Kind[] =>
  all.filter(({ metadata }) =>
    metadata.ownerReferences?.some(
      ({ uid, controller }) => controller === true && uid === owner.metadata.uid,
    ),
  );

const DEPLOYMENT_REVISION = 'deployment.kubernetes.io/revision';
const SET_REVISION = 'controller-revision-hash';

/** What stands between an object and its pods: the replica set of the current template, a cron job's jobs. */
function makersOf(cluster: Cluster, object: KubeObject): readonly KubeObject[] {
  const revision = (one: KubeObject): string | undefined => one.metadata.annotations?.[DEPLOYMENT_REVISION];
  if (object.kind === 'Deployment')
    return ownedBy(object, every(cluster, 'replicasets')).filter((set) => revision(set) === revision(object));
  return object.kind === 'CronJob' ? ownedBy(object, every(cluster, 'jobs')) : [object];
}

/** Of a StatefulSet or DaemonSet: the pod was made from the template as it is now. */
function isCurrent(pod: KubeObject, owner: KubeObject): boolean {
  if (owner.kind !== 'StatefulSet' && owner.kind !== 'DaemonSet') return true;
  const { template } = owner.spec as { readonly template: Parameters<typeof templateHash>[0] };
  const hash = templateHash(template);
  const wanted = owner.kind === 'StatefulSet' ? `${owner.metadata.name}-${hash}` : hash;
  return pod.metadata.labels?.[SET_REVISION] === wanted;
}

/** The pod itself, or the pods that a workload has made from its current template and that are not being deleted. */
export function podsOf(cluster: Cluster, object: KubeObject): readonly Pod[] {
  if (object.kind === 'Pod') return [object as Pod];
  const pods = every(cluster, 'pods') as readonly Pod[];
  return makersOf(cluster, object)
    .flatMap((maker) => ownedBy(maker, pods).filter((pod) => isCurrent(pod, maker)))
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

/** Every container of a pod by name, its own first, then init and ephemeral ones. */
export function containerNames({ spec }: Pod): readonly string[] {
  return [...spec.containers, ...(spec.initContainers ?? []), ...(spec.ephemeralContainers ?? [])].map(
    ({ name }) => name,
  );
}

/** Which container is meant: the one named, or the first. */
export function containerIn(pod: Pod, { container }: ContainerRef): string {
  return container ?? pod.spec.containers[0]?.name ?? '';
}

/** What the kubelet reports of a container; undefined before it has looked at the pod. */
export function statusOf({ status }: Pod, name: string): ContainerStatus | undefined {
  return [
    ...(status.containerStatuses ?? []),
    ...(status.initContainerStatuses ?? []),
    ...(status.ephemeralContainerStatuses ?? []),
  ].find((one) => one.name === name);
}

/** The attempts of a container, the latest first. */
export function attemptsOf(cluster: Cluster, pod: Pod, name: string): readonly ContainerRecord[] {
  return Object.values(cluster.containers)
    .filter((one) => one.podUid === pod.metadata.uid && one.name === name && one.startedAt !== null)
    .toSorted((a, b) => b.attempt - a.attempt || b.createdAt - a.createdAt);
}
