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
  const workload = workloadPiece(root);
  if (workload !== undefined) return workload;
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

/** Kinds with a pod template, the likeliest first, and where in their spec the pod spec stands. */
const WORKLOADS = [
  ['Deployment', 'template.spec'],
  ['StatefulSet', 'template.spec'],
  ['DaemonSet', 'template.spec'],
  ['Job', 'template.spec'],
  ['CronJob', 'jobTemplate.spec.template.spec'],
] as const;

/** The workload that has the most of these keys in its spec: `spec: {serviceName, template}` is a StatefulSet's. */
function workloadOf(spec: MapNode): (typeof WORKLOADS)[number] {
  const lacking = WORKLOADS.map(
    ([kind]) => spec.entries.filter(({ key }) => fieldsOf(`v1.${kind}Spec`)?.has(key) !== true).length,
  );
  const best = lacking.indexOf(Math.min(...lacking));
  return WORKLOADS[best] ?? WORKLOADS[0];
}

/** An object without its kind, or the spec of a workload without the line `spec:`. */
function workloadPiece(root: MapNode): Piece | undefined {
  const spec = child(root, 'spec');
  if (spec?.kind === 'map') {
    if (child(spec, 'template') === undefined && child(spec, 'jobTemplate') === undefined)
      return { type: 'v1.Pod', specPath: 'spec', fragment: 'pod' };
    const [kind, path] = workloadOf(spec);
    return { type: `v1.${kind}`, specPath: `spec.${path}`, fragment: 'pod' };
  }
  const template = child(root, 'jobTemplate') ?? child(root, 'template');
  if (child(template, 'spec') === undefined) return undefined;
  if (root.entries.every(({ key }) => fieldsOf('v1.PodTemplate')?.has(key) === true))
    return { type: 'v1.PodTemplate', specPath: 'template.spec', fragment: 'pod' };
  const [kind, path] = workloadOf(root);
  return { type: `v1.${kind}Spec`, specPath: path, fragment: 'pod' };
}

/** Whether a piece is one of a pod or of a workload by its keys, and not of something else that holds pods. */
export function fieldsFit(root: MapNode): boolean {
  const spec = child(root, 'spec');
  if (spec === undefined) {
    const others = root.entries.filter(({ key }) => !TEMPLATES.has(key));
    return others.length === 0 || others.some(({ key }) => isFieldOf(key, ['v1.PodTemplate', ...SPECS]));
  }
  if (spec.kind !== 'map') return true;
  const template = child(spec, 'template');
  const inside = template?.kind === 'map' ? template.entries : [];
  if (inside.length > 0 && !inside.some(({ key }) => isFieldOf(key, IN_TEMPLATES))) return false;
  return (
    spec.entries.length === 0 || spec.entries.some(({ key }) => isFieldOf(key, ['v1.PodSpec', ...SPECS]))
  );
}

const TEMPLATES = new Set(['template', 'jobTemplate']);
const SPECS = WORKLOADS.map(([kind]) => `v1.${kind}Spec`);
/** What stands in a template, or was meant to stand a step deeper in it. */
const IN_TEMPLATES = ['v1.PodTemplateSpec', 'v1.PodSpec', 'v1.ObjectMeta', 'v1.JobTemplateSpec'];

const isFieldOf = (key: string, types: readonly string[]): boolean =>
  types.some((type) => fieldsOf(type)?.has(key) === true);
