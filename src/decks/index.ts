export { cardText } from './card-text.ts';
export { type CheckedDecks, checkDecks, type TakenDeck } from './check.ts';
export { type DeckText, deckTextOf, NotTextError } from './deck-text.ts';
export { harmless } from './formats/formulas.ts';
export { DECK_EXTENSIONS, type DeckFormat, isDeckFormat, writeDeck } from './formats/index.ts';
export { loadDecks } from './load.ts';
export { formatProblem, type Problem } from './problem.ts';
