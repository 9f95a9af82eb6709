import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { backup, openStore, restore } from '../../src/store/index.ts';
import { answered, askInput, NOON, question, tempFolder, tempStore } from './fixtures.ts';

const ME = askInput().userId;

/** A closed database with one answer, a backup of it, and a second answer since. */
async function backedUp(): Promise<{ folder: string; path: string; copy: string }> {
  const folder = tempFolder();
  const [path, copy] = [join(folder, 'podium.db'), join(folder, 'copy.db')];
  const store = await openStore({ path });
  await answered(store, { question: question('a/1') });
  await backup(path, copy);
  await answered(store, { question: question('a/2') });
  await store.close();
  return { folder, path, copy };
}

async function answeredIn(path: string): Promise<number> {
  const store = await openStore({ path });
  const { answered: count } = await store.stats(ME, NOON);
  await store.close();
  return count;
}

describe('restoring a backup', () => {
  test('puts it in the place of the database, which is kept whole', async () => {
    const { path, copy } = await backedUp();
    const kept = await restore(copy, path, NOON);
    expect(kept).toBe(`${path}.replaced-2026-03-02T12-00-00`);
    expect(await answeredIn(path)).toBe(1);
    expect(await answeredIn(kept ?? '')).toBe(2);
    expect(existsSync(copy)).toBe(true);
  });

  test('keeps what stood only in the log of a bot that was killed', async () => {
    const { path, copy } = await backedUp();
    const db = new Database(path);
    db.pragma('wal_autocheckpoint = 0');
    db.exec("INSERT INTO reports (card, user_id, text, created_at) VALUES ('a', '1', 'only in the log', 1)");
    const folder = tempFolder();
    const crashed = join(folder, 'podium.db');
    for (const end of ['', '-wal']) writeFileSync(`${crashed}${end}`, readFileSync(`${path}${end}`));
    db.close();
    const kept = (await restore(copy, crashed, NOON)) ?? '';
    expect(readdirSync(folder).filter((name) => /-wal$|-shm$|restoring/.test(name))).toEqual([]);
    const old = new Database(kept);
    expect(old.prepare('SELECT text FROM reports').pluck().all()).toEqual(['only in the log']);
    old.close();
    expect(await answeredIn(crashed)).toBe(1);
  });

  test('makes a database where there was none, and takes the place of a damaged one', async () => {
    const { folder, copy } = await backedUp();
    const fresh = join(folder, 'new', 'podium.db');
    expect(await restore(copy, fresh, NOON)).toBeUndefined();
    expect(await answeredIn(fresh)).toBe(1);
    const broken = join(folder, 'broken.db');
    writeFileSync(broken, 'kind: Pod\n'.repeat(1_000));
    const kept = await restore(copy, broken, NOON);
    expect(readFileSync(kept ?? '').toString()).toContain('kind: Pod');
    expect(await answeredIn(broken)).toBe(1);
  });

  test('is refused while the bot runs, or another program has the database open; nothing is changed', async () => {
    const { folder, path, copy } = await backedUp();
    const store = await openStore({ path });
    await expect(restore(copy, path, NOON)).rejects.toMatchObject({ code: 'locked' });
    await store.close();
    const shell = new Database(path);
    shell.prepare('SELECT count(*) FROM cards').get();
    await expect(restore(copy, path, NOON)).rejects.toMatchObject({
      code: 'locked',
      message: expect.stringContaining('another program'),
    });
    shell.close();
    expect(readdirSync(folder).filter((name) => /replaced|restoring/.test(name))).toEqual([]);
    expect(await answeredIn(path)).toBe(2);
  });

  test.each([
    ['that is not there', () => undefined],
    ['that is no database', (file: string) => writeFileSync(file, 'kind: Pod\n'.repeat(1_000))],
    [
      'of something else',
      (file: string) => {
        const db = new Database(file);
        db.exec('CREATE TABLE theirs (x)');
        db.close();
      },
    ],
    [
      'of a newer Podium',
      (file: string) => {
        const db = new Database(file);
        db.exec('CREATE TABLE schema_migrations (version INTEGER PRIMARY KEY, name, checksum, applied_at)');
        db.exec("INSERT INTO schema_migrations VALUES (999, '0999-future.sql', 'x', 0)");
        db.close();
      },
    ],
  ])('from a file %s is refused, and nothing is changed', async (_, make) => {
    const { folder, path } = await backedUp();
    const file = join(folder, 'other.db');
    make(file);
    await expect(restore(file, path, NOON)).rejects.toMatchObject({ message: expect.stringContaining(file) });
    expect(await answeredIn(path)).toBe(2);
  });

  test('from the database itself is refused', async () => {
    const { path } = await backedUp();
    await expect(restore(path, path, NOON)).rejects.toMatchObject({ code: 'not-possible' });
  });
});

describe('who else may read the data', () => {
  const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8);

  test('nobody: the file, its log, the lock, a backup and the folders made for them are this account’s alone', async () => {
    const folder = join(tempFolder(), 'data');
    const path = join(folder, 'podium.db');
    const store = await tempStore(path);
    await answered(store, {});
    await backup(path, join(folder, 'backups', 'copy.db'));
    const files = ['podium.db', 'podium.db-wal', 'podium.db-shm', 'podium.db-lock', 'backups/copy.db'];
    expect(files.map((name) => modeOf(join(folder, name)))).toEqual(files.map(() => '600'));
    expect(['.', 'backups'].map((name) => modeOf(join(folder, name)))).toEqual(['700', '700']);
  });

  test('nobody any more, of a database that everybody could read', async () => {
    const path = join(tempFolder(), 'podium.db');
    const db = new Database(path);
    db.exec('CREATE TABLE theirs (x)');
    db.close();
    expect(modeOf(path)).not.toBe('600');
    await tempStore(path);
    expect(modeOf(path)).toBe('600');
  });
});
