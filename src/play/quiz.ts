import { UserError } from '../runtime/user-error.ts';
import type { Ask, QuizRun } from '../store/store.ts';
import type { Place, Play } from './session.ts';

/** How many cards a run without an end remembers, so that they do not come again at once. */
const REMEMBERED_CARDS = 30;

/** Draws the next question of a run and records that it was put. */
export async function askNext(
  { store, shelf, now }: Play,
  place: Place,
  run: QuizRun,
  seed: number,
): Promise<Ask> {
  const question = await shelf.draw(place, run, run.seen, seed);
  if (question === undefined) {
    throw new UserError({
      identifier: 'no-card-left',
      message: 'No other card matches. Start again with /quiz, with another deck or topic.',
    });
  }
  return store.ask({ ...place, question, run, now: now() });
}

/**
 * The run after an answered question: the next of the series, or a new one with the same filters when it is over.
 * A series never has more questions than there are cards.
 */
export async function following({ shelf }: Play, ask: Ask): Promise<QuizRun> {
  const { run, question, outcome } = ask;
  const { apart: _apart, ...series } = run;
  const seen = [...run.seen, question.card];
  if (run.index + 1 < run.count) {
    const right = run.right + (outcome?.correct === true && run.apart === undefined ? 1 : 0);
    return { ...series, index: run.index + 1, right, seen };
  }
  const all = await shelf.count(ask, run);
  const count = Math.max(1, Math.min(run.count, all));
  const recent = seen.slice(-REMEMBERED_CARDS);
  const enough = all - recent.length >= count;
  const apart = all > count ? [question.card] : [];
  return { ...series, index: 0, right: 0, count, seen: enough ? recent : apart };
}
