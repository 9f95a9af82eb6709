import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely';
import type { Tables } from '../tables.ts';

/** A field of a column that holds a JSON object, as text in both kinds of database; null where it is missing. */
export function jsonField(
  db: Kysely<Tables>,
  column: `${keyof Tables}.${string}`,
  field: string,
): RawBuilder<string | null> {
  return db.getExecutor().adapter instanceof PostgresAdapter
    ? sql`${sql.ref(column)}::json ->> ${sql.lit(field)}`
    : sql`cast(json_extract(${sql.ref(column)}, ${sql.lit(`$.${field}`)}) as text)`;
}
