/**
 * What somebody who knows nothing of Kubernetes could go by: how long an option is, how often its numbers stand in
 * the manifest, how many of its words stand in the question, how much it has in common with the other options (in
 * all, and by the word). Drills draw their wrong options so that none of it helps; decks are checked for it.
 */
export interface Cues {
  readonly length: Cue;
  readonly numbers: Cue;
  readonly echoes: Cue;
  readonly kin: Cue;
  readonly kinByWord: Cue;
}

/** The value of an option under a cue, where these (by index) are shown. */
export type Cue = (option: number, shown: readonly number[]) => number;

interface Asked {
  readonly prompt: string;
  /** YAML, or the empty text. */
  readonly manifest: string;
}

/** The cues of a question whose options read so; an option is its index in `texts`. */
export function cuesOf({ manifest, prompt }: Asked, texts: readonly string[]): Cues {
  const given = new Map<string, number>();
  for (const number of numbersIn(manifest)) given.set(number, (given.get(number) ?? 0) + 1);
  const asked = wordsIn(prompt);
  const words = texts.map(wordsIn);
  const sizes = words.map((mine) => Math.max(1, mine.size));
  const mentions = texts.map((text) =>
    [...new Set(numbersIn(text))].reduce((sum, number) => sum + (given.get(number) ?? 0), 0),
  );
  const echoes = words.map((mine) => common(mine, asked));
  const kinship = words.map((mine) => words.map((other) => common(mine, other)));
  const kin: Cue = (option, shown) => {
    const row = kinship[option] ?? [];
    let sum = 0;
    for (const other of shown) if (other !== option) sum += row[other] ?? 0;
    return sum;
  };
  return {
    length: (option) => texts[option]?.length ?? 0,
    numbers: (option) => mentions[option] ?? 0,
    echoes: (option) => echoes[option] ?? 0,
    kin,
    kinByWord: (option, shown) => kin(option, shown) / (sizes[option] ?? 1),
  };
}

function common(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let count = 0;
  for (const word of one) if (other.has(word)) count++;
  return count;
}

const wordsIn = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[a-z]+|\d+/g) ?? []);

const numbersIn = (text: string): readonly string[] => text.match(/\d+/g) ?? [];
