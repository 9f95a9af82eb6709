/** `kubectl kustomize` and `-k`: what a directory with a kustomization builds (kustomize 5.7, as kubectl 1.36 has it). */
import { readYaml } from '../../../manifest/index.ts';
import { resourceOfKind } from '../../api/index.ts';
import { isObject, type Json, type JsonObject, objectAt } from '../../json.ts';
import type { Call } from '../call.ts';
import { failure } from '../failure.ts';
import { absolutePath, contentOf, fileAt } from '../machine.ts';
import { goYaml } from '../print/yaml.ts';
import { jsonValue } from '../resources/json-value.ts';
import { type NewImage, withImage, withReplicas } from './images.ts';
import { annotated, hasInnerSelectors, labelled, type Reach } from './marks.ts';
import { inNamespace, renamed } from './names.ts';
import { inOrder } from './order.ts';
import { patched, type Target, unsupported } from './patches.ts';
import { kustomizationIn } from './read.ts';
import { type Built, idOf } from './resource.ts';

/** Directories one in the other. */
const MOST_LEVELS = 8;

/** Everything that the kustomization in a directory builds, as YAML in kubectl's order. */
export function built(call: Call, directory: string): string {
  if (/^[a-z]+:\/\/|^git@|^github\.com/.test(directory))
    throw call.notSimulated({
      code: 'kubectl-url',
      message: `The simulated cluster has no network, so ${directory} cannot be fetched. kubectl would download the kustomization and build it.`,
    });
  const path = absolutePath(call.draft, directory);
  const node = fileAt(call.draft, path);
  if (node === undefined)
    throw failure(
      `must build at directory: not a valid directory: evalsymlink failure on '${directory}' : lstat ${path}: no such file or directory`,
    );
  if (node.type !== 'directory')
    throw failure(`must build at directory: '${directory}': file is not directory`);
  return inOrder(build(call, path, 0))
    .map(({ object }) => goYaml(object))
    .join('---\n');
}

function build(call: Call, path: string, level: number): readonly Built[] {
  if (level > MOST_LEVELS)
    throw unsupported(call, `More than ${MOST_LEVELS} kustomizations one in the other`);
  const kustomization = kustomizationIn(call, path);
  let all = resources(call, path, textsOf(call, kustomization, 'resources'), level);
  for (const patch of mapsOf(call, kustomization, 'patches')) all = withPatch(call, path, all, patch);
  const namespace = textOf(call, kustomization, 'namespace');
  if (namespace !== '') all = inNamespace(all, namespace);
  all = renamed(all, textOf(call, kustomization, 'namePrefix'), textOf(call, kustomization, 'nameSuffix'));
  for (const { pairs, reach } of labelsOf(call, kustomization)) {
    if (reach.selectors && all.some(hasInnerSelectors))
      throw unsupported(call, 'Labels for selectors beside affinity: or topologySpreadConstraints:');
    all = all.map((one) => labelled(one, pairs, reach));
  }
  const annotations = pairsOf(call, kustomization, 'commonAnnotations');
  if (Object.keys(annotations).length > 0) all = all.map((one) => annotated(one, annotations));
  for (const { name, count } of mapsOf(call, kustomization, 'replicas')) {
    if (typeof name !== 'string' || typeof count !== 'number')
      throw unsupported(call, 'replicas: without name: and count:');
    all = all.map((one) => withReplicas(one, name, count));
  }
  for (const image of mapsOf(call, kustomization, 'images')) {
    const { name, ...more } = image;
    if (
      typeof name !== 'string' ||
      Object.entries(more).some(
        ([key, value]) => !['newName', 'newTag', 'digest'].includes(key) || typeof value !== 'string',
      )
    )
      throw unsupported(call, 'images: with anything but name:, newName:, newTag: and digest: as texts');
    all = all.map((one) => withImage(one, image as unknown as NewImage));
  }
  return all;
}

function resources(call: Call, path: string, entries: readonly string[], level: number): readonly Built[] {
  const all: Built[] = [];
  for (const entry of entries) {
    if (/^[a-z]+:\/\/|^git@|^github\.com/.test(entry))
      throw unsupported(call, `A resource of the network (${entry})`);
    const at = absolutePath(call.draft, `${path}/${entry}`);
    const node = fileAt(call.draft, at);
    if (node === undefined) {
      const why = `evalsymlink failure on '${at}' : lstat ${at}: no such file or directory`;
      throw failure(
        `accumulating resources: accumulation err='accumulating resources from '${entry}': ${why}': must build at directory: not a valid directory: ${why}`,
      );
    }
    if (node.type === 'file' && !at.startsWith(`${path}/`))
      throw unsupported(call, `A file outside of its directory (${entry})`);
    const more =
      node.type === 'directory'
        ? build(call, at, level + 1)
        : objectsOf(call, entry, node.type === 'file' ? contentOf(call, at, node) : '');
    for (const one of more) {
      const id = idOf(one.object);
      if (all.some((other) => idOf(other.object) === id)) {
        const tail = node.type === 'file' ? `'${at}': file is not directory` : '';
        if (tail === '') throw unsupported(call, `The same object twice (${id})`);
        throw failure(
          `accumulating resources: accumulation err='merging resources from '${entry}': may not add resource with an already registered id: ${id}': must build at directory: ${tail}`,
        );
      }
      all.push(one);
    }
  }
  return all;
}

