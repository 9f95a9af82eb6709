import { expect } from 'vitest';
import type { Accounts } from '../../../src/cluster/kubelet/accounts.ts';
import { identityOf } from '../../../src/cluster/kubelet/identity.ts';
import { explain, type PodExplanation } from '../../../src/manifest/index.ts';
import { type Difficulty, type Drill, drawDrill } from '../../../src/study/drills/index.ts';
import { DECK_LIMITS, type Question, type QuestionOption } from '../../../src/study/index.ts';
import { ALL, propertyRuns } from '../../property-runs.ts';

/** Questions drawn of each drill. */
export const SEEDS = propertyRuns();

/** What the prompt says of the images' USER, by container or for all. */
export function imageUsersOf({ prompt }: Question): Readonly<Record<string, string>> | undefined {
  const each = [...prompt.matchAll(/(?:image|that) of `([^`]+)` sets (?:no `USER`|`USER ([^`]+)`)/g)];
  if (each.length > 0) return Object.fromEntries(each.map(([, name = '', user = '']) => [name, user]));
  const stated = /`USER ([^`]+)`/.exec(prompt)?.[1];
  if (stated !== undefined) return { '*': stated };
  return prompt.includes('set no `USER`') ? { '*': '' } : undefined;
}

/** The pod of a question's manifest, explained anew with what the prompt says of the images. */
export function podOf(question: Question): PodExplanation {
  const imageUsers = imageUsersOf(question);
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

/** What the prompt says of the images' /etc/passwd and /etc/group, as the simulated kubelet reads them. */
export function accountsIn({ prompt }: Question): Accounts {
  const [, name, uid, gid] = /`(\w+):x:(\d+):(\d+)::/.exec(prompt) ?? [];
  const [, team, group, member] = /`(\w+):x:(\d+):(\w+)`/.exec(prompt) ?? [];
  const root = { name: 'root', uid: 0, gid: 0, home: '/root' };
  return {
    users: name === undefined ? [root] : [root, { name, uid: Number(uid), gid: Number(gid), home: '/' }],
    groups: team === undefined ? [] : [{ name: team, gid: Number(group), members: [member ?? ''] }],
  };
}

/** Who the container's process is by the simulated kubelet: a second computation, which knows the images' files. */
export function processIn(question: Question): {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
} {
  const { identity } = identityOf(askedContainer(question, acceptedPodOf(question)), accountsIn(question), 0);
  const { uid, gid, groups } = identity;
  return { uid, gid, groups: [gid, ...groups.filter((each) => each !== gid)] };
}

/** What is not as a question must be; undefined for a sound one. A paste may be longer than a drawn manifest. */
export function fault(
  question: Question,
  rights: readonly [least: number, most: number],
): string | undefined {
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
  if (question.pasted === undefined && (question.manifest?.length ?? 0) > DECK_LIMITS.manifest)
    return `manifest ${question.manifest?.length}`;
  if (question.explanation === '' || question.explanation.length > DECK_LIMITS.explanation)
    return 'explanation length';
  return undefined;
}

/** What the guesses look at, worked out once a question. */
interface Looks {
  readonly lengths: readonly number[];
  readonly mentions: readonly number[];
  readonly common: readonly number[];
  readonly echoes: readonly number[];
}

type Guess = (looks: Looks) => readonly number[];

/** How a person who knows nothing could choose: each gives every option a number, and the highest is taken. */
const LENGTHS: Readonly<Record<string, Guess>> = {
  longest: ({ lengths }) => lengths,
  shortest: ({ lengths }) => lengths.map((each) => -each),
  'odd in length': ({ lengths }) => alone(lengths),
  'farthest from the mean length': ({ lengths }) => farthest(lengths),
};
const GUESSES: Readonly<Record<string, Guess>> = {
  ...LENGTHS,
  'numbers most in the manifest': ({ mentions }) => mentions,
  'numbers least in the manifest': ({ mentions }) => mentions.map((each) => -each),
  'most in common': ({ common }) => common,
  'least in common': ({ common }) => common.map((each) => -each),
  'most words of the question': ({ echoes }) => echoes,
  'fewest words of the question': ({ echoes }) => echoes.map((each) => -each),
};

const wordsIn = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[a-z]+|\d+/g) ?? []);
const numbersIn = (text: string): readonly string[] => text.match(/\d+/g) ?? [];

