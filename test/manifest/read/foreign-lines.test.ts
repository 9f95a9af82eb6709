import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correct, type Explanation, explain, ManifestError } from '../../../src/manifest/index.ts';
import { propertyRuns } from '../../property-runs.ts';
import { FOREIGN_LINES, milder } from './milder.ts';
import { samples } from './samples.ts';

/** How many manifests with a foreign line in them are tried. */
const RUNS = propertyRuns();
const LONGEST = 20_000;

const explained = (text: string): Explanation | undefined => {
  try {
    return explain(text);
  } catch (error) {
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
};

const { all, others } = samples();
if (others === 0)
  console.log('skipped: the real manifests beside the project are absent; labelled ones only');
/** Manifests that are read as they are: whatever changes then is the foreign line's doing. */
const MANIFESTS = new Map(
  all.flatMap(({ id, text }) => {
    if (text.length > LONGEST) return [];
    const answer = explained(text);
    return answer === undefined || answer.repairs.length > 0 || answer.readings.length > 0
      ? []
      : [[id, { lines: text.split('\n'), answer }] as const];
  }),
);
const manifest = fc.constantFrom(...MANIFESTS.keys());
const nothing = (): never => {
  throw new Error('no such manifest');
};

const anyLine = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...FOREIGN_LINES) },
  { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 60 }).map((line) => line.trimStart()) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.lorem({ maxCount: 1 }), { minLength: 1, maxLength: 9 })
      .map((words) => words.join(' ')),
  },
);
/** What a line may not be to be foreign: blank, a comment, a mark between documents, a key of the manifest. */
const foreign = anyLine.filter(
  (line) => !/^(?:#|---\s*(?:#.*)?$|-\s*$)/.test(line) && line.trim() !== '' && !/[\n\r\0]/.test(line),
);

describe(`${RUNS} foreign lines in ${MANIFESTS.size} manifests`, () => {
  it('never make an answer milder than that of the manifest without a word', { timeout: 600_000 }, () => {
    expect(MANIFESTS.size).toBeGreaterThan(500);
    fc.assert(
      fc.property(manifest, foreign, fc.nat(9_999), (id, line, place) => {
        const { lines, answer } = MANIFESTS.get(id) ?? nothing();
        const at = Math.floor((place / 10_000) * (lines.length + 1));
        const answered = explained([...lines.slice(0, at), line, ...lines.slice(at)].join('\n'));
        if (answered !== undefined) expect(milder(answer, answered)).toBeUndefined();
      }),
      { numRuns: RUNS, unbiased: true },
    );
  });

  it('are never taken out by correct() together with lines of the manifest', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(manifest, foreign, fc.nat(9_999), (id, line, place) => {
        const { lines } = MANIFESTS.get(id) ?? nothing();
        const at = Math.floor((place / 10_000) * (lines.length + 1));
        const paste = [...lines.slice(0, at), line, ...lines.slice(at)].join('\n');
        const answered = explained(paste);
        if (answered?.unread === undefined) return;
        const { manifest } = correct(paste);
        for (const lost of answered.unread) expect(manifest).toContain(paste.split('\n')[lost - 1]);
      }),
      { numRuns: RUNS, unbiased: true },
    );
  });
});
