import { child, isNull, itemsAt, jsonOf, lineOf, textAt } from './access.ts';
import { valuesParts } from './convention/values.ts';
import { textsIn, yamlInText } from './embedded/text-in-node.ts';
import { foreignParts, UNKNOWN_KIND } from './kinds/foreign-parts.ts';
import { isKubernetesOwn, isPolicy } from './kinds/groups.ts';
import { meantHeader, type Trouble, withHeader } from './kinds/header.ts';
import type { Part, PartRoot } from './part.ts';
import { isJsonPatch, jsonPatchParts } from './patches/json-patch.ts';
import { isKustomization, kustomizationParts } from './patches/kustomization.ts';
import type { Target } from './patches/part.ts';
import { hasDirective, strategicParts } from './patches/strategic.ts';
import { type Fragment, fieldsFit, fragmentOf, isWholeContainer } from './pieces.ts';
import { rootType } from './shape/index.ts';
import type { MapNode, Node, SeqNode, Yaml } from './yaml/node.ts';

/** One object of the paste: a document, an item of a list, or a piece of a manifest. */
export interface Located {
  /** 0-based among the objects of the paste, in order; pods that one object describes share it. */
  readonly index: number;
  /** 0-based index of the YAML document it stands in. */
  readonly yamlDocument: number;
  readonly root: Node;
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
  readonly line: number;
  /** What kubectl refuses to send, in its words. */
  readonly refused?: string;
  /** What is wrong with its header, where the rest can be explained all the same. */
  readonly troubles?: readonly Trouble[];
  /** Its Go-like type, when it is a kind with a pod spec (or a fragment of one). */
  readonly type?: string;
  /** Path of the pod spec in the object; empty for a fragment that is a pod spec itself. */
  readonly specPath?: string;
  /** A piece of a manifest, read as if it stood in a Pod. */
  readonly fragment?: Fragment;
  /** It stands as text in a value of another object. */
  readonly inside?: { readonly path: string; readonly kind: string; readonly line: number };
  /** A pod spec inside something that is no kind of Kubernetes with one. */
  readonly part?: Part;
}

const SPEC_PATHS: ReadonlyMap<string, string> = new Map([
  ['Pod', 'spec'],
  ['PodTemplate', 'template.spec'],
  ['CronJob', 'spec.jobTemplate.spec.template.spec'],
]);

/** Where the pod spec stands in a kind that has one. */
export function specPathOf(kind: string): string {
  return SPEC_PATHS.get(kind) ?? 'spec.template.spec';
}

/** Every object of the paste, lists unpacked as kubectl does. `text` is what the documents were read from. */
export function locate(yaml: Yaml, text: string): readonly Located[] {
  const directives = text.includes('$');
  const found: Located[] = [];
  let index = 0;
  const add = (root: Node, yamlDocument: number, itemKind?: string, itemApiVersion?: string): void => {
    for (const one of objectsOf(root, { index, yamlDocument, directives, itemKind, itemApiVersion }))
      found.push(one);
    index += 1;
  };
  yaml.documents.forEach((document, yamlDocument) => {
    if (document.root === null || isNull(document.root) || document.unread === true) return;
    const { root } = document;
    const kind = textAt(root, 'kind');
    if (isListOfObjects(root)) {
      for (const item of root.items) {
        for (const one of objectsOf(item, { index, yamlDocument, directives }))
          found.push(asListed(one, root));
        index += 1;
      }
      return;
    }
    if (kind?.endsWith('List') && child(root, 'items')?.kind === 'seq') {
      const itemKind = kind.slice(0, -'List'.length);
      for (const item of itemsAt(root, 'items')) {
        add(item, yamlDocument, itemKind, textAt(root, 'apiVersion'));
      }
      return;
    }
    add(root, yamlDocument);
  });
  return found;
}

/** Objects behind dashes, as under the `items` of a List whose own lines were not copied. */
function isListOfObjects(root: Node): root is SeqNode {
  return (
    root.kind === 'seq' &&
    root.items.length > 0 &&
    root.items.every(
      (item) =>
        textAt(item, 'kind') !== undefined &&
        (child(item, 'apiVersion') ?? child(item, 'metadata')) !== undefined,
    )
  );
}

function asListed(one: Located, list: SeqNode): Located {
  const trouble: Trouble = {
    code: 'list-of-objects',
    path: '',
    line: list.line,
    message: 'The paste is a list (its lines begin with `- `), and kubectl takes objects only.',
    fix: 'Take the dashes away and separate the objects by lines of ---, or put the list under items: of a kind: List.',
    edits: () => [],
  };
  const refused = 'json: cannot unmarshal array into Go value of type unstructured.detector';
  return { ...one, refused: one.refused ?? refused, troubles: [trouble, ...(one.troubles ?? [])] };
}

/** What a patch sets, by itself: a JSON patch or a merge patch for the object `target`. */
export function locatePatch(yaml: Yaml, target: Target): readonly Located[] {
  return yaml.documents.flatMap(({ root }, yamlDocument): Located[] => {
    if (root === null || isNull(root)) return [];
    const base = {
      index: target.index,
      yamlDocument,
      root,
      apiVersion: undefined,
      kind: target.kind,
      line: root.line,
    };
    const parts = isJsonPatch(root)
      ? jsonPatchParts(root, target)
      : root.kind === 'map'
        ? strategicParts(root, target, 'a patch of kubectl')
        : [];
    return parts.map((one) => ofPart(base, one));
  });
}

