import { packageFile } from '../../runtime/package-file.ts';

/** Where the lessons that come with Podium lie; `readDeckFiles` reads what is there. */
export const LESSON_DIRECTORY = packageFile('questions', 'lessons');
