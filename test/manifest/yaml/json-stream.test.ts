import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explain, ManifestError, readYaml } from '../../../src/manifest/index.ts';
import { realKubectl, runReal } from '../../cluster/real-kubectl.ts';

const SPEC = 'spec: {containers: [{name: a, image: b}]}';
const flow = (name: string): string => `{apiVersion: v1, kind: Pod, metadata: {name: ${name}}, ${SPEC}}`;
const json = (name: string): string =>
  `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"${name}"},"spec":{"containers":[{"name":"a","image":"b"}]}}`;
const block = (name: string): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\n${SPEC}`;

/** A text that begins with `{`, the pods that kubectl 1.36.3 finds in it, and what it says of the rest. */
const STREAMS: readonly (readonly [what: string, text: string, pods: string, refusal: string])[] = [
  ['YAML in braces', flow('a'), 'a', ''],
  ['JSON with a comma too many', `${json('a').slice(0, -1)},}`, 'a', ''],
  ['JSON in single quotes', json('a').replaceAll('"', "'"), 'a', ''],
  ['JSON with a note', json('a').replace(',', ', # why\n'), 'a', ''],
  ['JSON behind JSON', `${json('a')}\n${json('b')}`, 'a b', ''],
  ['YAML behind JSON', `${json('a')}\n${block('b')}`, 'a b', ''],
  ['YAML in braces behind JSON', `${json('a')}\n${flow('b')}`, 'a b', ''],
  ['anything behind YAML in braces, which nobody reads', `${flow('a')}\n${json('b')}`, 'a', ''],
  ['YAML in braces behind a separator', `${json('a')}\n---\n${flow('b')}`, 'a b', ''],
  [
    'words behind JSON',
    `${json('a')} trailing`,
    'a',
    'json: cannot unmarshal string into Go value of type unstructured.detector',
  ],
  [
    'braces that are not closed',
    flow('a').slice(0, -1),
    '',
    "json: offset 2: invalid character 'a' looking for beginning of object key string",
  ],
  ['JSON that is cut off', json('a').slice(0, -1), '', 'unexpected EOF'],
  [
    'a comma too few',
    '{"apiVersion":"v1"\n"kind":"Pod"}',
    '',
    `json: offset 20: invalid character '"' after object key:value pair`,
  ],
  [
    'a brace too many',
    `${json('a')}}`,
    'a',
    "json: offset 106: invalid character '}' looking for beginning of value",
  ],
  [
    'a comma between objects',
    `${json('a')},\n${json('b')}`,
    'a',
    "json: offset 106: invalid character ',' looking for beginning of value",
  ],
  [
    'what is no YAML, behind a separator',
    `${json('a')}\n---\nkind: [`,
    'a',
    "json: offset 108: invalid character '-' in numeric literal",
  ],
  [
    'what is no YAML, once YAML was read',
    `${json('a')}\n---\n${block('b')}\n---\nkind: [`,
    'a b',
    'error converting YAML to JSON: yaml: line 1: did not find expected node content',
  ],
  [
    'an escape that only JSON has',
    `{apiVersion: v1, kind: Pod, metadata: {name: "x\\/b"}}`,
    '',
    "json: offset 2: invalid character 'a' looking for beginning of object key string",
  ],
  ['a tab in a text', '{"a": "b\tc", x', '', "json: offset 9: invalid character '\\t' in string literal"],
  [
    'a number that stops',
    '{"a": 1.x, [',
    '',
    "json: offset 9: invalid character 'x' after decimal point in numeric literal",
  ],
  ['a key without its colon', '{"a" "b"', '', `json: offset 6: invalid character '"' after object key`],
  [
    'a letter of two bytes',
    '{"é": 1, b',
    '',
    "json: offset 11: invalid character 'b' looking for beginning of object key string",
  ],
];

/** The same, of what is mended before it is explained. */
const MENDED: typeof STREAMS = [
  [
    'curly quotes',
    '{"kind": “Pod”',
    '',
    "json: offset 10: invalid character 'â' looking for beginning of value",
  ],
  [
    'an escape of nobody',
    '{"a": "\\q", [',
    '',
    "json: offset 9: invalid character 'q' in string escape code",
  ],
];

/** Pods that are accepted, or would be but for what is missing in them, and everything that is said. */
function answer(text: string): { readonly pods: string; readonly said: string } {
  try {
    const { pods, findings } = explain(text);
    const sent = pods.filter(({ accepted }) => accepted.strict === true).map(({ name }) => name);
    return {
      pods: sent.join(' '),
      said: findings.map(({ message, api }) => `${message} ${api?.message ?? ''}`).join('\n'),
    };
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    return { pods: '', said: error.message };
  }
}

describe('a text that begins with a brace is read as kubectl reads a stream', () => {
  it.each(STREAMS)('%s', (_, text, pods, refusal) => {
    const { pods: sent, said } = answer(text);
    if (refusal === '') expect(sent).toBe(pods);
    else for (const name of sent.split(' ')) expect(pods).toContain(name);
    expect(said).toContain(refusal);
  });

  it.each(MENDED)('%s: in kubectl\u2019s words before it is mended', (_, text, __, refusal) => {
    expect(readYaml(text).problem?.json).toBe(refusal);
  });

  it('names what is dropped behind a closing brace', () => {
    expect(explain(`${flow('a')}\n${json('b')}`).findings).toContainEqual(
      expect.objectContaining({ code: 'after-document-end', line: 2 }),
    );
  });

  const kubectl = realKubectl();
  it.skipIf(kubectl === undefined)('and the real kubectl says just that', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'podium-json-'));
    try {
      for (const [what, text, pods, refusal] of [...STREAMS, ...MENDED]) {
        const file = join(folder, 'a.yaml');
        writeFileSync(file, `${text}\n`);
        const argv = ['label', '--local', '-o', 'name', '-f', file, 'x=y'];
        const env = { PATH: process.env.PATH, HOME: folder, KUBECONFIG: join(folder, 'none') };
        const { stdout, stderr } = await runReal(kubectl ?? '', argv, { cwd: folder, env, stdin: null });
        expect(stdout.match(/(?<=pod\/)\w+/g)?.join(' ') ?? '', what).toBe(pods);
        expect(stderr, what).toContain(refusal);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
