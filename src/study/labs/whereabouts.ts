/** Why something does not run, and where a value stands: the sentences that predicates share. */
import type { KubeObject, Pod } from '../../cluster/api/index.ts';
import type { Directory, FileNode } from '../../cluster/files/tree.ts';
import { treeKey } from '../../cluster/files/tree.ts';
import type { Cluster } from '../../cluster/index.ts';
import {
  type ContainerExplanation,
  type EffectiveField,
  explain,
  ManifestError,
  type PodExplanation,
} from '../../manifest/index.ts';
import { attemptsOf, containerNames, every, podsOf, statusOf } from './sight.ts';
import { code, listed, message } from './words.ts';

/** Why a container of a pod does not run, with the kubelet's reason and the last line it wrote. */
export function whyNotRunning(cluster: Cluster, pod: Pod, name: string): string {
  const { metadata, status } = pod;
  const container = `Container ${code(name)} of pod ${code(metadata.name)}`;
  if (!containerNames(pod).includes(name))
    return `Pod ${code(metadata.name)} has no container ${code(name)}; it has ${listed(containerNames(pod).map(code))}.`;
  const state = statusOf(pod, name)?.state;
  if (state?.waiting !== undefined) {
    const { reason, message: why } = state.waiting;
    return `${container} waits: ${code(reason)}${why === undefined ? '' : ` (${message(why)})`}.${lastLine(cluster, pod, name)}`;
  }
  if (state?.terminated !== undefined) {
    const { reason, exitCode } = state.terminated;
    return `${container} has ended: ${code(reason)}, exit code ${exitCode}.${lastLine(cluster, pod, name)}`;
  }
  if (state?.running !== undefined) return `${container} runs, but is not ready.`;
  const reason = typeof status.reason === 'string' ? ` (${code(status.reason)})` : '';
  return `${container} has not started: the pod is ${code(status.phase ?? 'Pending')}${reason}.`;
}

function lastLine(cluster: Cluster, pod: Pod, name: string): string {
  const line = attemptsOf(cluster, pod, name)
    .flatMap(({ log }) => log.slice(-1))
    .at(0)?.text;
  return line === undefined || line.trim() === '' ? '' : ` Its last words: ${code(line)}.`;
}

/** Why a workload has no pods: what its controller was told, where it was told something. */
export function whyNoPods(cluster: Cluster, object: KubeObject): string {
  const name = code(`${object.kind.toLowerCase()}/${object.metadata.name}`);
  const makers = new Set([
    object.metadata.uid,
    ...every(cluster, 'replicasets')
      .filter(({ metadata }) => metadata.ownerReferences?.some(({ uid }) => uid === object.metadata.uid))
      .map(({ metadata }) => metadata.uid),
  ]);
  const told = every(cluster, 'events')
    .filter(({ reason, involvedObject }) => {
      const about = involvedObject as { readonly uid?: string } | undefined;
      return reason === 'FailedCreate' && about?.uid !== undefined && makers.has(about.uid);
    })
    .at(-1)?.message;
  if (typeof told !== 'string') return `${name} has no pod of its current template.`;
  const refusal = told.replace(/^\(combined from similar events\): /, '').replace(/^Error creating: /, '');
  return `${name} has no pod, for none may be made: ${message(refusal)}.`;
}

/** The pods to look at, or why there are none. */
export function podsOrWhy(cluster: Cluster, object: KubeObject): readonly Pod[] | string {
  const pods = podsOf(cluster, object);
  return pods.length > 0 ? pods : whyNoPods(cluster, object);
}

/** What manifest/ says of an object's pod, or of its template; undefined where it has none. */
export function explained({ apiVersion, kind, metadata, spec }: KubeObject): PodExplanation | undefined {
  const { name, namespace = 'default' } = metadata;
  return firstPod(JSON.stringify({ apiVersion, kind, metadata: { name, namespace }, spec }));
}

function firstPod(text: string): PodExplanation | undefined {
  return podsIn(text)[0];
}

function podsIn(text: string): readonly PodExplanation[] {
  try {
    return explain(text).pods;
  } catch (error) {
    if (error instanceof ManifestError) return [];
    throw error;
  }
}

/** A field of a container or of its pod, as it takes effect. */
export function fieldOf(
  pod: PodExplanation,
  container: ContainerExplanation,
  name: string,
): EffectiveField | undefined {
  return container.fields[name] ?? pod.pod[name];
}

/** More files, or longer ones, are not searched for a line. */
const MOST_FILES = 8;
const LONGEST_FILE = 16 * 1024;

/** A manifest among the learner's files that is about the same object. */
export interface OwnFile {
  readonly name: string;
  readonly pod: PodExplanation;
}

/** The learner's files that hold a manifest of this object, those in the home directory first. */
export function filesAbout(cluster: Cluster, { kind, metadata }: KubeObject): readonly OwnFile[] {
  const home = (cluster.machine.env.HOME ?? '/root').split('/').filter((name) => name !== '');
  const root = cluster.trees[treeKey.machine]?.root;
  const directory = home.reduce<FileNode | undefined>(
    (at, name) => (at?.type === 'directory' ? at.entries[name] : undefined),
    root,
  );
  if (directory?.type !== 'directory') return [];
  return manifestFiles(directory, '')
    .slice(0, MOST_FILES)
    .flatMap(({ name, text }) =>
      podsIn(text)
        .filter((pod) => pod.kind === kind && pod.name === metadata.name)
        .filter((pod) => (pod.namespace ?? metadata.namespace) === metadata.namespace)
        .slice(0, 1)
        .map((pod) => ({ name, pod })),
    );
}

interface TextFile {
  readonly name: string;
  readonly text: string;
}

function manifestFiles(directory: Directory, path: string, depth = 0): readonly TextFile[] {
  return Object.entries(directory.entries).flatMap(([name, node]): readonly TextFile[] => {
    if (node.type === 'directory' && depth < 2) return manifestFiles(node, `${path}${name}/`, depth + 1);
    if (node.type !== 'file' || !/\.(?:ya?ml|json)$/.test(name)) return [];
    return node.content.length > LONGEST_FILE ? [] : [{ name: `${path}${name}`, text: node.content }];
  });
}
