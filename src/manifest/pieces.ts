import { child, textAt } from './access.ts';
import { isContainer } from './convention/context.ts';
import { fieldsOf } from './shape/index.ts';
import type { MapNode, Node } from './yaml/node.ts';

/** What a piece of a manifest is a piece of. */
export type Fragment = 'pod' | 'pod-spec' | 'containers' | 'container' | 'security-context';

/** A piece as it is read in a Pod of its own; `type` is missing where it has to be wrapped first. */
interface Piece {
  readonly type?: string;
  readonly specPath: string;
  readonly fragment: Fragment;
}

/** What an object without a kind is a piece of, by its keys; undefined where it is none of a manifest. */
export function fragmentOf(root: Node): Piece | undefined {
  if (root.kind === 'seq') {
    return root.items.some((item) => looksLike(item, 'v1.Container'))
      ? { specPath: '', fragment: 'containers' }
      : undefined;
  }
  if (root.kind !== 'map') return undefined;
  if (child(root, 'spec')?.kind === 'map') {
    const template = child(child(root, 'spec'), 'template');
    if (template !== undefined)
      return { type: 'v1.Deployment', specPath: 'spec.template.spec', fragment: 'pod' };
    return { type: 'v1.Pod', specPath: 'spec', fragment: 'pod' };
  }
  if (child(child(root, 'template'), 'spec') !== undefined) {
    return { type: 'v1.PodTemplate', specPath: 'template.spec', fragment: 'pod' };
  }
  if (LISTS.some((key) => child(root, key) !== undefined && !isNamedList(child(root, key)))) {
    return { type: 'v1.PodSpec', specPath: '', fragment: 'pod-spec' };
  }
  if (podSpecOnly(root)) return { type: 'v1.PodSpec', specPath: '', fragment: 'pod-spec' };
  if (
    root.get('image') !== undefined ||
    (root.get('name') !== undefined && root.get('securityContext') !== undefined)
  ) {
    return { type: 'v1.Container', specPath: '', fragment: 'container' };
  }
  if (child(root, 'securityContext') !== undefined) return { specPath: '', fragment: 'security-context' };
  const bare = root.entries.some(
    (entry) =>
      fieldsOf('v1.PodSecurityContext')?.has(entry.key) === true ||
      (fieldsOf('v1.SecurityContext')?.has(entry.key) === true && entry.key !== 'privileged'),
  );
  return bare ? { specPath: '', fragment: 'security-context' } : undefined;
}

function looksLike(node: Node, type: string): boolean {
  if (node.kind !== 'map') return false;
  const fields = fieldsOf(type);
  return node.get('name') !== undefined && node.entries.some((entry) => fields?.has(entry.key) === true);
}

const LISTS = ['containers', 'initContainers'];

/** `containers: {main: {…}}`, as some charts list them. */
function isNamedList(node: Node | undefined): boolean {
  return (
    node?.kind === 'map' &&
    node.entries.length > 0 &&
    node.entries.every(({ value }) => value.kind === 'map') &&
    !isContainer(node)
  );
}

/** A securityContext beside settings that only a pod spec has: all keys are of a pod spec, one of a pod spec alone. */
function podSpecOnly(root: MapNode): boolean {
  const pod = fieldsOf('v1.PodSpec');
  const container = fieldsOf('v1.Container');
  if (!root.entries.every(({ key }) => pod?.has(key) === true || key === 'container')) return false;
  return root.entries.some(({ key }) => key === 'container' || container?.has(key) !== true);
}

/** A name and an image as text, or nothing that a container does not have. */
export function isWholeContainer(root: MapNode): boolean {
  const fields = fieldsOf('v1.Container');
  const named = textAt(root, 'name') !== undefined && textAt(root, 'image') !== undefined;
  return named || (isContainer(root) && root.entries.every(({ key }) => fields?.has(key) === true));
}

/** Whether the spec of a piece is that of a pod or of a workload, not of something else. */
export function fieldsFit(root: Node): boolean {
  const spec = child(root, 'spec');
  if (spec?.kind !== 'map') return true;
  const types = [
    'v1.PodSpec',
    'v1.DeploymentSpec',
    'v1.StatefulSetSpec',
    'v1.JobSpec',
    'v1.CronJobSpec',
    'v1.DaemonSetSpec',
  ];
  const known = spec.entries.filter(({ key }) => types.some((type) => fieldsOf(type)?.has(key) === true));
  return known.length > 0 || spec.entries.length === 0;
}
