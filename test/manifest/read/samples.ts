import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const SHARED = join(import.meta.dirname, '../../../../shared');
const ORACLE = join(import.meta.dirname, '../../oracle/effective.json');

export interface Sample {
  readonly id: string;
  readonly text: string;
}

/** The labelled manifests that decode and hold a pod, and (where the folder is there) other people's. */
export function samples(): { readonly all: readonly Sample[]; readonly others: number } {
  const { cases } = JSON.parse(readFileSync(ORACLE, 'utf8')) as {
    cases: {
      id: string;
      yaml: string;
      expect: { parseError?: string; objects: { podBearing?: boolean }[] };
    }[];
  };
  const labelled = cases
    .filter(
      (one) =>
        one.expect.parseError === undefined &&
        one.expect.objects.some((object) => object.podBearing === true),
    )
    .map((one) => ({ id: one.id, text: one.yaml }));
  const folder = join(SHARED, 'manifests');
  const others = existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.ya?ml$/.test(name))
        .map((name) => ({ id: name, text: readFileSync(join(folder, name), 'utf8') }))
    : [];
  return { all: [...labelled, ...others], others: others.length };
}

export interface Paste {
  readonly id: string;
  readonly paste: string;
  readonly clean: string | null;
  readonly expect: 'same-as-clean' | 'partial' | 'clear-error';
}

/** Damaged pastes with what they were; undefined where the folder is absent. */
export function pastes(): readonly Paste[] | undefined {
  const file = join(SHARED, 'pastes.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Paste[]) : undefined;
}

const POD_WIDE = [
  'securityContext',
  'hostNetwork',
  'hostPID',
  'hostIPC',
  'hostUsers',
  'os',
  'shareProcessNamespace',
];

type Tree = { readonly [key: string]: Tree | undefined };

/** Everything of a text that decides who its processes are, in an order of its own; throws where it is no YAML. */
export function identity(text: string): string {
  const pods: unknown[] = [];
  for (const document of parseAllDocuments(text, { uniqueKeys: false, version: '1.1', logLevel: 'silent' })) {
    const [error] = document.errors;
    if (error !== undefined) throw error;
    collect(document.toJS() as Tree | null, pods);
  }
  return JSON.stringify(sorted(pods));
}

function collect(object: Tree | null, pods: unknown[]): void {
  if (object === null || typeof object !== 'object') return;
  if (Array.isArray(object.items)) {
    for (const item of object.items) collect(item, pods);
    return;
  }
  const template = object.spec?.jobTemplate?.spec?.template ?? object.spec?.template ?? object.template;
  const spec = template?.spec ?? object.spec;
  if (spec === undefined || spec === null) return;
  const wide = POD_WIDE.map((key) => [key, spec[key]]);
  const lists = ['initContainers', 'containers', 'ephemeralContainers'].map((key) => containers(spec[key]));
  pods.push([object.kind, template === undefined ? object.metadata?.name : '', wide, lists]);
}

function containers(list: unknown): unknown {
  if (!Array.isArray(list)) return list;
  return list.map((one: Tree | null) => [one?.name, one?.image, one?.securityContext, one?.restartPolicy]);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
