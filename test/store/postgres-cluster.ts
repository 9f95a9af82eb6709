import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's place, by version; elsewhere the programs are found by PATH. */
const DEBIAN = '/usr/lib/postgresql';

/** A PostgreSQL server of one's own on 127.0.0.1, in a folder that goes with it. */
export interface Cluster {
  /** Its address, without a database: `postgres://podium@127.0.0.1:54321`. */
  readonly server: string;
  /** Of its first process, whose children the others are. */
  readonly pid: number;
  /** Where it has its files, some hundred for each database. */
  readonly folder: string;
  /** Ends it at once, whoever is connected. */
  end(): void;
  /** Ends it, and removes its folder. */
  stop(): void;
}

/** Starts one with these settings (postgresql.conf) beside its own; undefined where PostgreSQL is not installed. */
export async function startCluster(
  settings: Readonly<Record<string, string | number>>,
): Promise<Cluster | undefined> {
  const programs = programsFolder();
  if (programs === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'podium-postgres-'));
  const port = await freePort();
  const data = join(folder, 'data');
  const given = { port, listen_addresses: '127.0.0.1', unix_socket_directories: folder, ...settings };
  const flags = Object.entries(given).map(([name, value]) => `-c ${name}=${value}`);
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
  const end = (): void => run(join(programs, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop']);
  return {
    server: `postgres://podium@127.0.0.1:${port}`,
    pid: Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]),
    folder,
    end,
    stop() {
      end();
      rmSync(folder, { recursive: true, force: true });
    },
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

/** A port of 127.0.0.1 that nobody has just now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
