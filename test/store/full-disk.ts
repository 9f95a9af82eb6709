import { execFileSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { vi } from 'vitest';

/** A disk of its own for a test: of so many KiB, in memory. Undefined where mounting one is not permitted. */
export function smallDisk(
  kib: number,
): { readonly folder: string; fill(): void; free(): void; end(): void } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'podium-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kib}k`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill() {
      const file = openSync(ballast, 'w');
      try {
        for (;;) if (writeSync(file, Buffer.alloc(4096)) < 4096) break;
        fsyncSync(file);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(ballast, { force: true }),
    end() {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Opens something and gives the connection it writes to its `podium.db` with, so that a test can set SQLite's own
 * limits on it: `max_page_count` makes a real SQLITE_FULL, `query_only` a real SQLITE_READONLY.
 */
export async function withWriter<T>(
  opening: () => Promise<T>,
): Promise<{ readonly opened: T; readonly writer: Database.Database }> {
  const seen = vi.spyOn(Database.prototype, 'pragma');
  try {
    const opened = await opening();
    const connections = seen.mock.contexts as Database.Database[];
    const writer = connections.find(({ name, readonly }) => name.endsWith('podium.db') && !readonly);
    if (writer === undefined) throw new Error('no podium.db was opened');
    return { opened, writer };
  } finally {
    seen.mockRestore();
  }
}
