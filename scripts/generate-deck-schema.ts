import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAM_DIRECTORY } from '../src/decks/exams/files.ts';
import { examJsonSchema } from '../src/decks/exams/json-schema.ts';
import { DECK_DIRECTORY } from '../src/decks/files.ts';
import { deckJsonSchema } from '../src/decks/json-schema.ts';
import { LAB_DIRECTORY } from '../src/decks/labs/files.ts';
import { labJsonSchema } from '../src/decks/labs/json-schema.ts';
import { LESSON_DIRECTORY } from '../src/decks/lessons/files.ts';
import { lessonJsonSchema } from '../src/decks/lessons/json-schema.ts';

/** Writes the schemas in questions/ and its folders labs/, lessons/ and exams/: `npm run renew:deck-schema`. */
const text = (schema: object): string => `${JSON.stringify(schema, null, 2)}\n`;
writeFileSync(join(DECK_DIRECTORY, 'deck.schema.json'), text(deckJsonSchema()));
writeFileSync(join(LAB_DIRECTORY, 'lab.schema.json'), text(labJsonSchema()));
writeFileSync(join(LESSON_DIRECTORY, 'lesson.schema.json'), text(lessonJsonSchema()));
writeFileSync(join(EXAM_DIRECTORY, 'exam.schema.json'), text(examJsonSchema()));
