import type { z } from 'zod';
import type { Lab } from '../../study/labs/index.ts';
import type { DeckText } from '../deck-text.ts';
import { problemsOf } from '../issues.ts';
import type { PlacedText } from '../positions.ts';
import type { Problem } from '../problem.ts';
import { doubleFiles, doubleItems, type ReadFile, readFiles, withoutProblems } from '../read-files.ts';
import type { DeckPath } from '../subject.ts';
import { GOAL_KINDS } from './goal-schema.ts';
import { kindIn, labOf } from './lab-file.ts';
import { labSchema } from './schema.ts';

/** A lab file's name, as messages show it, and its text. */
export type LabText = DeckText;

/** A lab that could be read, with the places of its parts for whoever finds more to say about it. */
export type ReadLab = ReadFile<Lab>;

/** Reads and validates lab files: every lab that could be read, and all problems of all files. Pure; never throws. */
export function readLabs(files: readonly LabText[]): {
  readonly read: readonly ReadLab[];
  readonly problems: readonly Problem[];
} {
  return readFiles(files, {
    noun: 'lab',
    schema: labSchema,
    of: labOf,
    issues: (issue, placed) => issuesOf(issue, placed, []),
  });
}

/**
 * Labs from the texts of their files. `problems` lists everything wrong in any file; `labs` holds those without an
 * error, so that one bad file does not take the others away. Pure; never throws.
 */
export function loadLabs(files: readonly LabText[]): {
  readonly labs: readonly Lab[];
  readonly problems: readonly Problem[];
} {
  const { read, problems } = readLabs(files);
  const all = [...problems, ...doubles(read)];
  return { labs: withoutProblems(read, all), problems: all };
}

type Issue = z.core.$ZodIssue;

/** Of what the kinds of goals say against one, only what its own kind says. */
function issuesOf(issue: Issue, placed: PlacedText, above: DeckPath): readonly Problem[] {
  const path = [...above, ...issue.path.filter((part) => typeof part !== 'symbol')];
  const value = path.reduce<unknown>(
    (at, part) =>
      typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[part] : undefined,
    placed.value,
  );
  if (issue.code === 'invalid_union' && issue.errors.length === GOAL_KINDS.length) {
    const kind = typeof value === 'object' && value !== null ? kindIn(value) : undefined;
    const own = kind === undefined ? undefined : issue.errors[GOAL_KINDS.indexOf(kind)];
    if (own !== undefined) return own.flatMap((inner) => issuesOf(inner, placed, path));
  }
  return problemsOf({ ...issue, path }, placed.at, 'lab');
}

/** Ids that stand twice: of labs in all files, of steps in a lab, of goals and attempts in a step. */
export function doubles(read: readonly ReadLab[]): readonly Problem[] {
  return [...doubleFiles(read), ...read.flatMap(doublesIn)];
}

function doublesIn(read: ReadLab): readonly Problem[] {
  const { steps } = read.value;
  return [
    ...doubleItems(read, steps, ['steps'], 'of this lab'),
    ...steps.flatMap((step, index) => [
      ...doubleItems(read, step.goals, ['steps', index, 'goals'], 'of this step'),
      ...doubleItems(read, step.attempts, ['steps', index, 'attempts'], 'of this step'),
    ]),
  ];
}
