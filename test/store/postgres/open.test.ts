import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { migrationsOf } from '../../../src/store/engine/migrations.ts';
import { refusal } from '../../../src/store/engine/postgres/trouble.ts';
import { openStore } from '../../../src/store/index.ts';
import { answered, NOON, tempFolder } from '../fixtures.ts';
import { onServer } from '../postgres-server.ts';

const USER = '100000000000000001';
const server = inject('postgres') ?? '';
let databases = 0;

async function emptyDatabase(): Promise<string> {
  databases += 1;
  const name = `podium_open_${databases}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  return `${server}/${name}`;
}

/** The migrations of this package and one more. */
function withOneMore(sql: string): string {
  const folder = join(tempFolder(), 'migrations');
  mkdirSync(folder);
  const names = readdirSync(migrationsOf('postgres')).filter((name) => name.endsWith('.sql'));
  for (const name of names) copyFileSync(join(migrationsOf('postgres'), name), join(folder, name));
  const number = String(names.length + 1).padStart(4, '0');
  writeFileSync(join(folder, `${number}-more.sql`), sql);
  return folder;
}

describe.skipIf(server === '')('a store on PostgreSQL', () => {
  test('opened by five processes’ worth of stores at once on an empty database, is migrated once', async () => {
    const url = await emptyDatabase();
    const stores = await Promise.all([1, 2, 3, 4, 5].map(() => openStore({ url, connections: 2 })));
    const [first, second] = stores;
    if (first === undefined || second === undefined) throw new Error('no store');
    await answered(first, {});
    expect((await second.stats(USER, NOON)).answered).toBe(1);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('written by a newer Podium, is refused', async () => {
    const url = await emptyDatabase();
    await (await openStore({ url, migrationsDir: withOneMore('CREATE TABLE more (one BIGINT)') })).close();
    await expect(openStore({ url })).rejects.toMatchObject({ code: 'newer-database' });
  });

  test('whose migration fails, is as it was before', async () => {
    const url = await emptyDatabase();
    await (await openStore({ url })).close();
    const migrationsDir = withOneMore('CREATE TABLE more (one BIGINT); SELECT nonsense');
    await expect(openStore({ url, migrationsDir })).rejects.toMatchObject({ code: 'migration-failed' });
    await (await openStore({ url, migrationsDir: withOneMore('CREATE TABLE more (one BIGINT)') })).close();
  });

  test.each([
    ['a server that is not there', 'postgres://podium:secret@127.0.0.1:1/podium', /Check DATABASE_URL/],
    ['a database that is not there', `${server}/nowhere`, /createdb/],
    ['a server without TLS', `${server}/nowhere?sslmode=verify-full`, /ssl = on/],
    ['a file that is not there', `${server}/nowhere?sslrootcert=/no/ca.crt`, /Check the files/],
  ])('%s is told without the password', async (_, url, said) => {
    const error = await openStore({ url }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'cannot-open', message: expect.stringMatching(said) });
    expect(String(error)).not.toContain('secret');
  });

  test.each([
    [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      /^[^;]* cannot be opened: self-signed certificate\. Add sslrootcert=FILE/,
    ],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /Add sslrootcert=FILE to DATABASE_URL/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /Name the host in DATABASE_URL/],
    ['CERT_HAS_EXPIRED', /Renew/],
    ['28P01', /%25/],
  ])('whose server or login is refused with %s, says what helps', (code, said) => {
    const words =
      'self-signed certificate; if the root CA is installed locally, try running Node.js with --use-system-ca';
    const error = refusal('postgres://h/d', Object.assign(new Error(words), { code }));
    expect(error).toMatchObject({ code: 'cannot-open', message: expect.stringMatching(said) });
  });

  test('in a database of another encoding, is refused', async () => {
    const name = `podium_open_latin_${process.pid}`;
    await onServer(server, `CREATE DATABASE ${name} ENCODING 'LATIN1' TEMPLATE template0`);
    await expect(openStore({ url: `${server}/${name}` })).rejects.toMatchObject({
      code: 'cannot-open',
      message: expect.stringMatching(/has the encoding LATIN1, .* createdb --encoding UTF8/),
    });
  });

  test('that was closed says so', async () => {
    const store = await openStore({ url: await emptyDatabase() });
    await store.close();
    await store.close();
    await expect(store.stats(USER, NOON)).rejects.toMatchObject({ code: 'closed' });
    await expect(answered(store, {})).rejects.toMatchObject({ code: 'closed' });
  });

  test('keeps a text with U+0000 in it, which PostgreSQL’s text cannot hold, with U+FFFD there', async () => {
    const store = await openStore({ url: await emptyDatabase() });
    const report = { askId: null, card: 'a/b', userId: USER, guildId: null, text: 'a\u0000b', now: NOON };
    await store.reportMistake(report);
    expect((await store.exportUser(USER)).reports).toMatchObject([{ text: 'a\ufffdb' }]);
    await store.close();
  });
});
