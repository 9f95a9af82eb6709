import { z } from 'zod';
import { EXAM_LIMITS } from '../../study/exams/blueprint.ts';
import { list, slug, text, whole, wrong } from '../schema-parts.ts';

/**
 * The format of a mock exam's blueprint: the one definition that the loader validates with, the types follow from and
 * the JSON Schema for editors (questions/exams/exam.schema.json) is generated from. docs/writing-exams.md tells how one
 * is written.
 */

const howMany = (what: string) => whole(what, 0, EXAM_LIMITS.each).optional();
const hard = (what: string) => whole(what, 1, 5);

const sectionSchema = z.strictObject(
  {
    title: text(EXAM_LIMITS.sectionTitle, 'the section’s title, as the report names it'),
    topics: list(
      text(60, 'the name of a topic, as cards write it'),
      1,
      EXAM_LIMITS.topics,
      'what its tasks are about',
    ),
    weight: whole('its share of the whole, in percent; those of all sections make 100', 1, 100),
    difficulty: z
      .tuple([hard('the easiest, 1 to 5'), hard('the hardest, 1 to 5')], {
        error: wrong('a list of two numbers', 'the easiest and the hardest, for instance [2, 4]'),
      })
      .optional(),
    questions: howMany('how many questions'),
    drills: howMany('how many drills, drawn anew each time'),
    repairs: howMany('how many manifests to fix'),
    labs: howMany('how many labs of the kind task, done on a simulated cluster'),
  },
  { error: wrong('a mapping', 'a section with title, topics, weight and how many tasks it has') },
);

export const examSchema = z.strictObject(
  {
    id: slug('the exam’s id, the same as its file’s name without .yaml; it never changes'),
    title: text(EXAM_LIMITS.title, 'the exam’s title'),
    about: text(EXAM_LIMITS.about, 'what it is like, in a sentence or two'),
    minutes: whole('how long it takes, in minutes', 1, EXAM_LIMITS.minutes),
    pass: whole('how much of it must be right to pass, in percent', 1, 100),
    sections: list(sectionSchema, 1, EXAM_LIMITS.sections, 'the sections of the exam'),
  },
  { error: wrong('a mapping', 'an exam with id, title, about, minutes, pass and sections') },
);

export type ExamFile = z.infer<typeof examSchema>;
