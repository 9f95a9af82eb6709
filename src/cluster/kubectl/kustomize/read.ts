/** A kustomization.yaml, read (kustomize api/types/kustomization.go). */
import { readYaml } from '../../../manifest/index.ts';
import { isObject, type JsonObject } from '../../json.ts';
import type { Call } from '../call.ts';
import { failure } from '../failure.ts';
import { contentOf, fileAt } from '../machine.ts';
import { jsonValue } from '../resources/json-value.ts';
import { unsupported } from './patches.ts';

const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** What Podium builds with. */
const SIMULATED: ReadonlySet<string> = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'resources',
  'namespace',
  'namePrefix',
  'nameSuffix',
  'commonLabels',
  'labels',
  'commonAnnotations',
  'images',
  'replicas',
  'patches',
]);

/** What kustomize has beside it. */
const OTHERS: ReadonlySet<string> = new Set([
  'bases',
  'buildMetadata',
  'components',
  'configMapGenerator',
  'configurations',
  'crds',
  'generatorOptions',
  'generators',
  'helmCharts',
  'helmGlobals',
  'helmChartInflationGenerator',
  'imageTags',
  'openapi',
  'patchesJson6902',
  'patchesStrategicMerge',
  'replacements',
  'secretGenerator',
  'sortOptions',
  'transformers',
  'validators',
  'vars',
]);

/** The kustomization in a directory (absolute path). Throws where there is none, or one that Podium does not build. */
export function kustomizationIn(call: Call, path: string): JsonObject {
  const found = NAMES.map((name) => `${path}/${name}`).filter(
    (one) => fileAt(call.draft, one)?.type === 'file',
  );
  const [file] = found;
  if (file === undefined)
    throw failure(
      `unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '${path}'`,
    );
  if (found.length > 1) throw unsupported(call, 'More than one kustomization file in a directory');
  const node = fileAt(call.draft, file);
  const yaml = readYaml(node?.type === 'file' ? contentOf(call, file, node) : '');
  const [document] = yaml.documents;
  const value = document?.root === undefined || document.root === null ? null : jsonValue(document.root);
  if (yaml.problem !== undefined || yaml.documents.length !== 1 || !isObject(value))
    throw unsupported(call, `${file}, which is not one map of YAML,`);
  for (const key of Object.keys(value)) {
    if (SIMULATED.has(key)) continue;
    if (OTHERS.has(key)) throw unsupported(call, `${key}:`);
    throw failure(`invalid Kustomization: json: unknown field ${JSON.stringify(key)}`);
  }
  return value;
}
