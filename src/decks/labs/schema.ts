import { z } from 'zod';
import { LAB_LIMITS } from '../../study/labs/limits.ts';
import { list, slug, text, whole, wrong } from '../schema-parts.ts';
import { goalSchema, signSchema } from './goal-schema.ts';

/**
 * The lab format: the one definition that the loader validates with, the types follow from and the JSON Schema for
 * editors (questions/labs/lab.schema.json) is generated from. docs/writing-labs.md tells how one is written.
 */

const content = (what: string) =>
  z
    .string({ error: wrong('text', what) })
    .max(LAB_LIMITS.file, { error: `is longer than ${LAB_LIMITS.file} characters` })
    .meta({ description: what });

const line = text(LAB_LIMITS.line, 'what is typed: a line, or several (a heredoc)');

/** One thing that is done: a line typed, the text an editor is left with (null: closed without saving), what is changed in it. */
const moveSchema = z.union(
  [
    line,
    z.strictObject({
      edit: z
        .union([z.string().max(LAB_LIMITS.file), z.null()])
        .meta({ description: 'the text the editor is left with; null: closed without saving' }),
    }),
    z.strictObject({
      change: z
        .record(z.string(), z.string())
        .refine((value) => Object.keys(value).length > 0, { error: 'is empty' })
        .meta({ description: 'what stands in the editor → what is written in its place' }),
    }),
  ],
  {
    error:
      'is nothing that can be done: write a line as text, {edit: TEXT} for what an editor is left with (null: closed without saving), or {change: {OLD: NEW}} for what is changed in it',
  },
);

const moves = (what: string) => list(moveSchema, 1, LAB_LIMITS.moves, what);

const attemptSchema = z.strictObject(
  {
    id: slug('an id of the attempt in its step'),
    typed: moves('what is done instead of the solution'),
    unmet: list(
      slug('the id of a goal of the step'),
      1,
      LAB_LIMITS.goals,
      'ids of the goals that stay unmet',
    ),
    when: list(signSchema, 1, LAB_LIMITS.goals, 'goals without id, all of which hold after this attempt'),
    remark: text(LAB_LIMITS.remark, 'what somebody who tries this is told'),
  },
  { error: wrong('a mapping', 'an attempt with id, typed, unmet, when and remark') },
);

const stepSchema = z.strictObject(
  {
    id: slug('an id of the step in its lab'),
    title: text(LAB_LIMITS.stepTitle, 'the step’s title'),
    words: text(LAB_LIMITS.words, 'what to do, and what to look at (Markdown)'),
    goals: list(goalSchema, 1, LAB_LIMITS.goals, 'what must be so for the step to be done'),
    hints: list(
      text(LAB_LIMITS.answer, 'a hint'),
      2,
      3,
      'two hints, from a nudge to nearly all; the third is the answer, made of the solution where you write none',
    ),
    quick: list(
      text(LAB_LIMITS.quickLine, 'a line offered as a button'),
      0,
      LAB_LIMITS.quick,
      'lines that the step is likely to need next',
    ).optional(),
    solution: moves('what the check types to reach the goals'),
    attempts: list(
      attemptSchema,
      0,
      LAB_LIMITS.attempts,
      'attempts that miss in a known way, each with a remark',
    ).optional(),
  },
  { error: wrong('a mapping', 'a step with id, title, words, goals, hints and solution') },
);

/** What a cluster begins with. */
export const startSchema = z.strictObject(
  {
    seed: whole('names, hashes and addresses follow from it', 1, 1_000_000).optional(),
    files: z
      .record(z.string(), content('the text of the file'), {
        error: wrong('a mapping', 'a path below /root, or an absolute one → the file’s text'),
      })
      .refine((files) => Object.keys(files).length <= LAB_LIMITS.files, {
        error: `has more than ${LAB_LIMITS.files} files`,
      })
      .optional()
      .meta({ description: 'files on the learner’s machine: path below /root, or absolute → text' }),
    images: z
      .record(z.string(), z.string({ error: wrong('text in quotes', 'the USER of the image, "" for none') }))
      .optional()
      .meta({ description: 'images of a registry of your own: reference → USER ("" sets none)' }),
    manifests: list(
      content('a manifest'),
      0,
      LAB_LIMITS.manifests,
      'manifests that are applied before the learner comes',
    ).optional(),
    lines: list(line, 0, LAB_LIMITS.startLines, 'lines that are typed before the learner comes').optional(),
  },
  { error: wrong('a mapping', 'what the cluster begins with: files, images, manifests, lines') },
);

export const labSchema = z.strictObject(
  {
    id: slug('the lab’s id, the same as its file’s name without .yaml; it never changes'),
    revision: whole('raise it when a session of the old text could no longer be judged', 1, 1000).optional(),
    title: text(LAB_LIMITS.title, 'the lab’s title'),
    topic: text(50, 'what it is about: one of the topics of the decks'),
    kind: z.enum(['guided', 'fix', 'task'], {
      error: 'must be guided (step by step), fix (something is broken) or task (an exam task)',
    }),
    difficulty: whole('1 (a first look) to 5 (surprises experts)', 1, 5),
    minutes: whole('how long it takes somebody who knows the matter; for a task the time there is', 1, 60),
    exams: list(
      z.enum(['CKA', 'CKAD', 'CKS'], { error: 'must be CKA, CKAD or CKS' }),
      1,
      3,
      'exams that ask for this',
    ).optional(),
    story: text(LAB_LIMITS.story, 'what this is about, in few words (Markdown)'),
    after: list(slug('the id of a lab'), 0, 5, 'labs to have done before').optional(),
    teaches: list(
      text(130, 'the key of a card: DECK/CARD'),
      1,
      12,
      'cards that somebody who did the lab has practised',
    ),
    start: startSchema.optional(),
    steps: list(stepSchema, 1, LAB_LIMITS.steps, 'the steps of the lab'),
  },
  { error: wrong('a mapping', 'a lab with id, title, topic, kind, story, start and steps') },
);

export type LabFile = z.infer<typeof labSchema>;
export type MoveFile = z.infer<typeof moveSchema>;
