import { expect, test } from 'vitest';
import { explain } from '../../../src/manifest/index.ts';
import { type Difficulty, drawDrill } from '../../../src/study/drills/index.ts';
import { DAMAGES } from '../../../src/study/drills/kit/damages.ts';
import { askedOf, repairDrill, spoiltBy } from '../../../src/study/drills/repair.ts';
import { DECK_LIMITS, mark, type Question } from '../../../src/study/index.ts';
import { randomFrom } from '../../../src/study/random.ts';
import { propertyRuns } from '../../property-runs.ts';

const SEEDS = propertyRuns(2000);

const isRight = (question: Question, text: string): boolean => mark(question, { kind: 'text', text }).correct;

const drawn = (seed: number): Question => drawDrill(repairDrill, seed, ((seed % 5) + 1) as Difficulty);

function failOn(seed: number, what: string, text: string): never {
  return expect.fail(`seed ${seed}: ${what}\n${drawn(seed).prompt}\n${text}`);
}

/** The same manifest in another hand: a comment, quotes around a name, blanks at the end of a line. */
function rewritten(text: string): string {
  return text
    .replace(/^(kind: .*)$/m, '$1 # mended')
    .replace(/^( {2}name: )(\S+)$/m, '$1"$2"')
    .replace(/^spec:$/m, 'spec: ');
}

test(`the mend that is shown is right however it is written, and the manifest as it stands is wrong, over ${SEEDS} seeds`, () => {
  for (let seed = 0; seed < SEEDS; seed++) {
    const question = drawn(seed);
    const { manifest = '', mend, prompt, explanation } = question;
    const solution = mend?.solution ?? '';
    if (!isRight(question, solution)) failOn(seed, 'the mend is marked wrong', solution);
    if (!isRight(question, rewritten(solution))) failOn(seed, 'another hand is marked wrong', solution);
    if (isRight(question, manifest)) failOn(seed, 'the manifest as it stands is marked right', manifest);
    expect(manifest.length).toBeLessThanOrEqual(DECK_LIMITS.manifest);
    expect(solution.length).toBeLessThanOrEqual(DECK_LIMITS.manifest);
    expect(prompt.length).toBeLessThanOrEqual(DECK_LIMITS.prompt);
    expect(explanation.length).toBeGreaterThan(20);
    expect(mend?.goals.length).toBeGreaterThan(0);
  }
});

test(`the mend is a manifest that kubectl and the kubelet take, over ${SEEDS} seeds`, () => {
  for (let seed = 0; seed < SEEDS; seed++) {
    const { solution = '', imageUsers = {} } = drawn(seed).mend ?? {};
    const { pods, findings, repairs } = explain(solution, { imageUsers });
    expect(repairs).toEqual([]);
    expect(pods.map(({ accepted }) => accepted.strict)).toEqual([true]);
    const errors = findings.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) failOn(seed, errors.map(({ message }) => message).join(), solution);
  }
});

test(`one change too many is wrong, over ${SEEDS} seeds`, () => {
  for (let seed = 0; seed < SEEDS; seed++) {
    const question = drawn(seed);
    const solution = question.mend?.solution ?? '';
    const other = solution.replace(/^( *)image: (\S+)$/m, '$1image: $2-slim');
    expect(other).not.toBe(solution);
    if (isRight(question, other)) failOn(seed, 'another image is marked right', other);
  }
});

test(`to take out the line instead of mending it is wrong where the line sets a goal's value, over ${SEEDS} seeds`, () => {
  let tried = 0;
  for (let seed = 0; seed < SEEDS; seed += 5) {
    const question = drawn(seed);
    const { manifest = '' } = question;
    const [finding] = explain(manifest).findings.filter(({ severity }) => severity === 'error');
    const lines = manifest.split('\n');
    const without = lines.filter((_, index) => index + 1 !== finding?.line).join('\n');
    tried++;
    if (isRight(question, without)) failOn(seed, 'the value is gone and it is marked right', without);
  }
  expect(tried).toBe(Math.ceil(SEEDS / 5));
});

test('every kind of damage can be asked about, and each is a question at least once in fifty draws', () => {
  const random = randomFrom(7);
  for (const damage of DAMAGES) {
    let asked = 0;
    for (let draw = 0; draw < 100; draw++) {
      const damaged = spoiltBy(damage, { random, difficulty: damage.difficulty });
      if (damaged !== undefined && askedOf(damaged) !== undefined) asked++;
    }
    expect(asked, damage.id).toBeGreaterThanOrEqual(2);
  }
});
