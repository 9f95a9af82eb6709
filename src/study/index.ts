export { beliefsBehind, beliefsOf } from './beliefs-behind.ts';
export type { Card, Deck } from './deck.ts';
export { diagnose } from './diagnosis.ts';
export { drawQuestion } from './draw.ts';
export {
  canDrillOn,
  type Difficulty,
  DRILL_DECK,
  DRILLS,
  type Drill,
  drawAnyDifficulty,
  drawDrill,
  drillCard,
  drillOn,
  findDrill,
  listDrills,
} from './drills/index.ts';
export { DECK_LIMITS } from './limits.ts';
export { chosenItems, mark, pointsOf, readNumber } from './mark.ts';
export { findCard, listCards, listTopics, pickCard } from './pick.ts';
export {
  type Answer,
  forgetPaste,
  isForgotten,
  type Question,
  type QuestionOption,
  TEXT_KINDS,
} from './question.ts';
export { separating } from './separating.ts';
