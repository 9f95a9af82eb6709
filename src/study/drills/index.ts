import type { Question } from '../question.ts';
import { randomFrom, seedFrom } from '../random.ts';
import { type Difficulty, type Drill, heldTo } from './kit/drill.ts';
import { DRILL_DECK, drillCard, questionOf } from './kit/drill-card.ts';
import { pose } from './kit/pose.ts';
import { DRILLS } from './list.ts';

export type { Difficulty, Drill } from './kit/drill.ts';
export { DRILL_DECK, drillCard } from './kit/drill-card.ts';
export { DRILLS } from './list.ts';
export { canDrillOn, drillOn } from './pasted.ts';

/**
 * The question a drill asks for a seed (32-bit unsigned) and a difficulty, or the nearest that it has. The same drill, version, seed and
 * difficulty give the same question for ever. Throws RangeError, with the reasons counted, where none of its attempts
 * can be put.
 */
export function drawDrill(drill: Drill, seed: number, asked: Difficulty): Question {
  const difficulty = heldTo(drill, asked);
  const card = drillCard(drill);
  const random = randomFrom(seedFrom(seed, `${card}@${drill.version}/${difficulty}`));
  const refused = new Map<string, number>();
  const onRefused = (why: string): void => void refused.set(why, (refused.get(why) ?? 0) + 1);
  const drawing = pose(random, difficulty, drill.begin({ random, difficulty }), { onRefused });
  if (drawing === undefined) {
    const reasons = [...refused].map(([why, times]) => `${times} times ${why}`).join('; ');
    throw new RangeError(
      `${card} found no question for seed ${seed} at difficulty ${difficulty} in a thousand attempts: ${reasons}`,
    );
  }
  return questionOf(drill, seed, difficulty, drawing);
}

/** The question of a drill for a seed alone, which decides the difficulty too; each the drill has is equally likely. */
export function drawAnyDifficulty(drill: Drill, seed: number): Question {
  const { difficulties = [1, 2, 3, 4, 5] } = drill;
  const random = randomFrom(seedFrom(seed, `${drillCard(drill)} difficulty`));
  return drawDrill(drill, seed, difficulties[random.below(difficulties.length)] ?? 3);
}

/** The drills of a deck (`drills`, or null for any) and a topic, compared without case (null for any). */
export function listDrills(deck: string | null, topic: string | null): readonly Drill[] {
  if (deck !== null && deck !== DRILL_DECK.id) return [];
  return DRILLS.filter((drill) => topic === null || drill.topic.toLowerCase() === topic.toLowerCase());
}

/** The drill behind a card's key; undefined where there is none. */
export function findDrill(card: string): Drill | undefined {
  return DRILLS.find((drill) => drillCard(drill) === card);
}
