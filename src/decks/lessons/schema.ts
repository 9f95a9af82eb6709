import { z } from 'zod';
import { LESSON_LIMITS } from '../../study/lessons/limits.ts';
import { startSchema } from '../labs/schema.ts';
import { imageUsersSchema, verifySchema } from '../schema.ts';
import { list, slug, text, whole, wrong } from '../schema-parts.ts';

/**
 * The lesson format: the one definition that the loader validates with, the types follow from and the JSON Schema for
 * editors (questions/lessons/lesson.schema.json) is generated from. docs/writing-lessons.md tells how one is written.
 */

const manifestSchema = z.strictObject(
  {
    text: text(LESSON_LIMITS.manifest, 'the YAML that is shown'),
    file: text(60, 'the name under which it is saved before the terminal of the step is used')
      .regex(/^[a-zA-Z0-9][\w.-]*$/, { error: 'must be the name of a file, for instance web.yaml' })
      .optional(),
    imageUsers: imageUsersSchema,
    fields: list(
      text(60, 'a field of the security context'),
      1,
      LESSON_LIMITS.fields,
      'fields that the table is to have beside those that the manifest sets',
    ).optional(),
    verify: list(
      verifySchema,
      1,
      LESSON_LIMITS.claims,
      'what the lesson says of this manifest, for the engine to prove',
    ),
  },
  { error: wrong('a mapping', 'a manifest with text and verify') },
);

const exchangeSchema = z.strictObject(
  {
    line: text(LESSON_LIMITS.line, 'what is typed'),
    prints: z
      .string({
        error: wrong('text', 'all that is printed; … for what you leave out, "" for nothing at all'),
      })
      .max(LESSON_LIMITS.prints, {
        error: `is longer than ${LESSON_LIMITS.prints} characters: leave lines out with a line of …`,
      })
      .meta({ description: 'all that is printed; … for what is left out, "" for nothing at all' }),
  },
  { error: wrong('a mapping', 'a line and what it prints') },
);

const stepSchema = z.strictObject(
  {
    id: slug('an id of the step in its lesson'),
    title: text(LESSON_LIMITS.stepTitle, 'the step’s title'),
    words: text(LESSON_LIMITS.words, 'what there is to know, in few words (Markdown without blocks of code)'),
    manifest: manifestSchema.optional(),
    picture: z
      .enum(['levels', 'refusals', 'volume'], {
        error:
          'must be levels (both levels and what is inherited), refusals (who refuses what) or volume (before and after fsGroup)',
      })
      .optional(),
    terminal: list(
      exchangeSchema,
      1,
      LESSON_LIMITS.exchanges,
      'lines that are typed, each with what it prints',
    ).optional(),
    question: text(130, 'the key of the card that is asked: DECK/CARD').optional(),
    lab: z
      .strictObject(
        { id: slug('the id of a lab'), step: slug('the id of one of its steps') },
        { error: wrong('a mapping', 'a lab and one of its steps: {id: LAB, step: STEP}') },
      )
      .optional(),
  },
  { error: wrong('a mapping', 'a step with id, title and words') },
);

export const lessonSchema = z.strictObject(
  {
    id: slug('the lesson’s id, the same as its file’s name without .yaml; it never changes'),
    place: whole('where it stands in the course: lessons are taken in this order', 1, LESSON_LIMITS.lessons),
    title: text(LESSON_LIMITS.title, 'the lesson’s title'),
    summary: text(LESSON_LIMITS.summary, 'one sentence: what somebody can do who has been through it'),
    minutes: whole('how long it takes somebody who is new to it', 1, 60),
    after: list(slug('the id of a lesson'), 0, 6, 'lessons to have done before').optional(),
    start: startSchema.optional(),
    steps: list(stepSchema, LESSON_LIMITS.fewestSteps, LESSON_LIMITS.steps, 'the steps of the lesson'),
  },
  { error: wrong('a mapping', 'a lesson with id, place, title, summary, minutes and steps') },
);

export type LessonFile = z.infer<typeof lessonSchema>;
