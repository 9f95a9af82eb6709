import { z } from 'zod';
import { examSchema } from './schema.ts';

/** The JSON Schema of an exam's blueprint, for editors: generated from the definition the loader validates with. */
export function examJsonSchema(): object {
  return { title: 'A Podium exam', ...z.toJSONSchema(examSchema, { io: 'input' }) };
}
