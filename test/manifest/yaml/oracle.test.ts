import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { Json } from '../../../src/manifest/explanation.ts';
import { readYaml } from '../../../src/manifest/yaml/index.ts';
import { LABELLED } from './effective-corpus.ts';
import { plain } from './plain.ts';

const PREFIX = 'error converting YAML to JSON: ';
/** Scalars, tags and merge order that Kubernetes reads otherwise than the yaml package. */
const READ_OTHERWISE =
  /: (?:yes|no|y|n|on|off|0[0-9]+|0X\w+|0b\w+|1_000)$|\[1_0\]|!!float 1000|runAsUser: 0\n +<<: \*sc/im;

function theirs(text: string): unknown[] {
  return parseAllDocuments(text, { uniqueKeys: false, merge: true })
    .map((document): Json => document.toJS())
    .filter((value) => value !== null && value !== undefined);
}

function ours(text: string): Json[] {
  return readYaml(text)
    .documents.filter(({ root }) => root !== null)
    .map(({ root }) => plain(root));
}

test('what the cluster cannot read stops with the same words and line, and nothing else stops', () => {
  const found = LABELLED.map(({ id, yaml }) => [id, readYaml(yaml).problem?.message]);
  const wanted = LABELLED.map(({ id, expect: { parseError } }) => [id, parseError?.replace(PREFIX, '')]);
  expect(found).toEqual(wanted);
});

test('duplicate keys are the ones that a strict decoder names, with its lines', () => {
  const found = LABELLED.map(({ id, yaml }) => {
    const lines = readYaml(yaml).duplicates.flatMap(({ key, valueLines }) =>
      valueLines.slice(1).map((line) => `  line ${line}: key "${key}" already set in map`),
    );
    return [id, lines.length === 0 ? undefined : [`yaml: unmarshal errors:\n${lines.join('\n')}`]];
  });
  expect(found).toEqual(LABELLED.map(({ id, expect: { duplicateKeys } }) => [id, duplicateKeys]));
});

test('every labelled manifest has the values that the yaml package finds, apart from Kubernetes own scalars', () => {
  const compared = LABELLED.filter(({ yaml, expect: e }) => !READ_OTHERWISE.test(yaml) && !e.parseError);
  expect(compared.length).toBeGreaterThan(800);
  for (const { id, yaml } of compared) expect(ours(yaml), id).toEqual(theirs(yaml));
});

const manifests = new URL('../../../../shared/manifests/', import.meta.url);
test.skipIf(!existsSync(manifests))(
  'every manifest of ../shared/manifests (skipped where absent) too',
  () => {
    const files = readdirSync(manifests, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.(ya?ml|json)$/.test(file),
    );
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const text = readFileSync(new URL(file, manifests), 'utf8');
      expect(ours(text), file).toEqual(theirs(text));
    }
  },
);
