import type { Card } from '../study/deck.ts';
import { nearlySame, tellTales, type Words, wordReader } from './likeness.ts';

/** Two cards (indexes, the earlier first) that ask the same, or nearly the same. */
export interface Duplicate {
  readonly first: number;
  readonly second: number;
  readonly how: 'same' | 'nearly';
  /** Whether the right answer is the same too, as written. */
  readonly sameAnswer: boolean;
}

interface Asked {
  readonly index: number;
  readonly family: string | undefined;
  readonly prompt: Words;
  readonly answer: Words;
}

/** Without what nobody sees: blanks at the ends of lines and of the text. */
function shown(text: string): string {
  return text
    .normalize('NFC')
    .split(/\r\n?|\n/)
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

/** A manifest but for its comments and for what things in it are called. */
function bones(manifest: string): string {
  return shown(manifest)
    .split('\n')
    .map((line) => line.replace(/(?:^|\s)#.*/, '').replace(/\b(name|image):.*/, '$1:'))
    .filter((line) => line !== '')
    .join('\n');
}

function optionTexts(card: Card, which: (option: Card['options'][number]) => boolean): readonly string[] {
  return card.options
    .filter(which)
    .map((option) => (card.kind === 'locate' ? String(option.line) : shown(option.text)))
    .toSorted();
}

/** What a learner sees when the card is asked; options are shuffled, so their order is nothing. */
function faceOf(card: Card): string {
  const options = optionTexts(card, () => true);
  return JSON.stringify([shown(card.prompt), shown(card.manifest ?? ''), options]);
}

function answerOf(card: Card): string {
  if (card.answer !== undefined) return shown(String(card.answer));
  return optionTexts(card, (option) => option.correct).join('\n');
}

/** For each card that asks what an earlier one asks, word for word: which one. */
function sameFaces(cards: readonly Card[]): ReadonlyMap<number, number> {
  const firsts = new Map<string, number>();
  const same = new Map<number, number>();
  cards.forEach((card, index) => {
    const face = faceOf(card);
    const first = firsts.get(face);
    if (first === undefined) firsts.set(face, index);
    else same.set(index, first);
  });
  return same;
}

/**
 * The earliest of `asked` that each one nearly repeats. Only those that share a telltale pair are compared; a deck
 * made so that all of a thousand long prompts do takes a second or two.
 */
function nearRepeats(asked: readonly Asked[]): readonly (readonly [first: number, second: number])[] {
  const byPair = new Map<number, number[]>();
  return asked.flatMap((mine, place) => {
    const candidates = new Set<number>();
    for (const pair of tellTales(mine.prompt)) {
      const others = byPair.get(pair);
      for (const other of others ?? []) candidates.add(other);
      if (others === undefined) byPair.set(pair, [place]);
      else others.push(place);
    }
    for (const candidate of [...candidates].toSorted((a, b) => a - b)) {
      const other = asked[candidate];
      if (other === undefined || (mine.family !== undefined && mine.family === other.family)) continue;
      if (nearlySame(mine.prompt, other.prompt) && nearlySame(mine.answer, other.answer))
        return [[other.index, mine.index] as const];
    }
    return [];
  });
}

/**
 * Cards that ask the same (prompt, manifest and options as the learner sees them) or nearly the same: the prompts and
 * the right answers alike, about the same manifest. A manifest that two cards share makes them no more alike, and
 * cards of one family are known to be near each other.
 */
export function findDuplicates(cards: readonly Card[]): readonly Duplicate[] {
  const same = sameFaces(cards);
  const wordsOf = wordReader();
  const about = new Map<string, Asked[]>();
  cards.forEach((card, index) => {
    if (same.has(index)) return;
    const manifest = bones(card.manifest ?? '');
    const asked = about.get(manifest) ?? [];
    asked.push({ index, family: card.family, prompt: wordsOf(card.prompt), answer: wordsOf(answerOf(card)) });
    about.set(manifest, asked);
  });
  const near = [...about.values()].flatMap(nearRepeats);
  const pairs = [
    ...[...same].map(([second, first]) => ({ first, second, how: 'same' as const })),
    ...near.map(([first, second]) => ({ first, second, how: 'nearly' as const })),
  ];
  return pairs
    .map((pair) => ({ ...pair, sameAnswer: sameAnswer(cards[pair.first], cards[pair.second]) }))
    .toSorted((a, b) => a.second - b.second);
}

function sameAnswer(a: Card | undefined, b: Card | undefined): boolean {
  return a !== undefined && b !== undefined && answerOf(a) === answerOf(b);
}
