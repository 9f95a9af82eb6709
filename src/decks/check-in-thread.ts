import { openThread, type Thread } from '../runtime/thread.ts';
import type { CheckedDecks, DeckText } from './index.ts';

/** A megabyte of deck is checked in about two seconds; one that takes this long was made to. */
const TIMEOUT_MS = 30_000;
const MEGABYTES = 512;

/** Checks strangers' decks as `podium decks check` does, in a thread: a large one takes longer than an answer may. */
export type DeckCheck = Thread<DeckText, CheckedDecks>;

export function openDeckCheck(): DeckCheck {
  const entry = new URL('./check-thread', import.meta.url);
  return openThread({ entry, timeoutMs: TIMEOUT_MS, megabytes: MEGABYTES });
}
