import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openStore } from '../src/store/index.ts';
import { onServer, TEMPLATE } from './store/postgres-server.ts';

/** Debian's place, by version; elsewhere the programs are found by PATH. */
const DEBIAN = '/usr/lib/postgresql';

/**
 * Before the suites on PostgreSQL: a server of their own on 127.0.0.1, with the schema as a template, thrown away after
 * them. Without PostgreSQL on the machine they are skipped, and that is said.
 */
export async function setup(project: TestProject): Promise<(() => void) | undefined> {
  const programs = programsFolder();
  if (programs === undefined) {
    process.stderr.write('No PostgreSQL here (initdb, pg_ctl): its suites are skipped; SQLite’s run.\n');
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'podium-postgres-'));
  const port = await freePort();
  const data = join(folder, 'data');
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    max_connections: 200,
    // What a power cut would cost is not tried here, and the disk is slow.
    fsync: 'off',
  };
  const flags = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  if (process.getuid?.() === 0) spawnSync('chown', ['postgres', folder]);
  run(join(programs, 'initdb'), [
    '-D',
    data,
    '-U',
    'podium',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
  ]);
  run(join(programs, 'pg_ctl'), [
    '-D',
    data,
    '-o',
    flags.join(' '),
    '-l',
    join(folder, 'log'),
    '-w',
    'start',
  ]);
  const server = `postgres://podium@127.0.0.1:${port}`;
  await onServer(server, `CREATE DATABASE ${TEMPLATE}`);
  await (await openStore({ url: `${server}/${TEMPLATE}` })).close();
  project.provide('postgres', server);
  return () => {
    run(join(programs, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop']);
    rmSync(folder, { recursive: true, force: true });
  };
}

function programsFolder(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
    ...(process.env.PATH ?? '').split(':'),
  ];
  return folders.find((each) => existsSync(join(each, 'initdb')) && existsSync(join(each, 'pg_ctl')));
}

/** PostgreSQL refuses to run as root; Debian's package has an account for it. */
function run(program: string, args: readonly string[]): void {
  const asPostgres =
    process.getuid?.() === 0 ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] : [];
  const [command = program, ...rest] = [...asPostgres, program, ...args];
  const { status, stderr } = spawnSync(command, rest, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LANG: 'C' },
  });
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
