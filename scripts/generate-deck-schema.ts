import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DECK_DIRECTORY } from '../src/decks/files.ts';
import { deckJsonSchema } from '../src/decks/json-schema.ts';

/** Writes questions/deck.schema.json: `npx node scripts/generate-deck-schema.ts && npx biome format --write questions`. */
writeFileSync(join(DECK_DIRECTORY, 'deck.schema.json'), `${JSON.stringify(deckJsonSchema(), null, 2)}\n`);
