import type { Grade } from './memory.ts';

type Difficulty = 1 | 2 | 3 | 4 | 5;

/** An answer to a drill, as the log keeps it. */
export interface DrillAnswer {
  readonly correct: boolean;
  /** null for practice. */
  readonly grade: Grade | null;
  /** At which it was asked; null where that was not kept. */
  readonly difficulty: number | null;
}

/** Where everybody begins: the first question of a drill shows what it asks. */
const FIRST = 1;
const HARDEST = 5;
/** Right answers in a row that lead up. One may be a guess: with four options, one of four guesses is right. */
const UP_AFTER = 2;

/**
 * At which difficulty this person is asked a drill next, from their answers to it, oldest first. Two right in a row lead
 * up, and so does one that they call Easy; what they call Hard does not count; a wrong one leads down, so that they meet
 * about as much as they can just do. A right answer to an easier question than theirs proves nothing, and neither does a
 * wrong one to a harder. It follows from the log alone: what is undone or graded again counts as it stands there.
 */
export function ownDifficulty(answers: readonly DrillAnswer[]): Difficulty {
  let own = FIRST;
  let inARow = 0;
  for (const { correct, grade, difficulty } of answers) {
    if (difficulty === null) continue;
    const failed = !correct || grade === 'again';
    if (failed ? difficulty > own : difficulty < own) continue;
    inARow = failed || grade === 'hard' ? 0 : inARow + (grade === 'easy' ? UP_AFTER : 1);
    if (failed) own = Math.max(FIRST, own - 1);
    if (inARow < UP_AFTER) continue;
    inARow = 0;
    own = Math.min(HARDEST, own + 1);
  }
  return own as Difficulty;
}
