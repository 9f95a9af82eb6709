import type { Difficulty } from '../drills/index.ts';

/**
 * What a mock exam is drawn from: how long it takes, how much of it must be right, and which tasks its sections have.
 * Read from `questions/exams/*.yaml` by decks/exams/. Plain data.
 */
export interface Blueprint {
  /** Lower-case, hyphenated, stable for ever: results hang on it. */
  readonly id: string;
  readonly title: string;
  /** What it is like, in a sentence or two. */
  readonly about: string;
  readonly minutes: number;
  /** The share of the whole, in percent, from which on it is passed. */
  readonly pass: number;
  readonly sections: readonly BlueprintSection[];
}

export interface BlueprintSection {
  readonly title: string;
  /** Names of topics of ours. */
  readonly topics: readonly string[];
  /** Its share of the whole, in percent. */
  readonly weight: number;
  /** The least and the most. */
  readonly difficulty: readonly [Difficulty, Difficulty];
  /** How many of each; fewer where there are fewer. */
  readonly questions: number;
  readonly drills: number;
  readonly repairs: number;
  readonly labs: number;
}

/** The kinds of tasks that a section may have. */
export const TASK_KINDS = ['questions', 'drills', 'repairs', 'labs'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** What a task counts within its section: as much as it takes of the time. */
export const WORTH: Readonly<Record<TaskKind, number>> = { questions: 1, drills: 1, repairs: 2, labs: 4 };

/** What a blueprint may have. */
export const EXAM_LIMITS = {
  title: 60,
  about: 300,
  minutes: 240,
  sections: 8,
  sectionTitle: 60,
  topics: 12,
  /** Tasks of one kind in a section. */
  each: 20,
  /** Tasks in all: they are chosen from in two selects of 25. */
  tasks: 50,
} as const;

/** How many tasks a blueprint asks for. */
export function tasksOf({ sections }: Pick<Blueprint, 'sections'>): number {
  return sections.reduce((sum, section) => sum + TASK_KINDS.reduce((all, kind) => all + section[kind], 0), 0);
}
