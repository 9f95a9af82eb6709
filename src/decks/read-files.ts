import type { z } from 'zod';
import type { DeckText } from './deck-text.ts';
import { problemsOf } from './issues.ts';
import { byPlace, twice } from './load.ts';
import { type Noun, type PlacedText, readPlaced } from './positions.ts';
import type { Problem } from './problem.ts';
import type { DeckPath } from './subject.ts';

/** What a file holds, with the places of its parts for whoever finds more to say about it. */
export interface ReadFile<T> {
  readonly file: string;
  readonly value: T;
  readonly at: PlacedText['at'];
}

/** What files of one format hold, as far as they could be read, and all problems of all files. Pure; never throws. */
export function readFiles<Written, T>(
  files: readonly DeckText[],
  format: {
    readonly noun: Noun;
    readonly schema: z.ZodType<Written>;
    readonly of: (written: Written) => T;
    /** What the schema says against a value, placed; where left out, as it says it. */
    readonly issues?: (issue: z.core.$ZodIssue, placed: PlacedText) => readonly Problem[];
  },
): { readonly read: readonly ReadFile<T>[]; readonly problems: readonly Problem[] } {
  const read: ReadFile<T>[] = [];
  const problems: Problem[] = [];
  const { noun, schema, of, issues = (issue, { at }) => problemsOf(issue, at, noun) } = format;
  for (const file of files) {
    const placed = readPlaced(file.name, file.text.replace(/^\uFEFF/, ''), noun);
    problems.push(...placed.problems);
    if (placed.value === undefined) continue;
    const parsed = schema.safeParse(placed.value);
    if (parsed.success) read.push({ file: file.name, value: of(parsed.data), at: placed.at });
    else problems.push(...parsed.error.issues.flatMap((issue) => issues(issue, placed)));
  }
  return { read, problems: problems.toSorted(byPlace(files)) };
}

/** The files that nothing is said against, so that one bad file does not take the others away. */
export function withoutProblems<T>(read: readonly ReadFile<T>[], problems: readonly Problem[]): readonly T[] {
  const bad = new Set(problems.map(({ file }) => file));
  return read.flatMap(({ file, value }) => (bad.has(file) ? [] : [value]));
}

interface Named {
  readonly id: string;
}

/** Files whose thing has the id of a thing in a file before. */
export function doubleFiles(read: readonly ReadFile<Named>[]): readonly Problem[] {
  return twice(read.map(({ value }) => value.id)).flatMap(([index, first]) => {
    const [mine, other] = [read[index], read[first]];
    return mine === undefined || other === undefined
      ? []
      : [double(mine, ['id'], mine.value.id, `in ${other.file}`)];
  });
}

/** Items of a list at `path` whose id stands there before; `where` says of what, as in "of this step". */
export function doubleItems(
  read: ReadFile<unknown>,
  items: readonly Named[],
  path: DeckPath,
  where: string,
): readonly Problem[] {
  return twice(items.map(({ id }) => id)).map(([index]) =>
    double(read, [...path, index, 'id'], items[index]?.id, where),
  );
}

function double({ at }: ReadFile<unknown>, path: DeckPath, id: string | undefined, where: string): Problem {
  return at(path, {
    code: 'duplicate-id',
    message: `is "${id}", as one ${where} already is: give one of them another id`,
  });
}
