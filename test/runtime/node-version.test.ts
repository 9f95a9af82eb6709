import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { nodeTooOld } from '../../src/runtime/node-version.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

test.each(['18.20.8', '20.20.2', '22.17.1'])('Node.js %s is too old, and the line names it', (version) => {
  expect(nodeTooOld(version)).toContain(`this is ${version}`);
});

test.each(['22.18.0', '22.23.3', '24.21.0', '26.10.0', '30.0.0'])('Node.js %s will do', (version) => {
  expect(nodeTooOld(version)).toBeUndefined();
});

test('the oldest Node.js is the one that package.json names', () => {
  const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    engines: { node: string };
  };
  expect(engines.node).toBe('>=22.18.0');
});

/** Makes a process believe that it runs on Node.js 20; loading better-sqlite3's native part then shows on stdout. */
const AS_NODE_20 = `
  Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });
  process.dlopen = (_module, file) => process.stdout.write('loaded ' + file);`;

test('an older Node.js ends the start in one line, before the database is loaded', () => {
  const folder = mkdtempSync(join(tmpdir(), 'podium-old-node-'));
  const preload = `data:text/javascript,${encodeURIComponent(AS_NODE_20)}`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', preload, MAIN], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', DATABASE_PATH: 'podium.db', NODE_NO_WARNINGS: '1' },
    encoding: 'utf8',
  });
  expect(status).toBe(78);
  expect(stderr).toBe(`${nodeTooOld('20.20.2')}\n`);
  expect(existsSync(join(folder, 'podium.db'))).toBe(false);
  expect(stdout).toBe('');
  rmSync(folder, { recursive: true });
});
