import { deckTextOf, NotTextError } from '../decks/deck-text.ts';
import type { DeckText } from '../decks/index.ts';
import type { CliIo } from './command.ts';
import { unreadable } from './unreadable.ts';

/** "1 file", "2 files". */
export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/**
 * The files that a check was given by name, or `ours` where it was given none. undefined where one cannot be read;
 * standard error says which.
 */
export async function readTexts(
  command: string,
  names: readonly string[],
  io: CliIo,
  ours: () => Promise<readonly DeckText[]>,
): Promise<readonly DeckText[] | undefined> {
  if (names.length === 0) return ours();
  const files: DeckText[] = [];
  for (const name of names) {
    try {
      files.push(deckTextOf(name, await io.bytes(name)));
    } catch (error) {
      if (error instanceof NotTextError) {
        io.err(`podium ${command}: ${name} ${error.message}\n`);
        continue;
      }
      io.err(`podium ${command}: ${name} cannot be read: ${unreadable(error)}\n`);
    }
  }
  return files.length === names.length ? files : undefined;
}

/** Rows as lines, each column but the last as wide as its widest cell. */
export function inColumns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_cell, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) => {
      const cells = row.map((cell, column) =>
        column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0),
      );
      return `${cells.join('  ')}\n`;
    })
    .join('');
}
