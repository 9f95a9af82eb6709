import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sourceIn } from '../../src/manifest/embedded/index.ts';
import {
  type Correction,
  correct,
  type Explanation,
  explain,
  ManifestError,
} from '../../src/manifest/index.ts';
import { type Node, readYaml } from '../../src/manifest/yaml/index.ts';
import { propertyRuns } from '../property-runs.ts';
import { LABELLED } from './yaml/effective-corpus.ts';

const RUNS = propertyRuns();
const shared = new URL('../../../shared/', import.meta.url);
const trials = new URL('../trials/', import.meta.url);

const FOREIGN = [
  ['argoproj.io/v1alpha1', 'Rollout'],
  ['apps.openshift.io/v1', 'DeploymentConfig'],
  ['serving.knative.dev/v1', 'Service'],
  ['apps.kruise.io/v1alpha1', 'CloneSet'],
] as const;

function filesIn(folder: URL): readonly (readonly [name: string, text: string])[] {
  if (!existsSync(folder)) {
    console.warn(`${folder.pathname} is absent, so its manifests were skipped.`);
    return [];
  }
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ya?ml|json)$/.test(name))
    .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]);
}

function pastes(): readonly (readonly [name: string, text: string])[] {
  const file = new URL('pastes.json', shared);
  if (!existsSync(file)) {
    console.warn(`${file.pathname} is absent, so its pastes were skipped.`);
    return [];
  }
  const all = JSON.parse(readFileSync(file, 'utf8')) as { id: string; paste: string; clean: string | null }[];
  return all.flatMap(({ id, paste, clean }) => [
    [`${id}, as pasted`, paste] as const,
    ...(clean === null ? [] : [[`${id}, clean`, clean] as const]),
  ]);
}

const labelled = LABELLED.map(({ id, yaml }) => [id, yaml] as const);
const real = filesIn(new URL('manifests/', shared));
const others = [...filesIn(trials), ...pastes()];

function explained(text: string): Explanation | undefined {
  try {
    return explain(text);
  } catch (error) {
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
}

const errors = ({ findings }: Explanation): number =>
  findings.filter(({ severity }) => severity === 'error').length;

/** How often each key stands in the trees of a text, as Kubernetes reads it. */
/** Labelled workloads as kinds of other people that hold the same template. */
const foreign = labelled.flatMap(([id, text], i) => {
  const [apiVersion, kind] = FOREIGN[i % FOREIGN.length] ?? ['', ''];
  const made = text
    .replace(/^apiVersion: apps\/v1$/m, `apiVersion: ${apiVersion}`)
    .replace(/^kind: (?:Deployment|StatefulSet|DaemonSet)$/m, `kind: ${kind}`);
  const both = made.includes(apiVersion) && made.includes(`kind: ${kind}\n`);
  return both && explained(made) !== undefined ? [[`${id} as ${kind}`, made] as const] : [];
});

function keysOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const look = (node: Node): void => {
    if (node.kind === 'seq') node.items.forEach(look);
    else if (node.kind === 'map')
      for (const { key, value } of node.entries) {
        counts.set(key, (counts.get(key) ?? 0) + 1);
        look(value);
      }
  };
  for (const { root } of readYaml(text).documents) if (root !== null) look(root);
  return counts;
}

/** Keys that stand less often than before, more often than changes name them. */
function lostInSilence(before: string, { manifest, changes }: Correction): readonly string[] {
  const after = keysOf(manifest);
  return [...keysOf(before)].flatMap(([key, count]) => {
    const lost = count - (after.get(key) ?? 0);
    // `{runAsUser:4400}` is one key to a reader of YAML.
    const name = key.split(':', 1)[0] ?? key;
    const named = changes.reduce((sum, { message }) => sum + message.split(name).length - 1, 0);
    return lost > named ? [`${key}: ${lost} lost, ${named} named`] : [];
  });
}

