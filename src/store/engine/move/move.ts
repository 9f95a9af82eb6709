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

/** A table as each side describes it: the same columns. */
interface Pair {
  readonly from: MovedTable;
  readonly to: MovedTable;
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
  const own = await source.tables();
  const theirs = await target.tables();
  checkSame(own, theirs);
  const pairs = parentsFirst(theirs).flatMap((to) =>
    own.filter(({ name }) => name === to.name).map((from) => ({ from, to })),
  );
  await target.begin();
  let total = 0;
  for (const { from } of pairs) total += await source.count(from);
  let changed = 0;

  /** Hands every part of every table to `work`, which may still be at the last one while the next is read. */
  async function everyPart(
    phase: MoveProgress['phase'],
    work: (to: MovedTable, rows: readonly Row[]) => Promise<void>,
    after: (pair: Pair, rows: number) => Promise<void>,
  ): Promise<void> {
    let rows = 0;
    for (const pair of pairs) {
      const table = pair.from;
      const before = rows;
      let working: Promise<void> = Promise.resolve();
      onProgress({ phase, table: table.name, rows, total });
      for await (const part of source.rows(table)) {
        const held = part.map((row) => row.map((value) => target.holdable(value)));
        if (phase === 'copying') changed += differences(part, held);
        await working;
        working = work(pair.to, held);
        // What fails is met at the next await; nobody else is to be told first.
        working.catch(() => undefined);
        rows += part.length;
        onProgress({ phase, table: table.name, rows, total });
      }
      await working;
      await after(pair, rows - before);
    }
  }

  await everyPart(
    'copying',
    (table, rows) => target.insert(table, rows),
    async ({ from, to }) => {
      const last = await source.lastNumber(from);
      if (last !== undefined) await target.numberAfter(to, last);
    },
  );
  await everyPart(
    'checking',
    async (table, rows) => {
      const found = await target.find(table, rows);
      for (const [index, row] of rows.entries()) checkRow(target.location, table, row, found[index]);
    },
    async ({ from, to }, rows) => {
      const there = await target.count(to);
      if (there !== rows)
        throw wrong(target.location, `${to.name} has ${there} rows, and should have ${rows}`);
      const [wanted, given] = [await source.lastNumber(from), await target.goesOnBehind(to)];
      if (wanted !== undefined && given !== undefined && given < wanted)
        throw wrong(
          target.location,
          `numbers of ${to.name} go on behind ${given}, and should behind ${wanted}`,
        );
    },
  );
  await target.finish();
  return { from: source.location, to: target.location, tables: pairs.length, rows: total, changed };
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
