import { packageFile } from '../../runtime/package-file.ts';

/** Where the labs that come with Podium lie; `readDeckFiles` reads what is there. */
export const LAB_DIRECTORY = packageFile('questions', 'labs');
