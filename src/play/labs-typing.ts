import { ended } from '../store/labs/entries.ts';
import type { LabRow, Recorded } from '../store/store.ts';
import type { Typed } from '../study/labs/index.ts';
import { type InLab, type LabEntry, type LabPlay, type LabSession, sessionOf } from './labs.ts';

/** Something that a person types. */
export interface TypeInput extends InLab {
  /** The turn the person saw; null where they saw none, and then `once` says that it runs once. */
  readonly turn: number | null;
  readonly typed: Typed;
  /** The interaction that it came with. */
  readonly once?: string;
}

export interface TypedInLab {
  readonly session: LabSession;
  /** What was typed at that turn, by this call or an earlier one; null where an Undo was done instead. */
  readonly entry: LabEntry | null;
  /** It was done before: nothing ran now. */
  readonly again: boolean;
}

/** A line that took longer is not played again by Undo, in ms. */
const HEAVY_MS = 200;
/** How often a line is run again because something else was done meanwhile. */
const TRIES = 5;

/**
 * Runs what was typed and keeps it, once: a second press of a button gets what came of the first.
 * @throws StoreError `not-yours`, `lab-gone`, `not-possible`; UserError `lab-too-heavy`.
 */
export async function typeInLab(play: LabPlay, input: TypeInput): Promise<TypedInLab> {
  const { session, userId, turn, typed, once = null } = input;
  const before = once === null ? undefined : await play.store.typedOnce(once, userId);
  if (before !== undefined) return { ...of(play, before.session), entry: before.entry, again: true };
  let row = await play.store.labSession(session.id, userId);
  for (let tries = 1; ; tries += 1) {
    if (!sessionOf(play, row).open) throw ended();
    if (turn !== null && turn < row.turn) {
      const entry = (await play.store.labEntry(row, turn)) ?? null;
      return { ...of(play, row), entry, again: true };
    }
    const recorded = await runOnce(play, row, typed, once);
    if (recorded.kind !== 'moved') {
      return { ...of(play, recorded.session), entry: recorded.entry, again: recorded.kind === 'again' };
    }
    if (tries === TRIES) throw new RangeError('a lab moved on each time that something was typed in it');
    row = recorded.session;
  }
}

async function runOnce(play: LabPlay, row: LabRow, typed: Typed, once: string | null): Promise<Recorded> {
  const { userId, id, turn, prompt, state } = row;
  const { stdout, stderr, status, notSimulated, after, took } = await play.labWork.run(userId, 'type', {
    state,
    typed,
  });
  const entry = { turn, typed, prompt, stdout, stderr, status, notSimulated, at: play.now() };
  return play.store.recordTyped({ id, userId, entry, after, heavy: took > HEAVY_MS, once });
}

/**
 * Takes the last thing typed back. `turn` is what the person saw: a second press takes nothing more. `undone` is what
 * was taken back now; null where there was nothing, or something else was done since.
 */
export async function undoLab(
  play: LabPlay,
  { session, userId, turn }: InLab & { readonly turn: number },
): Promise<{ readonly session: LabSession; readonly undone: LabEntry | null }> {
  const row = await play.store.labSession(session.id, userId);
  if (!sessionOf(play, row).open) throw ended();
  const found = row.turn === turn ? await play.store.undoable(row) : undefined;
  if (found === undefined) return { ...of(play, row), undone: null };
  const undone = (await play.store.labEntry(row, found.turn)) ?? null;
  const after =
    found.lines.length === 0
      ? found.from
      : await play.labWork.run(userId, 'replay', { state: found.from.state, lines: found.lines });
  const recorded = await play.store.recordUndo({
    id: row.id,
    userId,
    turn,
    undoes: found.turn,
    after,
    now: play.now(),
  });
  return { ...of(play, recorded.session), undone: recorded.kind === 'done' ? undone : null };
}

function of(play: LabPlay, row: LabRow): { readonly session: LabSession } {
  return { session: sessionOf(play, row) };
}
