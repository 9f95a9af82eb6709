import { openThread, type Thread } from '../runtime/thread.ts';
import type { CheckedDecks, DeckText, TakenDeck } from './index.ts';

/** A megabyte of deck is checked in about two seconds; one that takes this long was made to. */
const TIMEOUT_MS = 30_000;
const MEGABYTES = 512;

/** A file, and the decks whose ids it may not have. */
export interface DeckTask {
  readonly file: DeckText;
  readonly taken: readonly TakenDeck[];
}

/** Checks strangers' decks as `podium decks check` does, in a thread: a large one takes longer than an answer may. */
export type DeckCheck = Thread<DeckTask, CheckedDecks>;

export function openDeckCheck(): DeckCheck {
  const entry = new URL('./check-thread', import.meta.url);
  return openThread({ entry, timeoutMs: TIMEOUT_MS, megabytes: MEGABYTES });
}
