import type { Lesson, LessonManifest, LessonStep } from '../../study/lessons/index.ts';
import { startOf } from '../labs/lab-file.ts';
import type { LessonFile } from './schema.ts';

type StepFile = LessonFile['steps'][number];

function manifestOf({
  text,
  file,
  imageUsers,
  fields,
  verify,
}: StepFile['manifest'] & object): LessonManifest {
  return {
    text: text.trimEnd(),
    ...(file === undefined ? {} : { file }),
    imageUsers: imageUsers ?? {},
    fields: fields ?? [],
    claims: verify,
  };
}

function stepOf({ id, title, words, manifest, picture, terminal, question, lab }: StepFile): LessonStep {
  return {
    id,
    title,
    words: words.trimEnd(),
    ...(manifest === undefined ? {} : { manifest: manifestOf(manifest) }),
    ...(picture === undefined ? {} : { picture }),
    terminal: (terminal ?? []).map(({ line, prints }) => ({ line: line.trim(), prints: prints.trimEnd() })),
    ...(question === undefined ? {} : { question }),
    ...(lab === undefined ? {} : { lab: { lab: lab.id, step: lab.step } }),
  };
}

/** A lesson file that the schema accepts, as the lesson the rest of the program knows. */
export function lessonOf(file: LessonFile): Lesson {
  const { id, place, title, summary, minutes, after, start, steps } = file;
  return {
    id,
    place,
    title,
    summary,
    minutes,
    after: after ?? [],
    start: startOf(start),
    steps: steps.map(stepOf),
  };
}
