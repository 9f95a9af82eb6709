/** Limits of a deck, said here once. Lengths are UTF-16 code units; they keep a question inside one Discord message. */
export const DECK_LIMITS = {
  bytes: 1024 * 1024,
  /** Of the file: parsing takes time by the node, and a thousand cards fit in fewer. */
  fileLines: 60_000,
  cards: 1000,
  id: 60,
  title: 80,
  description: 300,
  topic: 50,
  prompt: 500,
  manifest: 1600,
  options: 5,
  lines: 12,
  choiceText: 160,
  /** A label of a select menu or a checkbox. */
  multiText: 100,
  why: 300,
  explanation: 800,
  answer: 800,
} as const;
