import { UserError } from '../runtime/user-error.ts';
import type { Ask, QuizRun } from '../store/store.ts';
import type { CardFilter } from './library.ts';
import { missedIn } from './missed.ts';
import { nothingMatches } from './nothing-matches.ts';
import type { Place, Play } from './session.ts';

/** How many cards a run without an end remembers, so that they do not come again at once. */
const REMEMBERED_CARDS = 30;

/** How a series is begun. */
interface Beginning {
  readonly filter: CardFilter;
  /** Questions wanted; as many are asked as there are cards. */
  readonly wanted: number;
  readonly shared?: boolean;
  readonly seed: number;
}

/**
 * Asks the first question of a series.
 * @throws UserError `nothing-matches`, with what there is.
 */
export async function beginQuiz(
  play: Play,
  place: Place,
  { filter, wanted, shared = false, seed }: Beginning,
): Promise<Ask> {
  const there = await play.shelf.count(place, filter);
  if (there === 0) throw await nothingMatches(play.shelf, place, filter);
  const count = Math.max(1, Math.min(wanted, there));
  return askNext(play, place, { ...filter, index: 0, count, shared, right: 0, seen: [] }, seed);
}

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
      message: 'There is no other card like this. Run /quiz again with another deck or topic.',
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
  const { apart: _apart, missed: _missed, ...series } = run;
  const seen = [...run.seen, question.card];
  if (run.index + 1 < run.count) {
    const right = run.right + (outcome?.correct === true && run.apart === undefined ? 1 : 0);
    return { ...series, ...missedSoFar(ask), index: run.index + 1, right, seen };
  }
  const all = await shelf.count(ask, run);
  const count = Math.max(1, Math.min(run.count, all));
  const recent = seen.slice(-REMEMBERED_CARDS);
  const enough = all - recent.length >= count;
  const apart = all > count ? [question.card] : [];
  return { ...series, index: 0, right: 0, count, seen: enough ? recent : apart };
}

function missedSoFar(ask: Ask): Pick<QuizRun, 'missed'> {
  const missed = missedIn(ask, ask.outcome?.correct ?? false);
  return missed.length === 0 ? {} : { missed };
}
