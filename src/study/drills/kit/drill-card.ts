import type { Question } from '../../question.ts';
import type { Difficulty, Drawing, Drill } from './drill.ts';

/** What the drills are called where decks are chosen. */
export const DRILL_DECK = { id: 'drills', title: 'Drills' } as const;

/** The key of a drill's card: `drill/<id>`. */
export function drillCard(drill: Drill): string {
  return `drill/${drill.id}`;
}

/** A drawing as the question of its drill. */
export function questionOf(drill: Drill, seed: number, difficulty: Difficulty, drawing: Drawing): Question {
  return {
    card: drillCard(drill),
    revision: String(drill.version),
    seed,
    deckTitle: DRILL_DECK.title,
    topic: drill.topic,
    difficulty,
    ...drawing,
  };
}
