/** Limits of a lesson, said here once. Lengths are UTF-16 code units; a step fits into one Discord message. */
export const LESSON_LIMITS = {
  lessons: 1000,
  title: 80,
  summary: 200,
  fewestSteps: 5,
  steps: 9,
  stepTitle: 80,
  words: 700,
  manifest: 1200,
  fields: 8,
  claims: 12,
  exchanges: 5,
  line: 400,
  prints: 1200,
  /** Words, marked manifest and terminal of one step together: the rest of a message is the table and the question. */
  step: 2600,
} as const;
