import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** Stands in a statement for a value that is known only when it runs. */
class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** What {@link statement} gives: runs on the database or inside a transaction, and gives the rows. */
export type Statement<Input, Row> = (db: Kysely<Tables>, input: Input) => Promise<readonly Row[]>;

/**
 * A statement that is built once and run with new values: building and compiling costs Kysely several times what
 * SQLite needs to run it. `build` sees a stand-in for every value of the input, and must not look at it: one text
 * for all inputs.
 */
export function statement<Input extends object, Row>(
  build: (db: Kysely<Tables>, input: Input) => Compilable<Row>,
): Statement<Input, Row> {
  const slots = new Proxy({}, { get: (_, name) => new Slot(String(name)) }) as Input;
  // One text for each kind of database; a transaction shares the adapter of the database it runs on.
  const compiled = new WeakMap<object, CompiledQuery<Row>>();
  return async (db, input) => {
    const { adapter } = db.getExecutor();
    let query = compiled.get(adapter);
    if (query === undefined) {
      query = build(db, slots).compile();
      compiled.set(adapter, query);
    }
    const parameters = query.parameters.map((each) =>
      each instanceof Slot ? input[each.name as keyof Input] : each,
    );
    const ready: CompiledQuery<Row> = { ...query, parameters };
    return (await db.executeQuery(ready)).rows;
  };
}
