export type { Card, CardOption, Deck } from './deck.ts';
export { drawQuestion } from './draw.ts';
export {
  DRILL_DECK,
  DRILLS,
  type Drill,
  drawAnyDifficulty,
  drillCard,
  drillOn,
  findDrill,
  listDrills,
} from './drills/index.ts';
export { DECK_LIMITS } from './limits.ts';
export { chosenItems, type Mark, mark, pointsOf, readNumber } from './mark.ts';
export { countCards, findCard, listCards, listDecks, listTopics, type PickInput, pickCard } from './pick.ts';
export {
  type Answer,
  forgetPaste,
  isForgotten,
  type Pasted,
  type Question,
  type QuestionKind,
  type QuestionOption,
  type SourceLink,
} from './question.ts';
