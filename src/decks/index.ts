export { cardText } from './card-text.ts';
export { type CheckedDecks, checkDecks } from './check.ts';
export { DECK_EXTENSIONS, type DeckFormat, isDeckFormat, writeDeck } from './formats/index.ts';
export { type DeckText, loadDecks } from './load.ts';
export { formatProblem, type Problem } from './problem.ts';
