import { count, onButton, optional, routeTable, rowId, text } from './route.ts';

/**
 * Where one feature's message leads into another feature: no feature imports another, so these lines of their tables
 * stand here. The paste routes end with the image users as typed.
 */
export const pasteEntries = routeTable('explain', {
  /** Quiz me on this: user id of who asked. */
  quiz: onButton(text, optional(text)),
  /** Another one on this: the ask that was answered. */
  another: onButton(rowId, optional(text)),
  /** Show as picture: user id of who asked. */
  picture: onButton(text, optional(text)),
});

/** What leads into a lab. */
export const labEntries = routeTable('lab', {
  /** From its card in `/review`: the ask. */
  review: onButton(rowId),
  /** From an explanation, whose message has the manifest. */
  try: onButton(),
  /** From a step of a lesson: the row of the person's lesson, the step. Its lab, or its manifest in a fresh one. */
  lesson: onButton(rowId, text),
});

/** What leads to the question of a lesson's step: the row of the person's lesson, the step. */
export const questionEntries = routeTable('quiz', { lesson: onButton(rowId, text) });

/** What begins a quiz. */
export const quizEntries = routeTable('quiz', {
  /** One question; an easy one for who is new. */
  first: onButton(),
  /** Of this deck, by its id on the shelf. */
  deck: onButton(text),
  /** About the weakest topic of `/stats`. */
  weakest: onButton(),
  /** What whoever presses missed in this match. */
  missed: onButton(rowId),
  /** About the topic of a daily question, by its id. */
  daily: onButton(rowId),
  /** Exactly the cards that were missed in this exam. */
  exam: onButton(rowId),
});

/** What leads back into a lesson: the row of the person's lesson, the step. */
export const lessonEntries = routeTable('learn', {
  /** That step. */
  step: onButton(rowId, text),
  /** What follows it. */
  on: onButton(rowId, text),
  /** The lesson that comes next for whoever presses; the course where all are done. */
  next: onButton(),
});

/** **Start a match on these**: opens a lobby about what the group of this server is about to forget. */
export const matchEntries = routeTable('match', { forgetting: onButton() });

/** **Explain a manifest**: opens the box to paste into. */
export const explainEntries = routeTable('explain', { open: onButton() });

/** **Start** under a reminder, **Review now** elsewhere. */
export const reviewEntries = routeTable('review', { start: onButton() });

/** Between an exam and its labs. */
export const examEntries = routeTable('exam', {
  /** Opens the lab of a task: exam, task. */
  lab: onButton(rowId, count),
  /** Back to the task: exam, lab. */
  back: onButton(rowId, text),
});
