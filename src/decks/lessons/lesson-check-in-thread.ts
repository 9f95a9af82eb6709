import { openThread, type Thread } from '../../runtime/thread.ts';
import type { DeckText } from '../deck-text.ts';
import type { CheckedLessons, KnownToLessons } from './index.ts';

/** A lesson is played in a tenth of a second or so; lessons that take this long were made to. */
const TIMEOUT_MS = 120_000;
const MEGABYTES = 512;

/** What a check is given: the lessons, and what there is beside them. */
export interface LessonsToCheck {
  readonly files: readonly DeckText[];
  readonly known: KnownToLessons;
}

/** Checks lessons as `podium lessons check` does, in a thread that is stopped when one does not come to an end. */
export function openLessonCheck(): Thread<LessonsToCheck, CheckedLessons> {
  const entry = new URL('./lesson-check-thread', import.meta.url);
  return openThread({ entry, timeoutMs: TIMEOUT_MS, megabytes: MEGABYTES });
}