function looksOf(options: readonly QuestionOption[], { prompt, manifest = '' }: Question): Looks {
  const words = options.map(({ text }) => wordsIn(text));
  const given = numbersIn(manifest);
  const asked = wordsIn(prompt);
  const overlap = (one: ReadonlySet<string>, other: ReadonlySet<string>): number =>
    [...one].filter((each) => other.has(each)).length;
  return {
    lengths: options.map(({ text }) => text.length),
    mentions: options.map(
      ({ text }) => numbersIn(text).flatMap((each) => given.filter((one) => one === each)).length,
    ),
    common: words.map((mine, index) =>
      words.reduce((sum, other, at) => (at === index ? sum : sum + overlap(mine, other)), 0),
    ),
    echoes: words.map((mine) => overlap(mine, asked)),
  };
}

function alone(values: readonly number[]): readonly number[] {
  return values.map((value) => -values.filter((each) => each === value).length);
}

function farthest(values: readonly number[]): readonly number[] {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  return values.map((value) => Math.abs(value - mean));
}

/** Questions with the same number of options. */
export interface Measured {
  asked: number;
  /** How often the right option (the first of them) stood at each place. */
  readonly places: number[];
  /** How often each way to guess was right; one who finds several options alike picks one of them by lot. */
  readonly right: Record<string, number>;
}

/** Chance that one who picks by lot among the options with the highest value is right. */
function luck(options: readonly QuestionOption[], values: readonly number[]): number {
  const highest = Math.max(...values);
  const those = options.filter((_, index) => values[index] === highest);
  return those.filter((each) => each.correct).length / those.length;
}

/**
 * Draws `SEEDS` questions over all difficulties; fails on the first that is not sound or not so by `rederive`.
 * Gives the figures by the number of options.
 */
export function measure(
  drill: Drill,
  rederive: (question: Question) => readonly string[],
  rights: readonly [least: number, most: number] = [1, 1],
): ReadonlyMap<number, Measured> {
  const measured = new Map<number, Measured>();
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
    const its = measured.get(options.length) ?? { asked: 0, places: options.map(() => 0), right: {} };
    measured.set(options.length, its);
    const place = options.findIndex((each) => each.correct);
    its.asked++;
    its.places[place] = (its.places[place] ?? 0) + 1;
    const looks = looksOf(options, question);
    for (const [name, guess] of Object.entries(GUESSES))
      its.right[name] = (its.right[name] ?? 0) + luck(options, guess(looks));
  }
  return measured;
}

/** The chi-square statistic against equal counts. */
export function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** 99.9 % of fair draws stay below, by the number of places. */
const CHI_SQUARE: Readonly<Record<number, number>> = { 3: 13.8, 4: 16.3, 5: 18.5 };

/** How much better than by lot a guess may be: among four options, right in 30 % by length, in 40 % else. */
const BETTER_THAN_LOT = { length: 1.2, otherwise: 1.6 } as const;

function allowed(guess: string): number {
  return guess in LENGTHS ? BETTER_THAN_LOT.length : BETTER_THAN_LOT.otherwise;
}

/** What chance may add to a share of fewer questions than all, in standard deviations. */
const CHANCE = 4;

/** For one right option: its place is uniform, and it is no easier found than by lot. Difficulty adds wrong ones. */
export function expectFair(
  measured: ReadonlyMap<number, Measured>,
  counts: readonly number[] = [3, 4, 5],
): void {
  expect([...measured.keys()].toSorted()).toEqual(counts);
  for (const [count, { asked, places, right }] of measured) {
    expect(places).toHaveLength(count);
    expect(chiSquare(places)).toBeLessThan(CHI_SQUARE[count] ?? 0);
    for (const [guess, hits] of Object.entries(right)) {
      const share = hits / asked;
      const often = allowed(guess) / count;
      const chance = SEEDS < ALL ? CHANCE * Math.sqrt((often * (1 - often)) / asked) : 0;
      const limit = often + chance;
      if (share > limit)
        expect.fail(`${guess}: right in ${share.toFixed(3)} of ${count} options, at most ${limit}`);
      if (process.env.FIGURES !== undefined)
        process.stderr.write(`${count} options, ${guess}: ${share.toFixed(3)}\n`);
    }
  }
}
