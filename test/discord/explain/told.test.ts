import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerTo } from '../../../src/discord/explain/answer.ts';
import { checkMessage, textsOf } from '../../../src/discord/platform/payload-limits.ts';
import { type Explanation, explain, ManifestError } from '../../../src/manifest/index.ts';
import { refuserOf } from '../../../src/manifest/urgency.ts';
import { propertyRuns } from '../../property-runs.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

function yamlBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

const { cases } = JSON.parse(readFileSync(here('../../oracle/effective.json'), 'utf8')) as {
  readonly cases: readonly { readonly yaml: string }[];
};
const labelled = cases.map(({ yaml }) => yaml);
const trials = yamlBelow(here('../../trials'));
/** Manifests of public repositories, where they are at hand. */
const found = yamlBelow(here('../../../../shared/manifests')).filter((text) => text.length < 20_000);

function explained(paste: string): Explanation | undefined {
  try {
    return explain(paste);
  } catch (error) {
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
}

/** What is wrong with an answer: a limit of Discord, an error that is neither told nor counted, a line that says nothing. */
function faults(paste: string): readonly string[] {
  const { message } = answerTo({ paste, imageUsers: '', owner: '1'.repeat(19) });
  const text = textsOf(message.components ?? []).join('\n');
  const problems = [...checkMessage(message)];
  if (/runs? as \*\*(?:UID )?-/.test(text)) problems.push('something runs as a negative UID');
  if (/map\[|\{Name:|nil,|&\w+\{/.test(text)) problems.push('a struct of Go');
  const explanation = explained(paste);
  if (explanation === undefined) return problems;
  if (/:\*{0,2}\n*$|:\*\*\n\n/.test(text) && !text.endsWith('has everything:'))
    problems.push('an empty heading');
  for (const reading of [explanation, ...explanation.readings].slice(0, 3)) {
    const errors = reading.findings.filter(({ severity }) => severity === 'error');
    const told = errors.filter(
      ({ line }) =>
        line === undefined ||
        new RegExp(`(?:\\*\\*|, |line |lines )${line}(?:\\*\\*|,|\\)|\\.| and)`).test(text),
    );
    const counted = [...text.matchAll(/and (\d+) more|\((\d+) of them (?:an error|errors)\)/g)].reduce(
      (sum, [, some, left]) => sum + Number(some ?? left),
      0,
    );
    if (told.length + counted < errors.length)
      problems.push(`${errors.length - told.length - counted} errors are neither told nor counted`);
    for (const error of errors)
      if (refuserOf(error) === undefined && !WITHOUT_REFUSER.has(error.code))
        problems.push(`nobody is said to refuse ${error.code}`);
  }
  return problems;
}

/** Errors that say something of the answer itself. */
const WITHOUT_REFUSER: ReadonlySet<string> = new Set(['not-read', 'too-many-errors']);

const named = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) => faults(text).map((fault) => `${fault} in:\n${text.slice(0, 400)}`));

describe('every error is told by its line, or counted, within what Discord takes', () => {
  test('in every labelled manifest', () => {
    expect(named(labelled)).toEqual([]);
  });

  test('in what people really pasted', () => {
    expect(trials.length).toBeGreaterThan(30);
    expect(named(trials)).toEqual([]);
  });

  test.skipIf(found.length === 0)('in manifests of public repositories', () => {
    expect(named(found.slice(0, 200))).toEqual([]);
  });

  test('in whatever becomes of them', () => {
    const lines = fc.array(fc.tuple(fc.nat(60), fc.nat(5)), { maxLength: 6 });
    fc.assert(
      fc.property(fc.nat(labelled.length - 1), lines, (index, damage) => {
        const text = (labelled[index] ?? '').split('\n');
        for (const [at, how] of damage) {
          const line = text[at % text.length] ?? '';
          const other = [
            line.toUpperCase(),
            line.trim(),
            `${line} {`,
            '',
            line.replace(/\d+/, '"$&"'),
            `${line}\n${line}`,
          ];
          text[at % text.length] = other[how] ?? line;
        }
        expect(faults(text.join('\n'))).toEqual([]);
      }),
      { numRuns: propertyRuns(300) },
    );
  });
});
