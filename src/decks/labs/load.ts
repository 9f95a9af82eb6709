import type { z } from 'zod';
import type { Lab } from '../../study/labs/index.ts';
import { byPlace, type DeckText, problemsOf, twice } from '../load.ts';
import { type DeckPath, type PlacedText, readPlaced } from '../positions.ts';
import type { Problem } from '../problem.ts';
import { GOAL_KINDS } from './goal-schema.ts';
import { kindIn, labOf } from './lab-file.ts';
import { labSchema } from './schema.ts';

/** A lab file's name, as messages show it, and its text. */
export type LabText = DeckText;

/** A lab that could be read, with the places of its parts for whoever finds more to say about it. */
export interface ReadLab {
  readonly file: string;
  readonly lab: Lab;
  readonly at: PlacedText['at'];
}

/** Reads and validates lab files: every lab that could be read, and all problems of all files. Pure; never throws. */
export function readLabs(files: readonly LabText[]): {
  readonly read: readonly ReadLab[];
  readonly problems: readonly Problem[];
} {
  const read: ReadLab[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const placed = readPlaced(file.name, file.text.replace(/^\uFEFF/, ''), 'lab');
    problems.push(...placed.problems);
    if (placed.value === undefined) continue;
    const parsed = labSchema.safeParse(placed.value);
    if (!parsed.success)
      problems.push(...parsed.error.issues.flatMap((issue) => issuesOf(issue, placed, [])));
    else read.push({ file: file.name, lab: labOf(parsed.data), at: placed.at });
  }
  return { read, problems: problems.toSorted(byPlace(files)) };
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
  const bad = new Set(all.map((each) => each.file));
  return { labs: read.filter((each) => !bad.has(each.file)).map((each) => each.lab), problems: all };
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
  const labs = twice(read.map(({ lab }) => lab.id)).flatMap(([index, first]) => {
    const [mine, other] = [read[index], read[first]];
    if (mine === undefined || other === undefined) return [];
    return [double(mine, ['id'], mine.lab.id, `in ${other.file}`)];
  });
  return [...labs, ...read.flatMap(doublesIn)];
}

function double({ at }: ReadLab, path: DeckPath, id: string | undefined, where: string): Problem {
  return at(path, {
    code: 'duplicate-id',
    message: `is "${id}", as one ${where} already is: give one of them another id`,
  });
}

function doublesIn(read: ReadLab): readonly Problem[] {
  const among = (items: readonly { readonly id: string }[], path: DeckPath, where: string) =>
    twice(items.map(({ id }) => id)).map(([index]) =>
      double(read, [...path, index, 'id'], items[index]?.id, where),
    );
  const { steps } = read.lab;
  return [
    ...among(steps, ['steps'], 'of this lab'),
    ...steps.flatMap((step, index) => [
      ...among(step.goals, ['steps', index, 'goals'], 'of this step'),
      ...among(step.attempts, ['steps', index, 'attempts'], 'of this step'),
    ]),
  ];
}
