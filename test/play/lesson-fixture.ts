import { readDeckFiles } from '../../src/decks/files.ts';
import { LESSON_DIRECTORY } from '../../src/decks/lessons/files.ts';
import { loadLessons } from '../../src/decks/lessons/load.ts';

/** The lessons that come with Podium. */
export const { lessons: OUR_LESSONS } = loadLessons(await readDeckFiles(LESSON_DIRECTORY));
