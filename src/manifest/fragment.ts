import { child } from './access.ts';
import type { LineOf } from './effective.ts';
import type { Finding } from './explanation.ts';
import { type Fragment, type Located, wrap } from './locate.ts';
import { fieldsOf } from './shape/index.ts';
import type { MapNode, Node, SeqNode } from './yaml/node.ts';

/**
 * A fragment as an object with a pod spec: usually one; two for a securityContext that may be a pod's or a
 * container's; none where the object is whole already. The most likely reading comes first.
 */
export function fragmentRoot(located: Located): readonly Located[] {
  const { fragment, root } = located;
  if (fragment === undefined || fragment === 'pod' || fragment === 'pod-spec') return [];
  if (fragment === 'containers') return [{ ...located, root: wrap('containers', root), type: 'v1.PodSpec' }];
  if (fragment === 'container') {
    return [{ ...located, root: wrap('containers', list(root)), type: 'v1.PodSpec' }];
  }
  const inner = child(root, 'securityContext') ?? root;
  const asPod = both(wrap('securityContext', inner), wrap('containers', list(nameless(inner))));
  const asContainer = wrap('containers', list(wrap('securityContext', inner)));
  const first = { ...located, root: asPod, type: 'v1.PodSpec' };
  const second = { ...located, root: asContainer, type: 'v1.PodSpec' };
  return strangers(inner, 'v1.SecurityContext') < strangers(inner, 'v1.PodSecurityContext')
    ? [second, first]
    : [first, second];
}

const READ_AS: Readonly<Record<Fragment, string>> = {
  pod: 'a whole object without its kind',
  'pod-spec': 'a pod spec',
  containers: 'a list of containers',
  container: 'one container',
  'security-context': "a securityContext, which may be a pod's or a container's: both readings are given",
};

/** Says that a piece of a manifest was read as if it stood in a Pod. */
export function fragmentFinding(located: Located, twoReadings: boolean, line: LineOf): Finding {
  const { fragment = 'pod' } = located;
  const sure = fragment === 'security-context' && !twoReadings ? 'a securityContext' : READ_AS[fragment];
  return {
    severity: 'hint',
    code: 'fragment',
    path: '',
    line: line(located.line),
    document: located.index,
    message: `This is only a piece of a manifest; it was read as ${sure}, in a Pod of its own.`,
    fix: 'Paste the whole object to see what is around it.',
  };
}

function strangers(node: Node, type: string): number {
  const fields = fieldsOf(type);
  if (node.kind !== 'map') return 0;
  return node.entries.filter((entry) => fields?.has(entry.key) !== true).length;
}

function list(item: Node): SeqNode {
  return { kind: 'seq', line: item.line, span: item.span, flow: false, items: [item] };
}

/** Any container of the pod: only the pod's settings apply to it. */
function nameless(near: Node): MapNode {
  return { kind: 'map', line: near.line, span: near.span, flow: false, entries: [], get: () => undefined };
}

function both(a: MapNode, b: MapNode): MapNode {
  return { ...a, entries: [...a.entries, ...b.entries], get: (key) => a.get(key) ?? b.get(key) };
}
