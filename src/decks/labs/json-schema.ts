import { z } from 'zod';
import { labSchema } from './schema.ts';

/** The JSON Schema of the lab format, for editors: generated from the definition the loader validates with. */
export function labJsonSchema(): object {
  return { title: 'A Podium lab', ...z.toJSONSchema(labSchema, { io: 'input' }) };
}
