import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explain, ManifestError } from '../../src/manifest/index.ts';
import { propertyRuns } from '../property-runs.ts';
import { LABELLED } from './yaml/effective-corpus.ts';

const RUNS = propertyRuns(20_000);
/** Promised are 250 ms for up to 256 KiB; eight times that is no noise. */
const LIMIT_MS = 2000;
const shared = new URL('../../../shared/manifests/', import.meta.url);
const corpus = new URL('../corpus/', import.meta.url);

function filesIn(folder: URL): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => /\.(ya?ml|json|txt)$/.test(name))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));
}

const SEEDS = [
  ...LABELLED.map(({ yaml }) => yaml),
  ...filesIn(shared).filter(({ length }) => length < 8_000),
];
const SPLINTERS = [
  '\t',
  '- ',
  '? ',
  ': ',
  '{',
  '}',
  '[',
  ']',
  '&a ',
  '*a',
  '<<: *a\n',
  '"',
  "'",
  '|',
  '>',
  '#',
  '---\n',
  '...\n',
  '!!int ',
  '!',
  '%YAML 1.2\n',
  '\r',
  '\ufeff',
  '\ud800',
  '\u2028',
  '{{ .Values.x }}',
  '__proto__: ',
  '\0',
  '```\n',
  '$ ',
];

type Change = readonly [kind: number, from: number, length: number, splinter: string];

/** Cuts, repeats, deepens, widens or splices a text at a place given as a fraction of its length. */
function apply(text: string, [kind, from, length, splinter]: Change): string {
  const at = Math.floor(from * text.length);
  const piece = text.slice(at, at + length);
  if (kind === 0) return text.slice(0, at);
  if (kind === 1) return text.slice(0, at) + piece.repeat(3) + text.slice(at);
  if (kind === 2) return text.slice(0, at) + text.slice(at).replaceAll('\n', `\n${' '.repeat(length % 9)}`);
  if (kind === 3) return text.slice(0, at) + text.slice(at + length);
  if (kind === 4) return text.slice(0, at) + splinter.repeat(1 + (length % 12)) + text.slice(at);
  return text.slice(0, at) + splinter + text.slice(at + 1);
}

const change = fc.tuple(
  fc.nat(5),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.nat(60),
  fc.constantFrom(...SPLINTERS),
);
const paste = fc.tuple(fc.constantFrom(...SEEDS), fc.array(change, { minLength: 1, maxLength: 4 }));

function survives(text: string): void {
  const start = performance.now();
  try {
    expect(explain(text)).toBeTypeOf('object');
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
  }
  if (text.length <= 256 * 1024) expect(performance.now() - start).toBeLessThan(LIMIT_MS);
}

test(`${RUNS} damaged manifests are explained or refused, and nothing else happens`, () => {
  fc.assert(
    fc.property(paste, ([seed, changes]) => survives(changes.reduce(apply, seed))),
    { numRuns: RUNS },
  );
});

test('so is everything that was ever found', () => {
  const found = filesIn(corpus);
  expect(found.length).toBeGreaterThan(0);
  for (const text of found) survives(text);
});