/** Where an object stands. */
interface Standing {
  readonly index: number;
  readonly yamlDocument: number;
  /** There may be directives of a patch in it. */
  readonly directives: boolean;
  /** Of the typed list it is an item of. */
  readonly itemKind?: string | undefined;
  readonly itemApiVersion?: string | undefined;
  /** It stands as text in a value of another object. */
  readonly asText?: true;
}

/** An item of a typed list takes kind and apiVersion from its list; one of a plain List needs its own. */
function objectsOf(root: Node, standing: Standing): readonly Located[] {
  const { index, yamlDocument, directives, itemKind, itemApiVersion } = standing;
  const own = textAt(root, 'kind');
  const kind = own ?? (itemKind === '' ? undefined : itemKind);
  const apiVersion = textAt(root, 'apiVersion') ?? (own === undefined ? itemApiVersion : undefined);
  const line = lineOf(root, 'apiVersion') ?? root.line;
  const base = { index, yamlDocument, root, apiVersion, kind, line };
  if (isJsonPatch(root)) {
    const parts = jsonPatchParts(root, { kind: undefined, name: undefined, index });
    if (parts.length > 0) return parts.map((one) => ofPart(base, one));
  }
  if (root.kind !== 'map') {
    const fragment = fragmentOf(root);
    if (fragment !== undefined) return [{ ...base, ...fragment }];
    const what = root.kind === 'seq' ? 'array' : typeof root.value === 'boolean' ? 'bool' : typeof root.value;
    return [
      { ...base, refused: `json: cannot unmarshal ${what} into Go value of type unstructured.detector` },
    ];
  }
  if (directives && hasDirective(root)) {
    const parts = strategicParts(root, { kind, name: undefined, index });
    if (parts.length > 0) return parts.map((one) => ofPart(base, one));
  }
  const type = rootType(apiVersion ?? '', kind ?? '');
  if (type !== undefined && kind !== undefined && root.get('metadata') !== undefined) {
    return [{ ...base, type, specPath: specPathOf(kind) }];
  }
  const header = meantHeader(
    itemKind === undefined || itemKind === '' ? root : withHeader(root, apiVersion ?? '', kind ?? ''),
  );
  if (header !== undefined) {
    const { troubles } = header;
    const meant = {
      ...base,
      ...header,
      troubles,
      type: rootType(header.apiVersion, header.kind) ?? 'v1.Pod',
      specPath: specPathOf(header.kind),
    };
    return [type === undefined ? { ...meant, refused: refusal(root, kind, apiVersion) } : meant];
  }
  if (type !== undefined && kind !== undefined) return [{ ...base, type, specPath: specPathOf(kind) }];
  if (isKustomization(root)) {
    const parts = kustomizationParts(root, index);
    return parts.length > 0 ? parts.map((one) => ofPart(base, one)) : [base];
  }
  if (kind === undefined || kind === '') {
    const pieces = itemKind === undefined ? piecesOf(root, base) : [];
    return pieces.length > 0 ? pieces : [{ ...base, refused: refusal(root, kind, apiVersion) }];
  }
  if (apiVersion === undefined || (!isKubernetesOwn(apiVersion) && !isPolicy(apiVersion))) {
    const parts = foreignParts({ root, apiVersion: apiVersion ?? '', kind, index });
    if (parts.length > 0) return parts.map((one) => ofPart(base, one));
  }
  const inside = standing.asText === true ? [] : textObjects(base);
  return inside.length > 0 ? inside : [base];
}

/** Manifests that stand as text in an object which has no pod of its own: in a ConfigMap, or in a field of a CRD. */
function textObjects({ root, index, yamlDocument, kind }: Located): readonly Located[] {
  return textsIn(root).flatMap(({ path, node }) =>
    (yamlInText(node)?.documents ?? []).flatMap(({ root: inner }) => {
      if (inner === null || isNull(inner)) return [];
      const objects = objectsOf(inner, { index, yamlDocument, directives: true, asText: true }).filter(
        ({ type, fragment }) => type !== undefined || fragment !== undefined,
      );
      return objects.map((one, i) =>
        i > 0 ? one : { ...one, inside: { path, kind: kind ?? 'object', line: node.line } },
      );
    }),
  );
}

function refusal(root: Node, kind: string | undefined, apiVersion: string | undefined): string {
  return kind === undefined || kind === ''
    ? `Object 'Kind' is missing in '${clipped(jsonOf(root))}'`
    : `no matches for kind "${kind}" in version "${apiVersion ?? ''}"`;
}

function ofPart(base: Located, { root, type, specPath, kind, line, part }: PartRoot): Located {
  return { ...base, root, type, specPath, kind, line, part };
}

/** What an object without a kind may be: a piece of a manifest, or what is kept in the way of one. */
function piecesOf(root: MapNode, base: Located): readonly Located[] {
  const { index } = base;
  const fragment = fragmentOf(root);
  const whole =
    fragment !== undefined && fragment.fragment !== 'container' && fragment.fragment !== 'security-context';
  if (whole && (fragment.fragment !== 'pod' || fieldsFit(root))) return [{ ...base, ...fragment }];
  if (fragment?.fragment === 'pod') {
    const parts = foreignParts({ root, apiVersion: '', kind: UNKNOWN_KIND, index });
    if (parts.length > 0) return parts.map((one) => ofPart(base, one));
  }
  const values = fragment?.fragment === 'container' && isWholeContainer(root) ? [] : valuesParts(root, index);
  if (values.length > 0) return values.map((one) => ofPart(base, one));
  return fragment === undefined ? [] : [{ ...base, ...fragment }];
}

/** The longest document that is quoted whole, in characters. */
const QUOTED = 1000;

function clipped(json: string): string {
  return json.length > QUOTED ? `${json.slice(0, QUOTED)}…` : json;
}
