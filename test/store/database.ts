import { createHash } from 'node:crypto';
import { inject } from 'vitest';
import type { EngineOptions } from '../../src/store/engine/engine.ts';
import { openStore as openReal, type Store } from '../../src/store/index.ts';
import { onServer, TEMPLATE } from './postgres-server.ts';

/** True where the suite runs on PostgreSQL; what looks into an SQLite file is skipped there. */
export const onPostgres: boolean = inject('postgres') !== undefined;

const made = new Map<string, Promise<string>>();

/**
 * What a test opens its store with, so that the same test is the contract of both kinds of database: an SQLite file at
 * `path`, or the PostgreSQL database that stands for that path in this run.
 */
export async function openStore(options: { readonly path: string } & Partial<EngineOptions>): Promise<Store> {
  const { path, ...rest } = options;
  const url = await addressOf(path);
  return url === undefined ? openReal(options) : openReal({ ...rest, url, connections: 4 });
}

/** The address of the database that stands for `path`; undefined on SQLite. */
export async function addressOf(path: string): Promise<string | undefined> {
  const server = inject('postgres');
  if (server === undefined) return undefined;
  const name = made.get(path) ?? create(server, path);
  made.set(path, name);
  return `${server}/${await name}`;
}

async function create(server: string, path: string): Promise<string> {
  const name = `podium_${createHash('sha256').update(path).digest('hex').slice(0, 20)}`;
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  return name;
}
