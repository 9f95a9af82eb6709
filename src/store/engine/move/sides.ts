/** A value as both kinds of database hold it: whole numbers as bigint, for they may be larger than JavaScript's. */
export type Value = null | bigint | number | string | Uint8Array;

/** A row: its values in the order of the table's columns. */
export type Row = readonly Value[];

export type ColumnKind = 'integer' | 'real' | 'text' | 'blob';

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
}

/** A table as the database itself describes it. */
export interface MovedTable {
  readonly name: string;
  /** In the order of their names, which is the same in both kinds. */
  readonly columns: readonly Column[];
  /** Names of the columns of its primary key, in its order. */
  readonly key: readonly string[];
  /** Names of the tables that its rows refer to; not itself. */
  readonly parents: readonly string[];
}

/** One of the two databases of a move; nobody else has it meanwhile. */
interface Side {
  /** Where it is, without a password. */
  readonly location: string;
  /** Every table that is moved: all there are, but those that only this kind of database needs for itself. */
  tables(): Promise<readonly MovedTable[]>;
  count(table: MovedTable): Promise<number>;
  close(): Promise<void>;
}

export interface MoveSource extends Side {
  /** Every row, by its key, in parts that fit into memory. The same rows each time. */
  rows(table: MovedTable): AsyncIterable<readonly Row[]>;
  /**
   * The largest number that the database is known to have given to a row of this table by itself, also where that row
   * is gone; 0 for none, undefined where it gives no numbers.
   */
  lastNumber(table: MovedTable): Promise<bigint | undefined>;
}

export interface MoveTarget extends Side {
  /** From now on it is marked as half moved; what a stopped move has left in it is removed. */
  begin(): Promise<void>;
  /** The value as this database can hold it: the same one, but for text that it cannot. */
  holdable(value: Value): Value;
  /** Adds rows in one transaction. */
  insert(table: MovedTable, rows: readonly Row[]): Promise<void>;
  /** The rows that have the keys of `rows`, in their order; undefined where there is none. */
  find(table: MovedTable, rows: readonly Row[]): Promise<readonly (Row | undefined)[]>;
  /** From now on the numbers that it gives to rows of this table are larger than this one. */
  numberAfter(table: MovedTable, last: bigint): Promise<void>;
  /** The number behind which it goes on; undefined where it gives none, or goes by the rows that are there. */
  goesOnBehind(table: MovedTable): Promise<bigint | undefined>;
  /** Everything is in: from now on a bot may open it. Resolves once all of it is on disk. */
  finish(): Promise<void>;
}

/**
 * The table that marks a database as half moved: made before the first row is in, gone once every row was compared.
 * While it is there no bot opens the database, and the next `podium move` empties it and begins anew.
 */
export const MARK = 'half_moved';

/** How a half-moved database is refused. */
export function halfMoved(location: string, makeAnew: string): string {
  return (
    `The database ${location} is half moved: podium move was stopped before it was done. ` +
    `Run the same podium move again, which begins anew, or ${makeAnew} to use it empty.`
  );
}

/** How a target with data is refused. `first` is a table that has rows. */
export function notEmpty(location: string, first: string, instead: string): string {
  return (
    `The database ${location} has data of its own (in ${first}, for instance), and podium move copies into an empty ` +
    `one only; nothing was changed. ${instead}`
  );
}

/** The most rows and bytes of one part. */
export const MOST_ROWS = 2_000;
export const MOST_BYTES = 4_000_000;

/** About as much as a row takes in memory. */
export function sizeOf(row: Row): number {
  return row.reduce<number>(
    (sum, value) => sum + (typeof value === 'string' || value instanceof Uint8Array ? value.length : 8),
    0,
  );
}

/** A row by its key, for messages. */
export function nameOf({ columns, key }: MovedTable, row: Row): string {
  return key.map((name) => `${name} ${row[columns.findIndex((column) => column.name === name)]}`).join(', ');
}