/** Effective values of every container, where kubectl creates the object as it stands; names of capabilities bare. */
function accepted({ pods }: Explanation): readonly unknown[] {
  return pods.map((pod) =>
    pod.accepted.strict
      ? pod.containers.map(({ fields }) =>
          Object.entries(fields).map(([name, { value, source }]) => [
            name,
            JSON.stringify(value).replaceAll(/"CAP_(\w)/gi, '"$1'),
            source,
          ]),
        )
      : null,
  );
}

function holds(text: string): void {
  const before = explained(text);
  if (before === undefined) return;
  const once = correct(text);
  const { manifest, changes, notChanged, explanation } = once;
  // A kind that no cluster knows was not looked into before its header was put right, nor what no reader came to.
  if (!before.findings.some(({ code }) => code === 'no-such-kind' || code === 'not-yaml'))
    expect(errors(explanation), 'more errors than before').toBeLessThanOrEqual(errors(before));
  if (manifest !== text) expect(lostInSilence(before.manifest, once), 'keys lost in silence').toEqual([]);
  // What could not be read whole is given back as it was pasted.
  if (manifest !== before.manifest && manifest !== text)
    expect(changes, 'changed in silence').not.toEqual([]);
  else {
    const { change } = sourceIn(text) ?? {};
    const first = change === undefined || manifest === text ? [] : [change];
    expect(
      changes.map(({ message }) => message),
      'said to be changed',
    ).toEqual(first);
  }
  const lines = text.split(/\r\n|\r|\n/).length;
  const all = [...changes, ...notChanged];
  if (before.repairs.length === 0)
    for (const { line } of all) expect(line >= 1 && line <= lines, `line ${line} of ${lines}`).toBe(true);
  const same = before.pods.length === explanation.pods.length;
  for (const [i, one] of accepted(before).entries())
    if (one !== null && same) expect(accepted(explanation)[i], 'another meaning').toEqual(one);
  // Unknown keys that are left are left for a reason.
  const unknown = explanation.findings.filter(({ code }) => code === 'unknown-field');
  if (unknown.length > 0) expect(notChanged, 'left in silence').not.toEqual([]);
  expect(correct(manifest).manifest, 'corrected again').toBe(manifest);
}

describe('a correction loses nothing in silence, adds no error, and is finished', () => {
  test.each(labelled)('%s', (_, text) => {
    holds(text);
  });

  test.each([...real, ...others, ...foreign])('%s', (_, text) => {
    holds(text);
  });
});

test('there are manifests of other people\u2019s kinds among them, and what is certain in those is corrected', () => {
  const corrected = foreign.filter(([, text]) => correct(text).manifest !== text);
  expect(corrected.length).toBeGreaterThan(10);
});

type Slip = readonly [kind: number, line: number, which: number];

const FIELDS = [
  'privileged: true',
  'allowPrivilegeEscalation: false',
  'capabilities: {add: [CAP_SYS_ADMIN], drop: [ALL]}',
  'capabilities:',
  'runAsUser:1000',
  'runAsUser: "1001"',
  'runasuser: 1001',
  'fsGroup: 02000',
  'hostNetwork: "yes"',
  'securityContext: {fsGroup: 5, privileged: false}',
  'securityContext: {runAsUser:4400}',
  'securityContext:',
  'readOnlyRootFilesystem: yes',
  'supplementalGroups: 5',
  'seccompProfile: {type: unconfined, localhostProfile: a.json}',
  'container: {name: b, image: x}',
  'podSecurityContext: {runAsNonRoot: true}',
  'env: {A: 1, B: "2"}',
  'foo: bar',
];

/** One slip of somebody who writes YAML by hand. */
function slipped(text: string, [kind, at, which]: Slip): string {
  const lines = text.split('\n');
  const i = at % lines.length;
  const line = lines[i] ?? '';
  const indent = ' '.repeat(line.length - line.trimStart().length);
  const put = (...made: readonly string[]): string => lines.toSpliced(i, 1, ...made).join('\n');
  switch (kind) {
    case 0:
      return put(line.replace(': ', ':'));
    case 1:
      return put(line.replace(/: ([\w.]+)\s*$/, ': "$1"'));
    case 2:
      return put(line.replace(/: "([^"]*)"/, ': $1'));
    case 3:
      return put(line.replace(/[A-Z]/, (letter) => letter.toLowerCase()));
    case 4:
      return put(line, line);
    case 5:
      return put(line.replace('- ', which % 2 === 0 ? '' : '  '));
    case 6:
      return put(line.replace(/^( *)(\w)/, '$1- $2'));
    case 7:
      return put(line, `${indent}${FIELDS[which % FIELDS.length]}`);
    case 8:
      return put(line.replace(/s:/, ':'));
    case 9:
      return put(`${line} # said ${which}`);
    case 10:
      return put(line, ...lines.slice(i + 1, i + 1 + (which % 5)), line);
    case 11:
      return put(line.replace(/:\s*$/, ': {}'));
    case 12:
      return put(line.replace(/: \[(.*)\]/, ': $1').replace(/: (\w+)$/, ': [$1]'));
    case 13:
      return put(line.replace(/: /, ': &a '), `${indent}x: *a`);
    default:
      return put(`  ${line}`);
  }
}

const slip = fc.tuple(fc.nat(14), fc.nat(400), fc.nat(100));
const SEEDS = [...labelled, ...real, ...others, ...foreign]
  .map(([, text]) => text)
  .filter(({ length }) => length < 8000);
const slips = fc
  .tuple(fc.constantFrom(...SEEDS), fc.array(slip, { minLength: 1, maxLength: 5 }))
  .map(([text, all]) => all.reduce(slipped, text));

test(
  `nor does it with slips put in (${RUNS} runs)`,
  () => {
    fc.assert(fc.property(slips, holds), { numRuns: RUNS });
  },
  60_000 + RUNS * 200,
);

/** JSON of one line, in which every edit is one in braces. */
test(
  'nor in JSON',
  () => {
    const json = fc
      .tuple(fc.constantFrom(...SEEDS), fc.array(slip, { maxLength: 3 }))
      .map(([text, all]) => asJson(all.reduce(slipped, text)) ?? '{}');
    fc.assert(fc.property(json, holds), { numRuns: Math.ceil(RUNS / 3) });
  },
  60_000 + RUNS * 200,
);

function asJson(text: string): string | undefined {
  const { documents, problem } = readYaml(text);
  const root = documents[0]?.root;
  if (problem !== undefined || root === null || root === undefined) return undefined;
  const plain = (node: Node): unknown => {
    if (node.kind === 'scalar') return node.value;
    if (node.kind === 'seq') return node.items.map(plain);
    return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
  };
  return JSON.stringify(plain(root));
}
