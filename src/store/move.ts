import { copyAndCheck, type Moved, type MoveProgress } from './engine/move/move.ts';
import type { MoveSource, MoveTarget } from './engine/move/sides.ts';
import { sqliteSource, sqliteTarget } from './engine/sqlite/move.ts';
import { StoreError } from './engine/store-error.ts';
import type { Place } from './place.ts';

export type { Moved, MoveProgress } from './engine/move/move.ts';

/**
 * Copies a database of one kind into an empty one of the other and compares every value of every row afterwards. No bot may
 * have either meanwhile; until it is done none opens the target, and where it is stopped, in whatever way, the same move
 * begins anew. Throws StoreError with a sentence for whoever runs it.
 * @public The command line loads the store as a whole.
 */
export async function move(
  from: Place,
  to: Place,
  options: { readonly now: number; readonly onProgress?: (progress: MoveProgress) => void },
): Promise<Moved> {
  const { now, onProgress = () => undefined } = options;
  const source = await sourceAt(from, now);
  try {
    const target = await targetAt(to, now);
    try {
      return await copyAndCheck(source, target, onProgress);
    } catch (error) {
      throw stopped(target.location, error);
    } finally {
      await target.close().catch(() => undefined);
    }
  } finally {
    await source.close().catch(() => undefined);
  }
}

async function sourceAt(place: Place, now: number): Promise<MoveSource> {
  if ('path' in place) return sqliteSource(place.path, now);
  const { postgresSource } = await import('./engine/postgres/move.ts');
  return postgresSource(place.url, now);
}

async function targetAt(place: Place, now: number): Promise<MoveTarget> {
  if ('path' in place) return sqliteTarget(place.path, now);
  const { postgresTarget } = await import('./engine/postgres/move.ts');
  return postgresTarget(place.url, now);
}

/** What either database refused in the middle: a connection that broke, a full disk. A fault of ours stays as it is. */
function stopped(target: string, error: unknown): unknown {
  const broke = error instanceof Error && ('code' in error || /^Connection terminated/.test(error.message));
  if (error instanceof StoreError || !broke) return error;
  return new StoreError(
    'not-possible',
    `The move was stopped in the middle: ${error.message}. ${target} is half moved, and no bot opens it as it is. ` +
      'See to that, then run the same podium move again: it begins anew.',
    { cause: error },
  );
}
