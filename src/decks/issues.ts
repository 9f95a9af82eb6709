import type { z } from 'zod';
import type { Noun, PlacedText } from './positions.ts';
import type { Problem } from './problem.ts';

/** What a schema says against a value. */
export type Issue = z.core.$ZodIssue;

/** What a schema says against a value, placed; `noun` is what the file holds. */
export function problemsOf(issue: Issue, at: PlacedText['at'], noun: Noun = 'deck'): readonly Problem[] {
  const path = pathOf(issue);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) =>
      at([...path, key], {
        code: 'unknown-key',
        message: `is not a key of the ${noun} format: remove it or correct its spelling (docs/writing-${noun}s.md lists the keys)`,
      }),
    );
  return [at(path, { code: 'format', message: issue.message })];
}

/** Where an issue is; no deck has symbols in it. */
export function pathOf(issue: Pick<Issue, 'path'>): readonly (string | number)[] {
  return issue.path.filter((part): part is string | number => typeof part !== 'symbol');
}
