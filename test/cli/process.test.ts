import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const BUILT = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const PODIUM = fileURLToPath(new URL('../../src/cli/podium.ts', import.meta.url));

test('as a process of its own, what one command prints is what the next one reads', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'podium-cli-'));
  const podium = (args: readonly string[], input = '') =>
    spawnSync(process.execPath, [PODIUM, ...args], { cwd, input, encoding: 'utf8' });
  const drawn = podium(['drill', 'uid', '--seed', '42', '--difficulty', '2', '--json']);
  expect({ status: drawn.status, stderr: drawn.stderr }).toEqual({ status: 0, stderr: '' });
  const { manifest, options } = JSON.parse(drawn.stdout) as {
    manifest: string;
    options: readonly { text: string; correct: boolean }[];
  };
  const explained = podium(['explain', '--image-user', '4700', '-'], manifest);
  expect(explained.status).toBe(0);
  const right = /UID (\d+)/.exec(options.find(({ correct }) => correct)?.text ?? '')?.[1];
  expect(explained.stdout).toContain(`id: uid ${right}, `);
  const wrong = podium(['explian']);
  expect({ status: wrong.status, stdout: wrong.stdout }).toEqual({ status: 2, stdout: '' });
  expect(wrong.stderr).toContain('Did you mean explain?');
  rmSync(cwd, { recursive: true });
});

test('an error nobody caught shows the lines of src/, not those of the bundle', () => {
  const broken = 'data:text/javascript,JSON.stringify=()=>{throw new TypeError("broken")}';
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', broken, BUILT, 'drill', '--json'],
    { encoding: 'utf8' },
  );
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(
    /^podium: .*\nTypeError: broken\n[\s\S]*at asJson \(.*src\/cli\/drill\.ts:\d+:\d+\)/,
  );
});
