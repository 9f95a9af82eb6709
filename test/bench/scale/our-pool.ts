import { DECK_DIRECTORY, readDeckFiles } from '../../../src/decks/files.ts';
import { loadDecks } from '../../../src/decks/index.ts';
import { questionSource } from '../../../src/play/library.ts';
import type { PoolCard } from '../../../src/study/schedule/queue.ts';

/** The cards of Podium's own decks, as the job that reminds people asks for them. */
export async function ourPool(): Promise<readonly PoolCard[]> {
  const { decks } = loadDecks(await readDeckFiles(DECK_DIRECTORY));
  return questionSource(() => decks).pool({ deck: null, topic: null });
}
