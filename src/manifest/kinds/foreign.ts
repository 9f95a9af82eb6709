import { child, itemsAt, mapAt } from '../access.ts';
import { isContainer } from '../convention/context.ts';
import { fields as securityFields } from '../fields.ts';
import { fieldsOf } from '../shape/index.ts';
import type { MapNode, Node } from '../yaml/node.ts';

/** A pod spec inside an object of somebody else's kind: `spec.template.spec`, `spec.tasks[1].template.spec`. */
export interface PodPlace {
  readonly path: string;
  readonly node: MapNode;
  /** The mapping whose `spec` it is, with the pod's own metadata; undefined where it stands elsewhere. */
  readonly template: MapNode | undefined;
}

/** More than these are not looked at: a paste of thousands is no question about one of them. */
export const MOST_PLACES = 50;

/** Every pod spec below a node, wherever it stands: what it holds tells it, not the kind around it. */
export function podPlaces(root: Node): readonly PodPlace[] {
  const found: PodPlace[] = [];
  visit(root, '', '', '', undefined);
  return found;

  function visit(node: Node, path: string, key: string, above: string, holder: MapNode | undefined): void {
    if (found.length >= MOST_PLACES) return;
    if (node.kind === 'seq') {
      node.items.forEach((item, i) => {
        visit(item, `${path}[${i}]`, '', key, undefined);
      });
    } else if (node.kind === 'map') {
      if (isPodSpec(node, key, above))
        found.push({ path, node, template: key === 'spec' && above !== '' ? holder : undefined });
      else
        for (const { key: next, value } of node.entries)
          if (value.kind !== 'scalar') visit(value, join(path, next), next, key === '' ? above : key, node);
    }
  }
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

/** Fields of a pod spec that hardly anything else has: enough of a mark where no container stands. */
const MARKS = [
  'securityContext',
  ...securityFields.filter(({ levels }) => levels.includes('spec')).map(({ name }) => name),
];

/**
 * A mapping that lists containers, or the `spec` of something called a template that sets what a pod spec sets
 * (an operator adds the containers then).
 */
function isPodSpec(node: MapNode, key: string, above: string): boolean {
  if (itemsAt(node, 'containers').some(isContainer)) return true;
  if (key !== 'spec' || !/template$|pod$|spec$|overrides?$/i.test(above)) return false;
  if (itemsAt(node, 'initContainers').some(isContainer)) return true;
  const fields = fieldsOf('v1.PodSpec');
  return (
    MARKS.some((mark) => child(node, mark) !== undefined) &&
    mapAt(node, 'containers') === undefined &&
    node.entries.every((entry) => fields?.has(entry.key) === true)
  );
}
