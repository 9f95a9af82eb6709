/**
 * Derives the shape of the API (which key may stand under which, and what type it has) from @kubernetes/client-node,
 * whose models are generated from the OpenAPI document of a Kubernetes release.
 *
 *     npm run renew:shape
 *
 * writes src/manifest/shape/table.generated.ts; a test checks that the committed file is fresh.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { GO_NAMES } from './go-names.ts';

interface Attribute {
  readonly baseName: string;
  readonly type: string;
  readonly format: string;
}

/** Every kind that holds a pod spec, as `apiVersion Kind`; their lists follow from them. */
const ROOTS: readonly (readonly [apiVersion: string, kind: string])[] = [
  ['v1', 'Pod'],
  ['v1', 'PodTemplate'],
  ['v1', 'ReplicationController'],
  ['apps/v1', 'DaemonSet'],
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'ReplicaSet'],
  ['apps/v1', 'StatefulSet'],
  ['batch/v1', 'CronJob'],
  ['batch/v1', 'Job'],
];

/** Kinds without a pod spec that a cluster serves too, and the class of each. */
const OTHERS: readonly (readonly [apiVersion: string, kind: string, className: string])[] = [
  ['v1', 'ConfigMap', 'V1ConfigMap'],
  ['v1', 'Event', 'CoreV1Event'],
  ['v1', 'Namespace', 'V1Namespace'],
  ['v1', 'Node', 'V1Node'],
  ['v1', 'PersistentVolume', 'V1PersistentVolume'],
  ['v1', 'PersistentVolumeClaim', 'V1PersistentVolumeClaim'],
  ['v1', 'Secret', 'V1Secret'],
  ['v1', 'Service', 'V1Service'],
  ['v1', 'ServiceAccount', 'V1ServiceAccount'],
  ['storage.k8s.io/v1', 'StorageClass', 'V1StorageClass'],
];

const ARRAY = /^Array<(.+)>$/;
const MAP = /^\{ \[key: string\]: (.+); \}$/;

const models = join(
  dirname(createRequire(import.meta.url).resolve('@kubernetes/client-node')),
  'gen',
  'models',
);

/** The attribute map of one generated class; undefined when there is no such class. */
async function attributesOf(className: string): Promise<readonly Attribute[] | undefined> {
  const module: unknown = await import(pathToFileURL(join(models, `${className}.js`)).href);
  const model = (module as Record<string, { attributeTypeMap?: readonly Attribute[] } | undefined>)[
    className
  ];
  return model?.attributeTypeMap;
}

/** `V1PodSpec` → `v1.PodSpec`, `CoreV1ResourceClaim` → `v1.ResourceClaim`: the name Go prints. */
function goName(className: string): string {
  const parts = /^(?:[A-Z][a-z]+(?=V\d))?(V\d+(?:alpha\d+|beta\d+)?)(\w+)$/.exec(className);
  return parts === null ? className : `${(parts[1] ?? '').toLowerCase()}.${parts[2]}`;
}

function goType(attribute: Attribute, named: string | undefined, classes: Set<string>): string {
  const write = (type: string): string => {
    const list = ARRAY.exec(type);
    if (list?.[1] !== undefined) return `[]${write(list[1])}`;
    const map = MAP.exec(type);
    if (map?.[1] !== undefined) {
      if (named === 'v1.ResourceList') return 'map[v1.ResourceName]resource.Quantity';
      return `map[string]${write(map[1])}`;
    }
    if (type === 'string') return attribute.format === 'byte' ? '[]uint8' : (named ?? 'string');
    if (type === 'number') return attribute.format === 'double' ? 'float64' : attribute.format || 'int64';
    if (type === 'boolean') return 'bool';
    if (type === 'Date' || type === 'V1MicroTime') return 'v1.Time';
    if (type === 'IntOrString') return 'intstr.IntOrString';
    if (type === 'any') return 'any';
    classes.add(type);
    return goName(type);
  };
  return write(attribute.type);
}

/** The release the models were generated from, for instance `release-1.36`. */
function release(): string {
  const head = readFileSync(join(models, 'V1PodSpec.js'), 'utf8').slice(0, 400);
  return /OpenAPI spec version: (\S+)/.exec(head)?.[1] ?? 'unknown';
}

/** The text of the generated file. */
export async function generateShape(): Promise<string> {
  const named = new Map<string, string>();
  for (const [go, fields] of Object.entries(GO_NAMES)) {
    for (const field of fields.split(' ')) named.set(field, go);
  }
  const types = new Map<string, string>();
  const waiting = [
    ...ROOTS.flatMap(([, kind]) => [`V1${kind}`, `V1${kind}List`]),
    ...OTHERS.map(([, , className]) => className),
  ];
  const seen = new Set(waiting);
  for (let className = waiting.pop(); className !== undefined; className = waiting.pop()) {
    const attributes = await attributesOf(className);
    if (attributes === undefined) continue;
    const name = goName(className);
    const classes = new Set<string>();
    const fields = attributes.map((attribute) => {
      const field = `${name.slice(name.indexOf('.') + 1)}.${attribute.baseName}`;
      return `${attribute.baseName}:${goType(attribute, named.get(field), classes)}`;
    });
    types.set(name, fields.sort().join(' '));
    for (const next of classes) {
      if (!seen.has(next)) waiting.push(next);
      seen.add(next);
    }
  }
  const rows = [...types]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => `  '${name}': '${text}',`);
  const roots = ROOTS.flatMap(([api, kind]) => [
    `  '${api} ${kind}': 'v1.${kind}',`,
    `  '${api} ${kind}List': 'v1.${kind}List',`,
  ]);
  const others = OTHERS.map(([api, kind, className]) => `  '${api} ${kind}': '${goName(className)}',`);
  return [
    '// Written by scripts/generate-shape.ts; do not edit.',
    `export const RELEASE = '${release()}';`,
    '',
    'export const ROOTS: Readonly<Record<string, string>> = {',
    ...roots,
    '};',
    '',
    'export const OTHER_ROOTS: Readonly<Record<string, string>> = {',
    ...others,
    '};',
    '',
    'export const TYPES: Readonly<Record<string, string>> = {',
    ...rows,
    '};',
    '',
  ].join('\n');
}

/** Where the generated table stands. */
export const TABLE = fileURLToPath(new URL('../src/manifest/shape/table.generated.ts', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(TABLE, await generateShape());
