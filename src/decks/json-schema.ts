import { z } from 'zod';
import { deckSchema } from './schema.ts';

/** The JSON Schema of the deck format, for editors: generated from the definition the loader validates with. */
export function deckJsonSchema(): object {
  return { title: 'A Podium deck', ...z.toJSONSchema(deckSchema, { io: 'input' }) };
}
