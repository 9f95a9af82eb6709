import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DECK_DIRECTORY } from '../src/decks/files.ts';
import { deckJsonSchema } from '../src/decks/json-schema.ts';

/** Writes questions/deck.schema.json: `npm run renew:deck-schema`. */
writeFileSync(join(DECK_DIRECTORY, 'deck.schema.json'), `${JSON.stringify(deckJsonSchema(), null, 2)}\n`);
