import { type Card, type CardOption, type Deck, withIds } from '../study/deck.ts';
import { inOrder } from './option-order.ts';
import type { CardFile, DeckFile } from './schema.ts';

function optionsOf(card: CardFile): readonly CardOption[] {
  if (!('options' in card)) return [];
  const lines = card.kind === 'locate' ? card.manifest.split('\n') : [];
  const written = card.options.map((each) => ({
    ...('line' in each
      ? { line: each.line, text: (lines[each.line - 1] ?? '').trim() }
      : { text: each.text, ...(each.value === undefined ? {} : { value: each.value }) }),
    ...(each.id === undefined ? {} : { id: each.id }),
    correct: each.correct === true,
    why: each.why ?? '',
  }));
  return withIds(written);
}

function cardOf(deck: DeckFile, card: CardFile): Card {
  return {
    key: `${deck.id}/${card.id}`,
    id: card.id,
    deckId: deck.id,
    deckTitle: deck.title,
    ...(card.family === undefined ? {} : { family: `${deck.id}/${card.family}` }),
    ...(card.needs === undefined
      ? {}
      : { needs: card.needs.map((ref) => (ref.includes('/') ? ref : `${deck.id}/${ref}`)) }),
    revision: card.revision ?? 1,
    kind: card.kind,
    topic: card.topic,
    difficulty: card.difficulty as Card['difficulty'],
    prompt: card.prompt,
    ...(card.manifest === undefined ? {} : { manifest: card.manifest }),
    options: optionsOf(card),
    ...('answer' in card ? { answer: card.answer } : {}),
    ...('goals' in card ? { goals: card.goals } : {}),
    ...('solution' in card ? { solution: card.solution } : {}),
    ...(card.kind === 'predict' ? { line: card.line } : {}),
    explanation: card.explanation ?? '',
    ...(card.source === undefined ? {} : { source: card.source }),
    ...(card.since === undefined ? {} : { since: card.since }),
    imageUsers: card.imageUsers ?? {},
    verify: card.verify ?? [],
  };
}

/** A deck file that the schema accepts, as the deck the rest of the program knows. */
export function deckOf(file: DeckFile): Deck {
  return {
    id: file.id,
    title: file.title,
    description: file.description,
    ...(file.after === undefined ? {} : { after: file.after }),
    cards: file.cards.map((card) => cardOf(file, card)),
  };
}

/** A card as its deck file holds it, every option with its id: the way back from {@link deckOf}, whose order of options it gives up. */
function cardFileOf(card: Card): CardFile {
  const shown = card.kind === 'locate' ? card.options : inOrder(card.id, card.options);
  const options = shown.map((option) => ({
    id: option.id,
    ...(card.kind === 'locate' ? { line: option.line } : { text: option.text }),
    ...(option.correct ? { correct: true } : {}),
    ...(option.why === '' ? {} : { why: option.why }),
    ...(option.value === undefined ? {} : { value: option.value }),
  }));
  return {
    id: card.id,
    kind: card.kind,
    topic: card.topic,
    difficulty: card.difficulty,
    prompt: card.prompt,
    ...(card.manifest === undefined ? {} : { manifest: card.manifest }),
    ...(options.length === 0 ? {} : { options }),
    ...(card.answer === undefined ? {} : { answer: card.answer }),
    ...(card.goals === undefined ? {} : { goals: card.goals }),
    ...(card.solution === undefined ? {} : { solution: card.solution }),
    ...(card.line === undefined ? {} : { line: card.line }),
    ...(card.explanation === '' ? {} : { explanation: card.explanation }),
    ...(card.source === undefined ? {} : { source: card.source }),
    ...(card.since === undefined ? {} : { since: card.since }),
    ...(card.revision === 1 ? {} : { revision: card.revision }),
    ...(card.family === undefined ? {} : { family: card.family.slice(card.deckId.length + 1) }),
    ...(card.needs === undefined ? {} : { needs: card.needs.map((key) => ownRef(card.deckId, key)) }),
    ...(Object.keys(card.imageUsers).length === 0 ? {} : { imageUsers: card.imageUsers }),
    ...(card.verify.length === 0 ? {} : { verify: card.verify }),
  } as CardFile;
}

/** A card of the same deck by its id, one of another deck by its key. */
function ownRef(deckId: string, key: string): string {
  return key.startsWith(`${deckId}/`) ? key.slice(deckId.length + 1) : key;
}

/** A deck as its file would hold it. */
export function fileOf(deck: Deck): DeckFile {
  return {
    id: deck.id,
    title: deck.title,
    description: deck.description,
    ...(deck.after === undefined ? {} : { after: [...deck.after] }),
    cards: deck.cards.map(cardFileOf),
  };
}
