import type { ClientBase } from 'pg';
import { MARK } from '../move/sides.ts';
import { LOCKS } from './locks.ts';

/** A bot may not use this database now: `podium move` has it, or left it half moved. */
export class HeldError extends Error {
  override readonly name = 'HeldError';
  readonly why: 'moving' | 'half-moved';

  constructor(why: 'moving' | 'half-moved') {
    super(`the database is ${why}`);
    this.why = why;
  }
}

/**
 * Takes the database for a bot, with others, for as long as this connection lasts: so no connection of a bot is ever
 * without it, whatever breaks, and PostgreSQL drops it with the connection. Throws HeldError.
 */
export async function holdForBot(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ held: boolean; marked: boolean }>(
    'SELECT pg_try_advisory_lock_shared($1) AS held, to_regclass($2) IS NOT NULL AS marked',
    [LOCKS.hold, MARK],
  );
  if (rows[0]?.held !== true) throw new HeldError('moving');
  if (rows[0].marked) throw new HeldError('half-moved');
}
