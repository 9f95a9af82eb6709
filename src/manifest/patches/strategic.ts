import { child, itemsAt, mapAt, textAt } from '../access.ts';
import type { Finding } from '../explanation.ts';
import { mapOf, seqOf } from '../nodes.ts';
import type { PartRoot } from '../part.ts';
import { nodeAt, stepsOf } from '../paths.ts';
import { fieldsOf } from '../shape/index.ts';
import type { MapNode, Node } from '../yaml/node.ts';
import { patchPart, type Target } from './part.ts';

/** More directives are not told: they are alike. */
const MOST_NOTES = 50;

const SPECS = ['spec.jobTemplate.spec.template.spec', 'spec.template.spec', 'template.spec', 'spec'];

/**
 * Whether an object has a directive of a strategic merge patch on the way to its pod, or in it: `$patch`,
 * `$setElementOrder/containers`.
 */
export function hasDirective(root: MapNode): boolean {
  let node: Node | undefined = root;
  for (const step of ['spec', 'jobTemplate', 'spec', 'template', 'spec']) {
    if (marked(node)) return true;
    node = child(node, step) ?? node;
  }
  if (marked(node) || marked(child(node, 'securityContext'))) return true;
  return LISTS.some((list) =>
    itemsAt(node, list).some((item) => marked(item) || marked(child(item, 'securityContext'))),
  );
}

const LISTS = ['initContainers', 'containers'];

const marked = (node: Node | undefined): boolean =>
  node?.kind === 'map' && node.entries.some(({ key }) => key.startsWith('$'));

/** What a strategic merge patch (or a JSON merge patch) sets in a pod; none where it is about something else. */
export function strategicParts(
  root: MapNode,
  given: Target,
  what = 'a strategic merge patch',
): readonly PartRoot[] {
  const target: Target = {
    index: given.index,
    kind: textAt(root, 'kind') ?? given.kind,
    name: textAt(mapAt(root, 'metadata'), 'name') ?? given.name,
  };
  const path = SPECS.find((one) => isOfPod(nodeAt(root, stepsOf(one))));
  const spec = path === undefined ? undefined : nodeAt(root, stepsOf(path));
  if (path === undefined || spec?.kind !== 'map') return [];
  const notes: Finding[] = [];
  const plain = withoutDirectives(spec, path, target.index, notes);
  if (plain.kind !== 'map') return [];
  return [
    patchPart({
      spec: plain,
      path,
      shown: (inner) => (inner === '' ? path : `${path}.${inner}`),
      what,
      notes,
      target,
    }),
  ];
}

/** Whether a mapping sets at least one field that a pod spec has (a workload's own spec has none of them). */
function isOfPod(node: Node | undefined): boolean {
  const fields = fieldsOf('v1.PodSpec');
  return node?.kind === 'map' && node.entries.some(({ key }) => fields?.has(key) === true);
}

/** Directives say how to merge and are no fields (sig-api-machinery, Strategic Merge Patch). */
function withoutDirectives(node: Node, path: string, index: number, notes: Finding[]): Node {
  if (node.kind === 'scalar') return node;
  if (node.kind === 'seq')
    return seqOf(
      node,
      node.items.map((item, i) => withoutDirectives(item, `${path}[${i}]`, index, notes)),
    );
  const directive = textAt(node, '$patch');
  if (directive !== undefined && notes.length < MOST_NOTES) {
    const name = textAt(node, 'name');
    const whose = name === undefined ? `\`${path}\`` : `\`${path}\` (${name.slice(0, 60)})`;
    notes.push({
      severity: directive === 'delete' ? 'warning' : 'hint',
      code: directive === 'delete' ? 'patch-removes' : 'patch-replaces',
      path,
      line: node.line,
      document: index,
      message:
        directive === 'delete'
          ? `\`$patch: delete\` takes ${whose} away: what it set no longer holds.`
          : `\`$patch: ${directive}\` has ${whose} take the place of what stands there, instead of being merged with it.`,
      fix: 'Leave the directive out, if that is not meant.',
    });
  }
  const kept = node.entries.filter(({ key }) => !key.startsWith('$'));
  return mapOf(
    node,
    kept.map((entry) => ({
      ...entry,
      value: withoutDirectives(entry.value, `${path}.${entry.key}`, index, notes),
    })),
  );
}
