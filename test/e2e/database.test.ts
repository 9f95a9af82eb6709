import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrationsOf } from '../../src/store/engine/migrations.ts';
import { openStore } from '../../src/store/index.ts';
import { answered, askInput, NOON } from '../store/fixtures.ts';
import { type BotProcess, startProcess } from './process.ts';

const CLI = fileURLToPath(new URL('../../src/cli/podium.ts', import.meta.url));
const ME = askInput().userId;

let folder: string;
let path: string;
let bot: BotProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'podium-database-'));
  path = join(folder, 'podium.db');
});
afterEach(async () => {
  bot?.kill('SIGKILL');
  await bot?.ended;
  rmSync(folder, { recursive: true, force: true });
});

/** The bot in the folder of this test, with the preview. */
function start(): BotProcess {
  bot = startProcess(folder, { PREVIEW_PORT: '0' });
  return bot;
}

/** The command line, in the folder of this test. */
function podium(...args: readonly string[]) {
  return new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
    const options = { cwd: folder, env: { PATH: process.env.PATH, DATABASE_PATH: 'podium.db' } };
    execFile(process.execPath, [CLI, ...args], options, (error, out, err) =>
      resolve({ code: error?.code ?? 0, out, err }),
    );
  });
}

async function answeredIn(file: string): Promise<number> {
  const store = await openStore({ path: file });
  const { answered: count } = await store.stats(ME, NOON);
  await store.close();
  return count;
}

/** A database with one answer. */
async function filled(): Promise<void> {
  const store = await openStore({ path });
  await answered(store, {});
  await store.close();
}

test('podium backup copies while the bot runs, podium restore waits until it is stopped', async () => {
  await filled();
  const running = start();
  await running.says('Podium serves');
  expect(await podium('backup', 'copies/monday.db')).toMatchObject({ code: 0, err: '' });
  expect(await podium('backup', 'copies/monday.db')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^podium backup: .*exists already.*\n$/),
  });
  expect(await podium('restore', 'copies/monday.db')).toMatchObject({
    code: 1,
    err: expect.stringContaining(`process ${running.child.pid} on`),
  });
  running.kill('SIGTERM');
  await running.ended;
  const store = await openStore({ path });
  await store.deleteUser(ME);
  await store.close();
  const restored = await podium('restore', 'copies/monday.db');
  expect(restored).toMatchObject({ code: 0, err: '', out: expect.stringContaining('is kept as') });
  expect(await answeredIn(path)).toBe(1);
  expect(readdirSync(folder).filter((name) => name.startsWith('podium.db.replaced-'))).toHaveLength(1);
});

test.each([[['backup']], [['restore', 'a', 'b']], [['backup', '--force', 'a']]])(
  'podium %j says how it is used',
  async (args) => {
    expect(await podium(...args)).toMatchObject({
      code: 2,
      err: expect.stringContaining(`usage: podium ${args[0]} FILE`),
    });
  },
);

describe('at its start the bot', () => {
  test('rewrites the database where that was owed when it was stopped', async () => {
    await filled();
    const db = new Database(path);
    db.prepare('INSERT INTO owed_rewrite VALUES (1, ?, 1)').run(Date.now() - 3_600_000);
    db.close();
    const running = start();
    await running.says('the database was rewritten');
    running.kill('SIGTERM');
    expect((await running.ended).code).toBe(0);
    const after = new Database(path);
    expect(after.prepare('SELECT count(*) FROM owed_rewrite').pluck().get()).toBe(0);
    after.close();
  });

  test('keeps a copy of a database whose schema it changes, and says so', async () => {
    const old = join(folder, 'migrations');
    mkdirSync(old);
    for (const name of readdirSync(migrationsOf('sqlite')).sort().slice(0, 5)) {
      copyFileSync(join(migrationsOf('sqlite'), name), join(old, name));
    }
    await (await openStore({ path, migrationsDir: old })).close();
    const running = start();
    await running.says('a copy as it was before is kept for a week');
    await running.says('Podium serves');
    const copy = `${path}.schema-5`;
    expect(running.stdout()).toContain(`"copy":"${copy}"`);
    expect((statSync(copy).mode & 0o777).toString(8)).toBe('600');
    const before = new Database(copy, { readonly: true });
    expect(before.prepare('SELECT max(version) FROM schema_migrations').pluck().get()).toBe(5);
    before.close();
  });
});
