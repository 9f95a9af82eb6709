import { child, itemsAt, mapAt, textAt } from '../access.ts';
import { yamlInText } from '../embedded/text-in-node.ts';
import type { PartRoot } from '../part.ts';
import type { MapNode, Node } from '../yaml/node.ts';
import { isJsonPatch, jsonPatchParts } from './json-patch.ts';
import { strategicParts } from './strategic.ts';

/** More patches of one file are not read. */
const MOST_PATCHES = 50;

/** Whether an object is a kustomization file, or Flux' Kustomization, which takes the same patches in its spec. */
export function isKustomization(root: MapNode): boolean {
  const kind = textAt(root, 'kind');
  if (kind === 'Kustomization' || kind === 'Component') return true;
  return (
    kind === undefined &&
    ['patches', 'patchesStrategicMerge', 'patchesJson6902'].some((key) => child(root, key)?.kind === 'seq')
  );
}

/**
 * What the patches that stand in a kustomization set (kubectl.docs.kubernetes.io, kustomization: patches,
 * patchesStrategicMerge, patchesJson6902). Patches in files of their own are not here.
 */
export function kustomizationParts(root: MapNode, index: number): readonly PartRoot[] {
  const parts: PartRoot[] = [];
  for (const holder of [root, mapAt(root, 'spec')]) {
    for (const list of ['patches', 'patchesStrategicMerge', 'patchesJson6902']) {
      for (const item of itemsAt(holder, list).slice(0, MOST_PATCHES)) parts.push(...ofItem(item, index));
    }
  }
  return parts;
}

function ofItem(item: Node, index: number): readonly PartRoot[] {
  const target = mapAt(item, 'target');
  const given = { kind: textAt(target, 'kind'), name: textAt(target, 'name'), index };
  const patch =
    item.kind === 'map' ? (item.get('patch')?.value ?? (target === undefined ? item : undefined)) : item;
  if (patch === undefined) return [];
  return rootsOf(patch).flatMap((root) => {
    if (isJsonPatch(root)) return jsonPatchParts(root, given);
    return root.kind === 'map' ? strategicParts(root, given) : [];
  });
}

/** The patch itself, or what is written as text. */
function rootsOf(patch: Node): readonly Node[] {
  if (patch.kind !== 'scalar') return [patch];
  return (yamlInText(patch)?.documents ?? []).flatMap(({ root }) => (root === null ? [] : [root]));
}
