import { packageFile } from '../../runtime/package-file.ts';

/** Where the blueprints that come with Podium lie; `readDeckFiles` reads what is there. */
export const EXAM_DIRECTORY = packageFile('questions', 'exams');
