/** The cluster as others get it: from the built package, by its name, with its types. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const PROGRAM = `
  import { createCluster, run } from 'podium/cluster';
  const pod = 'apiVersion: v1\\nkind: Pod\\nmetadata: { name: web }\\nspec: { containers: [{ name: web, image: nginx }] }\\n';
  let { cluster, stdout } = run(createCluster({ files: { 'web.yaml': pod } }), 'kubectl apply -f web.yaml');
  for (const line of ['kubectl wait --for=condition=Ready pod/web', 'kubectl exec web -- id -un']) {
    const next = run(cluster, line);
    cluster = next.cluster;
    stdout += next.stdout + next.stderr;
  }
  process.stdout.write(stdout);
`;

test('the built package makes a cluster, applies a pod and runs a command in it', () => {
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', PROGRAM], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(printed).toBe('pod/web created\npod/web condition met\nroot\n');
});

test('what the package exports is there, with its types', () => {
  const { exports } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    exports: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
  expect(Object.keys(exports)).toEqual(['./manifest', './cluster']);
  for (const files of Object.values(exports))
    for (const file of Object.values(files)) expect(existsSync(`${ROOT}${file}`), file).toBe(true);
});
