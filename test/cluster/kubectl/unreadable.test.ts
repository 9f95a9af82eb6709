import { expect, test } from 'vitest';
import { createCluster, finishEdit, run } from '../../../src/cluster/index.ts';

const cluster = createCluster({
  files: {
    'binary.yaml': 'kind: Pod\0',
    'deep.yaml': `${'['.repeat(120)}${']'.repeat(120)}`,
    'laughs.yaml': ['a: &a [x,x,x,x,x,x,x,x,x]']
      .concat([...'bcdefgh'].map((name, i) => `${name}: &${name} [${`*${'abcdefg'[i]},`.repeat(9)}]`))
      .join('\n'),
  },
  manifests: ['{apiVersion: v1, kind: ConfigMap, metadata: {name: web}}'],
});

test.each([
  [
    'kubectl apply -f binary.yaml',
    1,
    'error parsing binary.yaml: error converting YAML to JSON: yaml: control characters are not allowed',
  ],
  [
    'kubectl apply -f laughs.yaml',
    1,
    'error parsing laughs.yaml: error converting YAML to JSON: yaml: document contains excessive aliasing',
  ],
  [
    'kubectl apply -f deep.yaml',
    88,
    'podium: YAML as large or as deeply nested as this is not read; the real kubectl may take it.',
  ],
  ['kubectl patch cm web --patch-file binary.yaml', 1, 'control characters are not allowed'],
])('a file that is no YAML to be read is answered, not thrown out: %s', (line, status, words) => {
  const ran = run(cluster, line);
  expect(ran.stderr).toContain(words);
  expect(ran.status).toBe(status);
});

test('nor does what an editor is left with', () => {
  const { edit } = finishEdit(run(cluster, 'kubectl edit cm web').cluster, 'kind: \0');
  expect(edit?.text).toContain('# The edited file had a syntax error');
  expect(edit?.text).toContain('control characters are not allowed');
});
