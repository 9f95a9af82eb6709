/** A text as it is compared with others of the same {@link wordReader}. */
export interface Words {
  /**
   * Its pairs of neighbouring words, each once, as numbers that fall. In a script without spaces a word is a
   * character, so these are its pairs of characters.
   */
  readonly pairs: Int32Array;
  /** Every word; true for names, numbers and code: who changes one of them asks about something else. */
  readonly telling: ReadonlyMap<string, boolean>;
}

/**
 * Scripts that are written without spaces between words (Unicode's line breaking class SA, and those of Chinese and
 * Japanese): whoever splits them at spaces takes a sentence for a word.
 */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Bopomofo}\\p{Script=Thai}\\p{Script=Lao}' +
  '\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Tibetan}\\p{Script=Tai_Tham}\\p{Script=New_Tai_Lue}' +
  '\\p{Script=Tai_Le}\\p{Script=Tai_Viet}\\p{Script=Javanese}\\p{Script=Balinese}';
/** A letter has the marks that belong to it: a vowel of Hindi or Thai is a mark. */
const LETTERS = `[${UNSPACED}]\\p{M}*|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}_])+`;
/** In prose commas and question marks say nothing; in code every character does. */
const OF_PROSE = new RegExp(`${LETTERS}|\\p{S}`, 'gu');
const OF_CODE = new RegExp(`${LETTERS}|[^\\s\\p{L}\\p{M}\\p{N}_]`, 'gu');
const INNER_CAPITAL = /[\p{Ll}\d]\p{Lu}/u;
const NUMBER = /\p{N}/u;

type Word = readonly [word: string, telling: boolean];

function wordsIn(part: string, code: boolean): readonly Word[] {
  return (part.match(code ? OF_CODE : OF_PROSE) ?? []).map((word): Word => {
    const telling = code || NUMBER.test(word) || INNER_CAPITAL.test(word);
    return [telling ? word : word.toLowerCase(), telling];
  });
}

/** Text between backticks, every second part, is code; so is one that has no words at all. */
function allWords(text: string): readonly Word[] {
  const words = text.split(/`+/).flatMap((part, index) => wordsIn(part, index % 2 === 1));
  return words.length > 0 ? words : wordsIn(text, true);
}

/** Reads texts that are to be compared with each other, in any script: linear in the length of each. */
export function wordReader(): (text: string) => Words {
  const numbers = new Map<string, number>();
  return (text) => {
    const pairs = new Set<number>();
    const telling = new Map<string, boolean>();
    let before = '';
    for (const [word, tells] of allWords(text.normalize('NFKC'))) {
      const pair = `${before} ${word}`;
      const number = numbers.get(pair) ?? numbers.size;
      numbers.set(pair, number);
      pairs.add(number);
      telling.set(word, tells || telling.get(word) === true);
      before = word;
    }
    return { pairs: Int32Array.from(pairs).sort((a, b) => b - a), telling };
  };
}

/** From this share of pairs on, one text is nearly the other. */
const NEARLY = 0.7;

/**
 * The pairs by which to look for texts that are nearly the same: of two such texts at least one of these is in both,
 * whatever the numbering, because too few others are left to make up the share (prefix filtering). They are those
 * that were met last, which are the rarest.
 */
export function tellTales({ pairs }: Words): Int32Array {
  return pairs.subarray(0, pairs.length - Math.ceil(NEARLY * pairs.length) + 1);
}

function lacks(mine: Words, other: Words): boolean {
  for (const [word, telling] of mine.telling) if (telling && !other.telling.has(word)) return true;
  return false;
}

/**
 * Whether two texts say nearly the same: at least {@link NEARLY} of all their pairs are in both (Jaccard), and neither
 * names a field, a number or code that the other does not.
 */
export function nearlySame(a: Words, b: Words): boolean {
  // Of all pairs s are in both and d in one: s / (s + d) >= NEARLY, and 2s + d is what both hold together.
  let spare = Math.floor(((a.pairs.length + b.pairs.length) * (1 - NEARLY)) / (1 + NEARLY) + 1e-9);
  let [i, j] = [0, 0];
  while (i < a.pairs.length || j < b.pairs.length) {
    const [mine, other] = [a.pairs[i] ?? -1, b.pairs[j] ?? -1];
    if (mine !== other && spare-- === 0) return false;
    if (mine >= other) i++;
    if (other >= mine) j++;
  }
  return !lacks(a, b) && !lacks(b, a);
}

/** Whether each of two texts names a field, a number or code that the other does not. */
export function namesOther(a: Words, b: Words): boolean {
  return lacks(a, b) && lacks(b, a);
}

/** How many words two texts share, 0 to 1, wherever in them they stand (Dice). */
export function sharedWords(a: Words, b: Words): number {
  let shared = 0;
  for (const word of a.telling.keys()) if (b.telling.has(word)) shared++;
  const both = a.telling.size + b.telling.size;
  return both === 0 ? 0 : (2 * shared) / both;
}

/** Whether two texts are the same but for blanks, case and what stands between the words. */
export function sameWords(a: string, b: string): boolean {
  const spell = (text: string): string =>
    JSON.stringify(allWords(text.normalize('NFKC')).map(([word]) => word));
  return spell(a) === spell(b);
}
