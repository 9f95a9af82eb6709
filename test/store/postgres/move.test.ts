import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { sqliteSource } from '../../../src/store/engine/sqlite/move.ts';
import { openReportsAt, openStore } from '../../../src/store/index.ts';
import { move } from '../../../src/store/move.ts';
import type { Place } from '../../../src/store/place.ts';
import { podium } from '../../cli/podium.ts';
import { askInput, NOON, right, tempFolder } from '../fixtures.ts';
import { onServer } from '../postgres-server.ts';
import { cuttingProxy } from './cutting-proxy.ts';
import { everythingAt, everythingIn, filledFile, onDatabase, WITH_NULL } from './move-databases.ts';

const server = inject('postgres') ?? '';
const CHILD = fileURLToPath(new URL('./move.child.ts', import.meta.url));
const USER = '100000000000000001';
const cleanups: (() => unknown)[] = [];
let databases = 0;

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function emptyDatabase(): Promise<string> {
  databases += 1;
  const name = `podium_move_${databases}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  return `${server}/${name}`;
}

async function filled(): Promise<string> {
  const path = join(tempFolder(), 'podium.db');
  await filledFile(path);
  return path;
}

const moved = (from: Place, to: Place) => move(from, to, { now: NOON });

/** What is refused, with its sentence. */
async function refusal(from: Place, to: Place): Promise<{ readonly code: string; readonly message: string }> {
  return moved(from, to).then(
    () => {
      throw new Error('it was not refused');
    },
    (error: { code: string; message: string }) => error,
  );
}

/** PostgreSQL keeps the database for a connection until it has seen that it is gone. */
const SOON = { timeout: 10_000 };

function refusedToBot(place: Place): Promise<string> {
  return openStore(place).then(
    () => 'opened',
    ({ code, message }: { code: string; message: string }) => `${code} ${message}`,
  );
}

describe.skipIf(server === '')('podium move', () => {
  test('there and back leaves every value of every table as it was', async () => {
    const [path, url, back] = [await filled(), await emptyDatabase(), join(tempFolder(), 'a', 'back.db')];
    const before = everythingIn(path);
    const there = await moved({ path }, { url });
    const rows = Object.values(before).flat().length;
    expect(there).toMatchObject({ rows, tables: Object.keys(before).length });
    expect(everythingIn(path)).toEqual(before);
    const wanted = everythingIn(path, { asPostgres: true });
    expect(await everythingAt(url)).toEqual(wanted);
    expect(JSON.stringify(wanted)).toContain('nul\ufffdin a key');
    expect(await moved({ url }, { path: back })).toMatchObject({ rows, changed: 0 });
    expect(everythingIn(back)).toEqual(wanted);
    expect(statSync(back).mode & 0o077).toBe(0);
    for (const place of [{ url }, { path: back }] as const) {
      const store = await openStore(place);
      expect((await store.stats(USER, NOON)).answered).toBe(2);
      await store.close();
    }
  });

  test('says how many texts had U+0000 in them', async () => {
    const path = await filled();
    const texts = Object.values(everythingIn(path))
      .flat()
      .join('')
      .match(/(?<!\\)(?:\\\\)*\\u0000[^"]*"/g);
    expect(texts).toHaveLength(WITH_NULL + 1);
    expect((await moved({ path }, { url: await emptyDatabase() })).changed).toBe(WITH_NULL + 1);
  });

  test('never gives the number of a row that is gone again', async () => {
    const [path, url, back] = [await filled(), await emptyDatabase(), join(tempFolder(), 'back.db')];
    const db = new Database(path);
    const retired = db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'retired_cards'").pluck().get();
    const largest = db.prepare('SELECT max(id) FROM cards').pluck().get() as number;
    db.close();
    expect(retired).toBe(900);
    await moved({ path }, { url });
    await moved({ url }, { path: back });
    const again = await onDatabase(url, async (client) => {
      const add = async (sql: string): Promise<unknown> =>
        (await client.query<{ id: bigint }>(sql)).rows[0]?.id;
      return [
        await add("INSERT INTO retired_cards (guild_id, card, retired_at) VALUES ('1', 'x', 1) RETURNING id"),
        await add("INSERT INTO cards (user_id, card) VALUES ('1', 'x') RETURNING id"),
      ];
    });
    expect(again).toEqual([901n, BigInt(largest + 1)]);
    const file = new Database(back);
    const { lastInsertRowid } = file.prepare("INSERT INTO retired_cards VALUES (NULL, '1', 'x', 1)").run();
    file.close();
    expect(lastInsertRowid).toBe(901);
  });

  test.each(['there', 'back'])(
    'killed with -9 anywhere on the way %s, begins anew, and no bot opens what it left',
    async (way) => {
      const path = await filled();
      const full = await emptyDatabase();
      await moved({ path }, { url: full });
      const wanted = everythingIn(path, { asPostgres: true });
      const url = await emptyDatabase();
      const back = join(tempFolder(), 'back.db');
      const [from, to] = way === 'there' ? [path, url] : [full, back];
      const [source, target]: readonly Place[] =
        way === 'there' ? [{ path }, { url }] : [{ url: full }, { path: back }];
      if (source === undefined || target === undefined) throw new Error('no place');
      let random = 11;
      for (let run = 0; run < 6; run += 1) {
        random = (random * 48_271) % 2_147_483_647;
        const stop = 1 + (random % (2 * Object.keys(wanted).length));
        const child = spawn(process.execPath, [CHILD, from, to], { stdio: ['ignore', 'pipe', 'inherit'] });
        const gone = once(child, 'exit');
        let parts = 0;
        let last = '';
        for await (const line of createInterface({ input: child.stdout })) {
          parts += 1;
          last = line;
          if (parts === stop) child.kill('SIGKILL');
        }
        await gone;
        expect(last, 'it was killed before the end').not.toBe('done');
        await expect.poll(() => refusedToBot(target), SOON).toMatch(/^half-moved .*podium move again/);
        if ('path' in target)
          await expect(openReportsAt(target)).rejects.toMatchObject({ code: 'half-moved' });
        expect(await refusal(target, way === 'there' ? { path: back } : { url })).toMatchObject({
          code: 'half-moved',
        });
      }
      await moved(source, target);
      expect('path' in target ? everythingIn(back) : await everythingAt(url)).toEqual(wanted);
    },
  );

  test('refuses a target with data of its own, and leaves it as it is', async () => {
    const [path, url] = [await filled(), await emptyDatabase()];
    const store = await openStore({ url });
    const { id } = await store.ask(askInput());
    await store.close();
    const error = await refusal({ path }, { url });
    expect(error).toMatchObject({
      code: 'not-possible',
      message: expect.stringMatching(/has data of its own \(in asks/),
    });
    expect(await refusal({ url }, { path })).toMatchObject({
      message: expect.stringMatching(/has data of its own/),
    });
    const again = await openStore({ url });
    expect((await again.recordAnswer(right(id))).first).toBe(true);
    await again.close();
    const bot = await openStore({ path });
    expect((await bot.stats(USER, NOON)).answered).toBe(2);
    await bot.close();
  });

  test('refuses a target that is a database of something else', async () => {
    const [path, url] = [await filled(), await emptyDatabase()];
    await onDatabase(url, (client) => client.query('CREATE TABLE invoices (id BIGINT)'));
    expect((await refusal({ path }, { url })).message).toMatch(/data of its own \(in invoices/);
    expect(Object.keys(await everythingAt(url))).toEqual(['invoices']);
    const other = join(tempFolder(), 'other.db');
    const db = new Database(other);
    db.exec('CREATE TABLE invoices (id)');
    db.close();
    const full = await emptyDatabase();
    await moved({ path }, { url: full });
    expect((await refusal({ url: full }, { path: other })).message).toMatch(/data of its own \(in invoices/);
    expect((await refusal({ url }, { path: join(tempFolder(), 'x.db') })).message).toMatch(
      /no database of Podium/,
    );
  });

  test('takes a target that has the schema and no row', async () => {
    const [path, url] = [await filled(), await emptyDatabase()];
    await (await openStore({ url })).close();
    expect((await moved({ path }, { url })).rows).toBeGreaterThan(50);
  });

  test('refuses a target that a newer Podium made', async () => {
    const [path, url] = [await filled(), await emptyDatabase()];
    await (await openStore({ url })).close();
    await onDatabase(url, (client) =>
      client.query("INSERT INTO schema_migrations VALUES (999, '0999-x.sql', 'x', 0)"),
    );
    expect(await refusal({ path }, { url })).toMatchObject({ code: 'newer-database' });
  });

  test.each(['source', 'target'])(
    'refuses while a bot has the %s, also one that has nothing to do',
    async (which) => {
      const path = await filled();
      const [full, url] = [await emptyDatabase(), await emptyDatabase()];
      await moved({ path }, { url: full });
      const back = join(tempFolder(), 'back.db');
      for (const held of which === 'source' ? [{ path }, { url: full }] : [{ path: back }, { url }]) {
        const bot = await openStore(held);
        const error = await ('path' in held === (which === 'source')
          ? refusal({ path }, { url })
          : refusal({ url: full }, { path: back }));
        expect(error).toMatchObject({
          code: 'locked',
          message: expect.stringMatching(/in use by another process/),
        });
        await bot.close();
      }
    },
    60_000,
  );

  test('keeps bots away while it works, and one that is up all the same tells people so', async () => {
    const [path, url] = [await filled(), await emptyDatabase()];
    const up = await openStore({ url });
    cleanups.push(() => up.close());
    await onDatabase(url, (client) =>
      client.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'podium'",
      ),
    );
    let told: Promise<unknown> | undefined;
    const said = (error: { code: string; message: string }) => `${error.code}: ${error.message}`;
    const onProgress = (): void => {
      told ??= Promise.all([
        openStore({ url }).catch(said),
        up.stats(USER, NOON).catch(said),
        up.ask(askInput()).catch(said),
      ]);
    };
    await move({ path }, { url }, { now: NOON, onProgress });
    expect(await told).toEqual([
      expect.stringMatching(/^moving: podium move is working on the database/),
      expect.stringMatching(/^moving: My data is being moved to another database\. Wait/),
      expect.stringMatching(/^moving: My data is being moved .* nothing was recorded/),
    ]);
    expect((await up.stats(USER, NOON)).answered).toBe(2);
  });

  test('keeps a bot away from the file, too, for as long as it has it', async () => {
    const path = await filled();
    const source = await sqliteSource(path, NOON);
    await expect(openStore({ path })).rejects.toMatchObject({ code: 'locked' });
    await source.close();
    await (await openStore({ path })).close();
  });

  test('a connection that breaks in the middle is told, and the next run begins anew', async () => {
    const [path, url] = [await filled(), new URL(await emptyDatabase())];
    const proxy = await cuttingProxy(Number(url.port));
    cleanups.push(() => proxy.close());
    const through = new URL(url);
    through.port = String(proxy.port);
    through.password = 'secret';
    let random = 5;
    for (let run = 0; run < 8; run += 1) {
      random = (random * 48_271) % 2_147_483_647;
      let left = 40 + (random % 150);
      proxy.cutWhere(({ asked }) => /INSERT INTO "|FROM unnest|ANALYZE/.test(asked) && --left <= 0);
      const error = await refusal({ path }, { url: through.href });
      expect(error.message).toMatch(/stopped in the middle.*run the same podium move again/);
      expect(JSON.stringify([error.message, error.code])).not.toContain('secret');
      proxy.cutWhere(() => false);
      await expect.poll(() => refusedToBot({ url: url.href }), SOON).toMatch(/^half-moved/);
    }
    expect(proxy.cuts()).toBe(8);
    await moved({ path }, { url: through.href });
    expect(await everythingAt(url.href)).toEqual(everythingIn(path, { asPostgres: true }));
  });

  test.each(['asked', 'answered'] as const)(
    'the answer to the last step lost (%s): it is done all the same',
    async (at) => {
      const [path, url] = [await filled(), new URL(await emptyDatabase())];
      const proxy = await cuttingProxy(Number(url.port));
      cleanups.push(() => proxy.close());
      const through = new URL(url);
      through.port = String(proxy.port);
      let once = true;
      proxy.cutWhere(({ way, asked }) => {
        if (!once || way !== at || !asked.includes('DROP TABLE half_moved')) return false;
        once = false;
        return true;
      });
      await moved({ path }, { url: through.href });
      expect(proxy.cuts()).toBe(1);
      await (await openStore({ url: url.href })).close();
      expect(await everythingAt(url.href)).toEqual(everythingIn(path, { asPostgres: true }));
    },
  );

  test('a value that was changed on the way is found', async () => {
    const [path, url] = [await filled(), await emptyDatabase()];
    // Whoever is not Podium is not kept away: a trigger stands for anything that changes what is written.
    await (await openStore({ url })).close();
    await onDatabase(url, (client) =>
      client.query(
        `CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.points := NEW.points + 1; RETURN NEW; END $$;
         CREATE TRIGGER late BEFORE INSERT ON days FOR EACH ROW EXECUTE FUNCTION late()`,
      ),
    );
    expect((await refusal({ path }, { url })).message).toMatch(
      /days\.points of the row user_id \d+, day \d+ is another/,
    );
    await expect(openStore({ url })).rejects.toMatchObject({ code: 'half-moved' });
  });

  test('a value of a kind that its column is not for is told by its table, column and key', async () => {
    const path = await filled();
    const db = new Database(path);
    db.exec("UPDATE days SET points = 'many'");
    db.close();
    expect((await refusal({ path }, { url: await emptyDatabase() })).message).toMatch(
      /days\.points \(the row with user_id/,
    );
  });

  test('by the command line: what was done, what comes next, and never the password', async () => {
    const [path, url] = [await filled(), new URL(await emptyDatabase())];
    url.password = 'secret';
    const said: string[] = [];
    const io = { env: { DATABASE_PATH: path, DATABASE_URL: url.href }, errTerminal: true };
    const { code, out, err } = await podium(['move', '--to', url.href], {
      ...io,
      err: (text) => void said.push(text),
    });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /^[\d,]+ rows of \d+ tables are copied from .*podium\.db to postgres:.*every value was compared\.\n/,
    );
    expect(out).toContain('values had U+0000');
    expect(out).toContain('Next: set DATABASE_URL');
    expect(said.join('')).toMatch(/copying \w+: 0 of \d+ rows/);
    expect(out + said.join('')).not.toContain('secret');
    const back = join(tempFolder(), 'back.db');
    expect(await podium(['move', '--from', url.href, '--to', back], io)).toMatchObject({
      code: 0,
      out: expect.stringContaining(`set DATABASE_PATH=${back}`),
    });
    const again = await podium(['move', '--from', url.href, '--to', back], io);
    expect(again).toMatchObject({ code: 1, out: '', err: expect.stringContaining('has data of its own') });
    url.pathname = '/nowhere';
    const nowhere = await podium(['move', '--to', url.href], io);
    expect(nowhere).toMatchObject({ code: 1, err: expect.stringMatching(/cannot be opened.*--to/s) });
    expect(nowhere.err).not.toContain('secret');
  });
});

test.each([
  [['move'], /say with --to/],
  [['move', '--to', 'a.db'], /both are SQLite files/],
  [['move', '--from', 'postgres://u:secret@h/a', '--to', 'postgres://u:secret@h/b'], /both are PostgreSQL/],
  [['move', '--to', 'postgres://u:secret@h'], /--to is not the address/],
  [['move', '--to', 'mysql://u:secret@h/a'], /--to must be/],
  [['move', 'postgres://u:secret@h/a'], /write --to before the address/],
])('podium %j says what is wrong, without what may be a password', async (args, says) => {
  const { code, out, err } = await podium(args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(says);
  expect(err).not.toContain('secret');
});

test('a source that is not there is told, and no file is made', async () => {
  const path = join(tempFolder(), 'podium.db');
  const { code, err } = await podium(['move', '--from', path, '--to', 'postgres://u@127.0.0.1:1/a']);
  expect({ code, err }).toMatchObject({
    code: 1,
    err: expect.stringContaining(`There is no database at ${path}`),
  });
  expect(existsSync(path)).toBe(false);
});
