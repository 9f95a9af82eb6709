import { annotationWarnings, SECCOMP_CONTAINER, SECCOMP_POD } from './annotations.ts';
import type { PodView } from './pod.ts';
import { properValue } from './proper-value.ts';
import { type Edit, removeEntry } from './text-edits.ts';
import type { ApiError } from './validate/api-error.ts';
import type { Entry, MapNode, Node } from './yaml/node.ts';

/** The edits for validation errors that have only one sensible remedy; the others are left to a person. */
export function errorEdits(pod: PodView, errors: readonly ApiError[], text: string): readonly Edit[] {
  const edits: Edit[] = [];
  for (const error of errors) {
    const found = entryAt(pod.root, error.path);
    if (found === undefined) continue;
    const edit = remedy(error, found.entry, found.parent, text);
    if (edit !== undefined) edits.push(edit);
  }
  const troubled =
    errors.some(({ detail, path }) => detail.startsWith('seccomp ') || path.includes('annotations.')) ||
    annotationWarnings(pod).some((warning) => warning.includes('non-functional'));
  return troubled ? edits.concat(annotationEdits(pod, text)) : edits;
}

const REMOVED = [
  'cannot be set for a windows pod',
  'windows options cannot be set for a linux pod',
  'can only be set when seccomp type is Localhost',
  'can only be set when AppArmor type is Localhost',
];

function remedy(
  { type, detail, path }: ApiError,
  entry: Entry,
  parent: MapNode,
  text: string,
): Edit | undefined {
  const { value } = entry;
  if (REMOVED.includes(detail)) return removeEntry(text, entry, parent, `${path} is removed: it ${detail}.`);
  if (type !== 'FieldValueNotSupported' || value.kind !== 'scalar' || typeof value.value !== 'string')
    return undefined;
  const supported = [...detail.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
  const right = properValue(value.value, supported);
  if (right === undefined) return undefined;
  return { ...value.span, text: right, change: `${path} is now ${right}.` };
}

/** Seccomp annotations have had no effect since 1.27: taking one out changes nothing but the error or the warning. */
function annotationEdits({ annotations, metadataPath }: PodView, text: string): readonly Edit[] {
  const edits: Edit[] = [];
  for (const entry of annotations?.entries ?? []) {
    if (annotations === undefined || (entry.key !== SECCOMP_POD && !entry.key.startsWith(SECCOMP_CONTAINER)))
      continue;
    const change = `${metadataPath}.annotations[${entry.key}] is removed: it does nothing since Kubernetes 1.27.`;
    edits.push(removeEntry(text, entry, annotations, change));
    break;
  }
  return edits;
}

function entryAt(root: Node, path: string): { readonly entry: Entry; readonly parent: MapNode } | undefined {
  let node: Node | undefined = root;
  let found: { readonly entry: Entry; readonly parent: MapNode } | undefined;
  for (const step of path.split(/[.[\]]+/)) {
    if (step === '') continue;
    if (node?.kind === 'seq') node = node.items[Number(step)];
    else if (node?.kind === 'map') {
      const entry: Entry | undefined = node.get(step);
      if (entry === undefined) return undefined;
      found = { entry, parent: node };
      node = entry.value;
    } else return undefined;
  }
  return found;
}
