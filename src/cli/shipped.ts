import type { DeckText } from '../decks/index.ts';
import type { Deck } from '../study/index.ts';
import type { Lab } from '../study/labs/index.ts';

/** The decks that come with Podium. */
export async function ourDecks(): Promise<readonly Deck[]> {
  const { DECK_DIRECTORY, readDeckFiles } = await import('../decks/files.ts');
  const { loadDecks } = await import('../decks/index.ts');
  return loadDecks(await readDeckFiles(DECK_DIRECTORY)).decks;
}

/** The files of the labs that come with Podium. */
export async function ourLabFiles(): Promise<readonly DeckText[]> {
  const { readDeckFiles } = await import('../decks/files.ts');
  const { LAB_DIRECTORY } = await import('../decks/labs/files.ts');
  return readDeckFiles(LAB_DIRECTORY);
}

/** The labs that come with Podium. */
export async function ourLabs(): Promise<readonly Lab[]> {
  const { loadLabs } = await import('../decks/labs/index.ts');
  return loadLabs(await ourLabFiles()).labs;
}

/** The files of the mock exams that come with Podium. */
export async function ourExamFiles(): Promise<readonly DeckText[]> {
  const { readDeckFiles } = await import('../decks/files.ts');
  const { EXAM_DIRECTORY } = await import('../decks/exams/files.ts');
  return readDeckFiles(EXAM_DIRECTORY);
}

/** The files of the lessons that come with Podium. */
export async function ourLessonFiles(): Promise<readonly DeckText[]> {
  const { readDeckFiles } = await import('../decks/files.ts');
  const { LESSON_DIRECTORY } = await import('../decks/lessons/files.ts');
  return readDeckFiles(LESSON_DIRECTORY);
}
