import { z } from 'zod';
import { lessonSchema } from './schema.ts';

/** The JSON Schema of the lesson format, for editors: generated from the definition the loader validates with. */
export function lessonJsonSchema(): object {
  return { title: 'A Podium lesson', ...z.toJSONSchema(lessonSchema, { io: 'input' }) };
}
