import { asMeant, fieldNamed, fieldsAt, jsonOf, type PodExplanation } from '../../manifest/index.ts';
import { code, valueCode } from '../labs/words.ts';
import { meaningOf } from '../same-value.ts';
import type { Written } from './written.ts';

/** One thing that a manifest says or brings about. */
export interface Fact {
  /** The same thing in another version of the manifest has the same key. */
  readonly key: string;
  /** As a sentence calls it: "`runAsUser` of container `app`". */
  readonly name: string;
  readonly value: unknown;
  /** 1-based, where the manifest sets it. */
  readonly line?: number;
  /** The pod and container whose effective value it is, and the field; absent for the rest of the object. */
  readonly of?: { readonly pod: number; readonly container?: string; readonly field: string };
  /** The list it is an item of, or of an item of. */
  readonly list?: string;
}

/** Every fact of a manifest by its key: the effective value of each field, and everything else as it stands. */
export type Facts = ReadonlyMap<string, Fact>;

/** What a manifest says and brings about; of one that cannot be decoded, what it says once its slips are mended. */
export function factsOf(written: Written): Facts {
  const all = [...written.explanation.pods.flatMap(podFacts), ...restFacts(written)];
  return new Map(all.map((fact) => [fact.key, fact]));
}

/** Whether two facts are the same; nothing is the same as a value that is not set. */
export function sameFact(a: Fact | undefined, b: Fact | undefined): boolean {
  return meaningOf(a?.value) === meaningOf(b?.value);
}

function podFacts(read: PodExplanation, pod: number): readonly Fact[] {
  const meant = asMeant(read);
  const place = (line: number | undefined) => (line === undefined ? {} : { line });
  const ofPod = Object.entries(meant.pod).map(([field, { value, line }]) => ({
    key: `pod ${pod} ${field}`,
    name: `${code(field)} of the pod`,
    value,
    ...place(line),
    of: { pod, field },
  }));
  const ofContainers = meant.containers.flatMap(({ name: container, fields }) =>
    Object.entries(fields).map(([field, { value, line }]) => ({
      key: `pod ${pod} container ${container} ${field}`,
      name: `${code(field)} of container ${code(container)}`,
      value,
      ...place(line),
      of: { pod, container, field },
    })),
  );
  return [...ofPod, ...ofContainers];
}

/** What names an item of a list, in the order tried: by it the item is found again wherever it stands. */
const NAMES = ['name', 'mountPath', 'containerPort', 'key'] as const;

function nameIn(items: readonly unknown[]): (typeof NAMES)[number] | undefined {
  return NAMES.find((name) => {
    const found = items.map((item) =>
      typeof item === 'object' && item !== null
        ? (item as Readonly<Record<string, unknown>>)[name]
        : undefined,
    );
    return found.every((each) => each !== undefined) && new Set(found).size === items.length;
  });
}

interface Place {
  readonly path: string;
  readonly list?: string;
}

/** Everything that no field of the table says, leaf by leaf. */
function restFacts({ roots, explanation }: Written): readonly Fact[] {
  return roots.flatMap((root, document) => {
    const object: unknown = JSON.parse(jsonOf(root));
    const judged = explanation.pods.filter((pod) => pod.document === document);
    return leaves(object, { path: '' }, new Set(judged.flatMap(judgedPaths))).map((leaf) => ({
      ...leaf,
      key: `document ${document} ${leaf.key}`,
    }));
  });
}

/** Where the fields of the table stand: what they say is in the effective values. */
function judgedPaths({ path, ...read }: PodExplanation): readonly string[] {
  const spec = fieldsAt('spec').map((field) => `${path}.${field}`);
  const containers = asMeant({ path, ...read }).containers.map((each) => `${each.path}.securityContext`);
  return [`${path}.securityContext`, ...spec, ...containers];
}

function leaves(value: unknown, place: Place, judged: ReadonlySet<string>, at = ''): readonly Fact[] {
  if (value === null || value === undefined || judged.has(at)) return [];
  const { path, list } = place;
  const leaf = (of: unknown): Fact => ({
    key: path,
    name: code(path),
    value: of,
    ...(list === undefined ? {} : { list }),
  });
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== 'object' || item === null)) return [leaf(value)];
    const name = nameIn(value);
    const label = (item: unknown, index: number): string =>
      name === undefined ? String(index) : String((item as Readonly<Record<string, unknown>>)[name]);
    const items = value.flatMap((item, index) =>
      leaves(item, { path: `${path}[${label(item, index)}]`, list: path }, judged, `${at}[${index}]`),
    );
    // Init containers run in their order, and so does whatever has no name.
    const order = path.endsWith('initContainers')
      ? [{ ...leaf(value.map(label).join(', ')), key: `${path} order`, name: `the order of ${code(path)}` }]
      : [];
    return [...items, ...order];
  }
  if (typeof value !== 'object') return [leaf(value)];
  const entries = Object.entries(value);
  if (entries.length === 0) return path === '' ? [] : [leaf({})];
  const join = (prefix: string, key: string): string => (prefix === '' ? key : `${prefix}.${key}`);
  return entries.flatMap(([key, inner]) =>
    leaves(inner, { ...place, path: join(path, key) }, judged, join(at, key)),
  );
}

/** "`2000` (line 7)", "not set": what a fact says in one version of the manifest. */
export function factValue(fact: Fact | undefined): string {
  if (fact === undefined || fact.value === null || fact.value === undefined)
    return fact?.of?.field !== undefined && fieldNamed(fact.of.field) !== undefined
      ? 'set nowhere'
      : 'not there';
  return `${valueCode(fact.value)}${fact.line === undefined ? '' : ` (line ${fact.line})`}`;
}