function objectsOf(call: Call, entry: string, text: string): readonly Built[] {
  const yaml = readYaml(text);
  if (yaml.problem !== undefined) throw unsupported(call, `${entry}, which is no YAML,`);
  return yaml.documents.flatMap(({ root }) => {
    const object = root === null ? null : jsonValue(root);
    if (object === null) return [];
    if (!isObject(object)) throw unsupported(call, `${entry}, which holds something else than objects,`);
    const { name } = objectAt(object, 'metadata');
    if (
      resourceOfKind(String(object.apiVersion), String(object.kind)) === undefined ||
      typeof name !== 'string'
    )
      throw unsupported(call, `${String(object.kind ?? 'An object without kind')} in ${entry}`);
    return [{ object, names: [name] }];
  });
}

function withPatch(call: Call, path: string, all: readonly Built[], patch: JsonObject): readonly Built[] {
  const { path: file, patch: inline, target, ...more } = patch;
  if (Object.keys(more).length > 0) throw unsupported(call, `${Object.keys(more).join(', ')} of a patch`);
  if ((file === undefined) === (inline === undefined))
    throw unsupported(call, 'A patch without one of path: and patch:');
  const { labelSelector, annotationSelector } = isObject(target) ? target : {};
  if (labelSelector !== undefined || annotationSelector !== undefined)
    throw unsupported(call, 'A selector in the target: of a patch');
  const whom = isObject(target) ? (target as Target) : undefined;
  if (inline !== undefined) return patched(call, all, String(inline), whom);
  const at = absolutePath(call.draft, `${path}/${String(file)}`);
  const node = fileAt(call.draft, at);
  if (node?.type !== 'file') throw unsupported(call, `A patch in a file that is not there (${String(file)})`);
  return patched(call, all, contentOf(call, at, node), whom);
}

function labelsOf(
  call: Call,
  kustomization: JsonObject,
): readonly { readonly pairs: Readonly<Record<string, string>>; readonly reach: Reach }[] {
  const common = pairsOf(call, kustomization, 'commonLabels');
  if (kustomization.commonLabels !== undefined)
    call.errLine(
      "# Warning: 'commonLabels' is deprecated. Please use 'labels' instead. Run 'kustomize edit fix' to update your Kustomization automatically.",
    );
  const own = mapsOf(call, kustomization, 'labels').map((one) => {
    const { pairs: _pairs, includeSelectors, includeTemplates, ...more } = one;
    if (Object.keys(more).length > 0) throw unsupported(call, `${Object.keys(more).join(', ')} of labels:`);
    const selectors = includeSelectors === true;
    return { pairs: pairsOf(call, one, 'pairs'), reach: { selectors, templates: includeTemplates === true } };
  });
  const everywhere = { pairs: common, reach: { selectors: true, templates: true } };
  return [...own, everywhere].filter(({ pairs }) => Object.keys(pairs).length > 0);
}

function textOf(call: Call, map: JsonObject, key: string): string {
  const value: Json = map[key] ?? '';
  if (typeof value !== 'string') throw unsupported(call, `${key}: that is no text`);
  return value;
}

function textsOf(call: Call, map: JsonObject, key: string): readonly string[] {
  const value: Json = map[key] ?? [];
  if (!Array.isArray(value) || value.some((one) => typeof one !== 'string'))
    throw unsupported(call, `${key}: that is no list of texts`);
  return value as readonly string[];
}

function mapsOf(call: Call, map: JsonObject, key: string): readonly JsonObject[] {
  const value: Json = map[key] ?? [];
  if (!Array.isArray(value) || value.some((one) => !isObject(one as Json)))
    throw unsupported(call, `${key}: that is no list of maps`);
  return value as readonly JsonObject[];
}

function pairsOf(call: Call, map: JsonObject, key: string): Readonly<Record<string, string>> {
  const value: Json = map[key] ?? {};
  if (!isObject(value) || Object.values(value).some((one) => typeof one !== 'string'))
    throw unsupported(call, `${key}: with a value that is no text (write it in quotes)`);
  return value as Readonly<Record<string, string>>;
}
