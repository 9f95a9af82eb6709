import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { Json } from '../../../src/manifest/explanation.ts';
import { readYaml } from '../../../src/manifest/yaml/index.ts';
import { LABELLED } from './effective-corpus.ts';
import { plain } from './plain.ts';

const PREFIX = 'error converting YAML to JSON: ';
/** Scalars (`yes`, `01000`, `0X3E8`, `1_000`), `!!float` and merge order, which Kubernetes reads its own way. */
const READ_OTHERWISE = [
  ...['c0916', 'c0917', 'c0923', 'c0924', 'c0925', 'c0932', 'c0933', 'c0936', 'c0941', 'c0984', 'c0988'],
  ...['c0989', 'c0994', 'c0998', 'c1003', 'c1032', 'c1035'],
];

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
  const readable = LABELLED.filter(({ expect: { parseError } }) => parseError === undefined);
  const differing = readable.filter(({ yaml }) => !isDeepStrictEqual(ours(yaml), theirs(yaml)));
  expect(differing.map(({ id }) => id)).toEqual(READ_OTHERWISE);
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
