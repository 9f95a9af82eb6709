import { expect } from 'vitest';
import { explain, type PodExplanation } from '../../../src/manifest/index.ts';
import { type Difficulty, type Drill, drawDrill } from '../../../src/study/drills/index.ts';
import { DECK_LIMITS, type Question, type QuestionOption } from '../../../src/study/index.ts';

export const SEEDS = 10_000;

/** The pod of a question's manifest, explained anew with what the prompt says of the images. */
export function podOf(question: Question): PodExplanation {
  const stated = /`USER ([^`]+)`/.exec(question.prompt)?.[1];
  const none = question.prompt.includes('set no `USER`');
  const imageUsers = stated !== undefined ? { '*': stated } : none ? { '*': '' } : undefined;
  const [pod] = explain(question.manifest ?? '', imageUsers === undefined ? {} : { imageUsers }).pods;
  if (pod === undefined) throw new Error('no pod');
  return pod;
}

/** The same, of a manifest that the API server must take: a drawn workload is one that could be applied. */
export function acceptedPodOf(question: Question): PodExplanation {
  const pod = podOf(question);
  if (!pod.accepted.strict) expect.fail(`seed ${question.seed} would be refused:\n${question.manifest}`);
  return pod;
}

/** The first container that the prompt names in backticks. */
export function askedContainer(
  question: Question,
  pod: PodExplanation,
): PodExplanation['containers'][number] {
  const name = /container `([^`]+)`/.exec(question.prompt)?.[1];
  const found = pod.containers.find((each) => each.name === name);
  if (found === undefined) throw new Error(`the prompt names no container: ${question.prompt}`);
  return found;
}

function fault(question: Question, rights: readonly [least: number, most: number]): string | undefined {
  const options = question.options ?? [];
  const right = options.filter((each) => each.correct);
  const wrong = options.filter((each) => !each.correct);
  const most = question.kind === 'choice' ? DECK_LIMITS.choiceText : DECK_LIMITS.multiText;
  if (options.length < 2 || options.length > DECK_LIMITS.options) return `${options.length} options`;
  if (new Set(options.map((each) => each.key)).size !== options.length) return 'same keys';
  if (question.kind !== 'locate' && new Set(options.map((each) => each.text)).size !== options.length)
    return 'same texts';
  if (right.length < rights[0] || right.length > rights[1]) return `${right.length} right options`;
  if (wrong.some((each) => (each.misconception ?? '') === '')) return 'a wrong option without misconception';
  if (options.some((each) => each.why === '' || each.why.length > DECK_LIMITS.why)) return 'why';
  if (options.some((each) => each.text === '' || each.text.length > most)) return 'option length';
  if (question.prompt.length > DECK_LIMITS.prompt) return 'prompt length';
  if ((question.manifest?.length ?? 0) > DECK_LIMITS.manifest) return `manifest ${question.manifest?.length}`;
  if (question.explanation === '' || question.explanation.length > DECK_LIMITS.explanation)
    return 'explanation length';
  return undefined;
}

export interface Measured {
  /** How often the right option (the first of them) stood at each place. */
  readonly places: readonly number[];
  /** Share of choice questions in which picking an option of the longest, or of the shortest, by lot is right. */
  readonly byLongest: number;
  readonly byShortest: number;
}

/** Chance that one who picks at random among the options of extreme length is right. */
function luck(options: readonly QuestionOption[], extreme: (...lengths: number[]) => number): number {
  const length = extreme(...options.map((each) => each.text.length));
  const those = options.filter((each) => each.text.length === length);
  return those.filter((each) => each.correct).length / those.length;
}

/** Draws `SEEDS` questions over all difficulties; fails on the first that is not sound or not so by `rederive`. */
export function measure(
  drill: Drill,
  rederive: (question: Question) => readonly string[],
  rights: readonly [least: number, most: number] = [1, 1],
): Measured {
  const places: number[] = [];
  let longest = 0;
  let shortest = 0;
  for (let seed = 0; seed < SEEDS; seed++) {
    const question = drawDrill(drill, seed, ((seed % 5) + 1) as Difficulty);
    const options = question.options ?? [];
    const right = options.filter((each) => each.correct).map((each) => each.text);
    const problem = fault(question, rights);
    const truth = rederive(question);
    if (problem !== undefined || right.toSorted().join('\n') !== truth.toSorted().join('\n'))
      expect.fail(
        `seed ${seed}: ${problem ?? `says ${right}, is ${truth}`}\n${JSON.stringify(question, null, 1)}`,
      );
    const place = options.findIndex((each) => each.correct);
    places[place] = (places[place] ?? 0) + 1;
    longest += luck(options, Math.max) / SEEDS;
    shortest += luck(options, Math.min) / SEEDS;
  }
  return { places, byLongest: longest, byShortest: shortest };
}

/** The chi-square statistic against equal counts. */
export function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** For one right option among four: its place is uniform, and neither length nor shortness is a good guess. */
export function expectFair({ places, byLongest, byShortest }: Measured): void {
  expect(places).toHaveLength(4);
  expect(chiSquare(places)).toBeLessThan(16.3); // three degrees of freedom, p = 0.001
  expect(byLongest).toBeLessThan(0.4);
  expect(byShortest).toBeLessThan(0.4);
}
