import type { Drill } from './drill.ts';

/** What the drills are called where decks are chosen. */
export const DRILL_DECK = { id: 'drills', title: 'Drills' } as const;

/** The key of a drill's card: `drill/<id>`. */
export function drillCard(drill: Drill): string {
  return `drill/${drill.id}`;
}
