import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { atSource } from '../../src/runtime/source-lines.ts';

test('a stack from a bundle names the file and the line that were written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'podium-source-lines-'));
  writeFileSync(join(folder, 'other.ts'), 'export const other = 1;\n');
  const thrower = `import { other } from './other.ts';

export interface Nothing { readonly other: typeof other }

function thrower(): never {
  throw new RangeError('thrown here');
}

try {
  thrower();
} catch (error) {
  if (error instanceof Error) process.stdout.write(String(error.stack));
}
`;
  writeFileSync(join(folder, 'thrower.ts'), thrower);
  const outfile = join(folder, 'bundle.mjs');
  await build({
    entryPoints: [join(folder, 'thrower.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    sourcemap: true,
  });
  // A process of its own: here the test runner maps stacks by itself.
  const { stdout: stack } = spawnSync(process.execPath, [outfile], { encoding: 'utf8' });
  expect(stack).toContain('bundle.mjs:');
  const [, first] = atSource(stack).split('\n');
  expect(first).toBe(`    at thrower (${join(folder, 'thrower.ts')}:6:9)`);
  rmSync(folder, { recursive: true });
});

test('a frame of no bundle stays as it is', () => {
  const stack =
    'Error: no\n    at node:internal/main:1:2\n    at f (/no/such/file.js:3:4)\n    at file:///no/such.js:1:1';
  expect(atSource(stack)).toBe(stack);
});
