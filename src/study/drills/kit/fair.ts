import { type Cue, cuesOf } from '../../cues.ts';
import type { Random } from '../../random.ts';
import type { ChoiceDraft, Wrong } from './drill.ts';

/**
 * For each cue that somebody could go by, the right option's rank among those shown is drawn by lot; of the wrong
 * options at hand those are shown that come closest to it. So neither the longest nor the shortest, neither the most
 * nor the least usual option is a good guess.
 */
const CUES = 5;

/** Ranks of the right option as drawn: a place for each cue and one for its line, 0 … 59 (divisible by 2 to 5). */
export interface Aim {
  readonly cues: readonly number[];
  readonly line: number;
}

const FINENESS = 60;

export function drawAim(random: Random): Aim {
  return {
    cues: Array.from({ length: CUES }, () => random.below(FINENESS)),
    line: random.below(FINENESS),
  };
}

/** From this distance on a selection cannot be shown: its line would give the answer away. */
export const UNFIT = 100;
/** What a line at another place than drawn costs: what other cues take off must not make it fit again. */
const UNMET = 2 * UNFIT;

export interface Selection {
  readonly wrongs: readonly Wrong[];
  /** How far it is from the aim; 0 or less is what was drawn. */
  readonly distance: number;
}

/** Wrong options of a question at the least. */
const FEWEST = 2;
/** So many more than are shown are looked at, the likeliest mistakes first. */
const SPARE = 5;

/**
 * The `count` wrong options of a draft (fewer where it has no more, at least two) that come closest to the aim; the
 * lot decides between equals. What must be shown is shown. Repeats, and what says the right thing after all, are left out first.
 */
export function select(random: Random, draft: ChoiceDraft, count: number, aim: Aim): Selection | undefined {
  const wanted = Math.min(Math.max(count, draft.least ?? 0), draft.most ?? Number.POSITIVE_INFINITY);
  const pool = distinct(draft).slice(0, wanted + SPARE);
  const needed = pool.flatMap(({ must }, index) => (must === true ? [index + 1] : []));
  const shown = Math.min(wanted, pool.length);
  if (shown < FEWEST) return undefined;
  const rate = rater(draft, pool, aim, shown + 1);
  let best: readonly number[] = [];
  let least = Number.POSITIVE_INFINITY;
  let equals = 0;
  for (const chosen of combinations(pool.length, shown)) {
    if (!needed.every((each) => chosen.includes(each))) continue;
    const distance = rate(chosen);
    if (distance > least) continue;
    equals = distance < least ? 1 : equals + 1;
    least = distance;
    if (equals === 1 || random.below(equals) === 0) best = chosen;
  }
  // Of lines as many must be shown as are wanted: their places would not be equally likely else.
  const missing = (draft.kind === 'locate' ? UNMET : 10) * (wanted - shown);
  return { wrongs: best.flatMap((index) => pool[index - 1] ?? []), distance: least + missing };
}

/** Whether {@link select} has something to choose from. */
export function hasChoice(draft: ChoiceDraft): boolean {
  return Math.min(draft.most ?? FEWEST, distinct(draft).length) >= FEWEST;
}

/** `locate` tells its options apart by the line, all others by the text. */
function distinct({ kind, right, wrongs }: ChoiceDraft): readonly Wrong[] {
  const key = (option: { readonly text: string; readonly line?: number }): string =>
    kind === 'locate' ? String(option.line) : option.text;
  const seen = new Set([key(right)]);
  const sorted = [
    ...wrongs.filter(({ must }) => must === true),
    ...wrongs.filter(({ must }) => must !== true),
  ];
  return sorted.filter((each) => !seen.has(key(each)) && seen.add(key(each)));
}

/** Distance between the ranks the right option has beside the chosen ones and those it is to have. */
function rater(
  draft: ChoiceDraft,
  pool: readonly Wrong[],
  aim: Aim,
  shown: number,
): (chosen: readonly number[]) => number {
  const all = [draft.right, ...pool];
  const { length, numbers, echoes, kin, kinByWord } = cuesOf(
    draft,
    all.map(({ text }) => text),
  );
  const cues = [length, numbers, echoes, kin, kinByWord];
  const places = aim.cues.map((place) => Math.floor((place * shown) / FINENESS));
  const line = Math.floor((aim.line * shown) / FINENESS);
  const lineOf: Cue = (option) => all[option]?.line ?? 0;
  return (chosen) => {
    let distance = draft.kind === 'locate' ? UNMET * offBy(lineOf, chosen, line) : 0;
    for (let cue = 0; cue < CUES; cue++) distance += offBy(cues[cue] ?? lineOf, chosen, places[cue] ?? 0);
    return distance;
  };
}

/** What a value shared with another option takes off a distance: of two selections the one that tells less is taken. */
const SHARED = 0.01;

/**
 * How many ranks the right option is away from `place` under a cue. Equal values share their ranks: an option that
 * is like the others in this has every rank at once, and gives nothing away.
 */
function offBy(cue: Cue, shown: readonly number[], place: number): number {
  const beside = [0, ...shown];
  const mine = cue(0, beside);
  let lowest = 0;
  let highest = 0;
  for (const option of shown) {
    const value = cue(option, beside);
    if (value < mine) lowest++;
    if (value <= mine) highest++;
  }
  return Math.max(0, lowest - place, place - highest) - SHARED * (highest - lowest);
}

/** Every way to take `count` of the numbers 1 … `size`, in ascending order. */
function combinations(size: number, count: number): readonly (readonly number[])[] {
  let lists: readonly (readonly number[])[] = [[]];
  for (let taken = 0; taken < count; taken++) {
    const last = size - count + taken + 1;
    lists = lists.flatMap((list) => {
      const longer: (readonly number[])[] = [];
      for (let next = (list[taken - 1] ?? 0) + 1; next <= last; next++) longer.push([...list, next]);
      return longer;
    });
  }
  return lists;
}
