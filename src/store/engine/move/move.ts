import { StoreError } from '../store-error.ts';
import { checkSame, parentsFirst } from './plan.ts';
import { type MovedTable, type MoveSource, type MoveTarget, nameOf, type Row, type Value } from './sides.ts';

/** How far a move is. */
export interface MoveProgress {
  readonly phase: 'copying' | 'checking';
  readonly table: string;
  /** Of all tables together. */
  readonly rows: number;
  readonly total: number;
}

/** What a move did. */
export interface Moved {
  readonly from: string;
  readonly to: string;
  readonly tables: number;
  readonly rows: number;
  /** Texts that had U+0000 in them, which PostgreSQL cannot hold: it became U+FFFD. */
  readonly changed: number;
}

/**
 * Copies every row of `source` into `target`, then reads every row of both again and compares each value. Never more
 * than some parts of a table are in memory. The target is a bot's only once all of it is equal. Throws StoreError.
 */
export async function copyAndCheck(
  source: MoveSource,
  target: MoveTarget,
  onProgress: (progress: MoveProgress) => void,
): Promise<Moved> {
  const tables = parentsFirst(await source.tables());
  checkSame(tables, await target.tables());
  await target.begin();
  const counts = new Map<MovedTable, number>();
  for (const table of tables) counts.set(table, await source.count(table));
  const total = [...counts.values()].reduce((sum, each) => sum + each, 0);
  let changed = 0;

  /** Hands every part of every table to `work`, which may still be at the last one while the next is read. */
  async function everyPart(
    phase: MoveProgress['phase'],
    work: (table: MovedTable, rows: readonly Row[]) => Promise<void>,
    after: (table: MovedTable, rows: number) => Promise<void>,
  ): Promise<void> {
    let rows = 0;
    for (const table of tables) {
      const before = rows;
      let working: Promise<void> = Promise.resolve();
      onProgress({ phase, table: table.name, rows, total });
      for await (const part of source.rows(table)) {
        const held = part.map((row) => row.map((value) => target.holdable(value)));
        if (phase === 'copying') changed += differences(part, held);
        await working;
        working = work(table, held);
        // What fails is met at the next await; nobody else is to be told first.
        working.catch(() => undefined);
        rows += part.length;
        onProgress({ phase, table: table.name, rows, total });
      }
      await working;
      await after(table, rows - before);
    }
  }

  await everyPart(
    'copying',
    (table, rows) => target.insert(table, rows),
    async (table) => {
      const last = await source.lastNumber(table);
      if (last !== undefined) await target.numberAfter(table, last);
    },
  );
  await everyPart(
    'checking',
    async (table, rows) => {
      const found = await target.find(table, rows);
      for (const [index, row] of rows.entries()) checkRow(target.location, table, row, found[index]);
    },
    async (table, rows) => {
      const there = await target.count(table);
      if (there !== rows)
        throw wrong(target.location, `${table.name} has ${there} rows, and should have ${rows}`);
      const [wanted, given] = [await source.lastNumber(table), await target.goesOnBehind(table)];
      if (wanted !== undefined && given !== undefined && given < wanted)
        throw wrong(
          target.location,
          `numbers of ${table.name} go on behind ${given}, and should behind ${wanted}`,
        );
    },
  );
  await target.finish();
  return { from: source.location, to: target.location, tables: tables.length, rows: total, changed };
}

/** How many values were not held as they were. */
function differences(rows: readonly Row[], held: readonly Row[]): number {
  let count = 0;
  for (const [index, row] of rows.entries())
    for (const [place, value] of row.entries()) if (!isSame(value, held[index]?.[place])) count += 1;
  return count;
}

function checkRow(location: string, table: MovedTable, row: Row, found: Row | undefined): void {
  if (found === undefined) throw wrong(location, `a row of ${table.name} (${nameOf(table, row)}) is missing`);
  const at = row.findIndex((value, place) => !isSame(value, found[place]));
  if (at === -1) return;
  throw wrong(
    location,
    `${table.name}.${table.columns[at]?.name} of the row ${nameOf(table, row)} is another value`,
  );
}

function isSame(a: Value | undefined, b: Value | undefined): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0;
  return Object.is(a, b);
}

function wrong(location: string, what: string): StoreError {
  return new StoreError(
    'not-possible',
    `After copying, ${location} is not what it should be: ${what}. No bot opens it as it is. ` +
      'See that nothing else writes to either database, then run the same podium move again.',
  );
}
