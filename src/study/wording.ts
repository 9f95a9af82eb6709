import type { Card } from './deck.ts';
import type { DeckPath } from './positions.ts';

/** A remark about how a card is worded. */
export interface Remark {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly path: DeckPath;
  readonly message: string;
}

const ALL_OF =
  /\b(all|none|both|neither|any) of (the )?(above|below|these|those|them)\b|\bboth [A-E] and [A-E]\b/i;

/** "Which … not …", EXCEPT and shouted NOT: a reader who skims answers the opposite question. */
const NEGATIVE =
  /\b(which|what)\b[^.?]*\b(not|except|never|cannot|can't|isn't|aren't|doesn't|don't|won't|incorrect|untrue)\b/i;
const SHOUTED = /\bNOT\b|\bEXCEPT\b/;

function isNegative(prompt: string): boolean {
  return SHOUTED.test(prompt) || NEGATIVE.test(prompt);
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[.;,]$/, '');
}

function lengths(card: Card): readonly Remark[] {
  const right = card.options.findIndex((each) => each.correct);
  const rightLength = card.options[right]?.text.length ?? 0;
  const wrong = card.options.filter((each) => !each.correct).map((each) => each.text.length);
  const longestWrong = Math.max(...wrong);
  if (rightLength > longestWrong * 1.3 && rightLength - longestWrong >= 15)
    return [
      {
        severity: 'warning',
        code: 'longest-is-right',
        path: ['options', right, 'text'],
        message: `is right and conspicuously the longest (${rightLength} characters; the longest wrong one has ${longestWrong}): shorten it, or make a wrong one as full`,
      },
    ];
  const all = card.options.map((each) => each.text.length);
  if (Math.max(...all) - Math.min(...all) >= 60 && Math.max(...all) > Math.min(...all) * 3)
    return [
      {
        severity: 'warning',
        code: 'uneven-options',
        path: ['options'],
        message: `are between ${Math.min(...all)} and ${Math.max(...all)} characters long: bring them to a like length`,
      },
    ];
  return [];
}

/** What a learner is left without when the answer is shown. */
function unreasoned(card: Card): readonly Remark[] {
  const remark = (code: string, path: DeckPath, message: string): Remark => ({
    severity: 'warning',
    code,
    path,
    message,
  });
  return [
    ...card.options.flatMap((option, index) =>
      option.why === ''
        ? [remark('no-why', ['options', index], 'does not say why it is right or wrong: add why')]
        : [],
    ),
    ...(card.explanation === '' && card.kind !== 'recall'
      ? [remark('no-explanation', [], 'has no explanation: say why the right answer is right')]
      : []),
    ...(card.source === undefined
      ? [remark('no-source', [], 'has no source: name the page that says so, with title and url')]
      : []),
  ];
}

/** What can be said about one card without knowing Kubernetes. `path`s are inside the card. */
export function remarksOn(card: Card): readonly Remark[] {
  const remarks: Remark[] = [];
  if (isNegative(card.prompt))
    remarks.push({
      severity: 'error',
      code: 'negative',
      path: ['prompt'],
      message: 'asks for what is not so: ask for what is so (or make it kind: multi)',
    });
  card.options.forEach((option, index) => {
    if (ALL_OF.test(option.text))
      remarks.push({
        severity: 'error',
        code: 'all-of-the-above',
        path: ['options', index, 'text'],
        message: 'refers to other options, which are shuffled: say what it claims itself',
      });
    const twin = card.options.findIndex((other) => plain(other.text) === plain(option.text));
    if (card.kind !== 'locate' && twin !== index)
      remarks.push({
        severity: 'error',
        code: 'same-option',
        path: ['options', index, 'text'],
        message: `is the same as options[${twin}]: write something else`,
      });
  });
  if (card.kind === 'choice') remarks.push(...lengths(card));
  remarks.push(...unreasoned(card));
  if (card.manifest !== undefined && card.verify.length === 0 && card.kind !== 'recall')
    remarks.push({
      severity: 'warning',
      code: 'unverified',
      path: ['manifest'],
      message: 'comes without verify: add a claim that the engine can prove',
    });
  return remarks;
}

function pairsOf(card: Card): ReadonlySet<string> {
  const words = plain(
    `${card.prompt} ${card.manifest ?? ''} ${card.options
      .map((each) => each.text)
      .sort()
      .join(' ')}`,
  )
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  return new Set(words.map((word, index) => `${words[index - 1] ?? ''} ${word}`));
}

/** How alike two cards are, 0 to 1: shared pairs of neighbouring words over all of them (Jaccard). */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const each of a) if (b.has(each)) shared++;
  return shared / (a.size + b.size - shared);
}

const NEARLY_THE_SAME = 0.8;

/** Pairs of cards (indexes, the earlier first) that ask nearly the same: prompt, manifest and options compared. */
export function nearDuplicates(
  cards: readonly Card[],
): readonly { readonly first: number; readonly second: number }[] {
  const pairs = cards.map(pairsOf);
  const found: { first: number; second: number }[] = [];
  for (let second = 1; second < cards.length; second++) {
    const mine = pairs[second];
    if (mine === undefined) continue;
    const first = pairs.findIndex(
      (other, index) =>
        index < second &&
        Math.min(mine.size, other.size) >= Math.max(mine.size, other.size) * NEARLY_THE_SAME &&
        likeness(mine, other) >= NEARLY_THE_SAME,
    );
    if (first >= 0) found.push({ first, second });
  }
  return found;
}

/**
 * What can be said about the families of one deck: a card alone in its family has nobody to wait for, and cards
 * that share a manifest give each other away. `path`s are inside the deck.
 */
export function remarksOnFamilies(cards: readonly Card[]): readonly Remark[] {
  return cards.flatMap((card, index): Remark[] => {
    const remarks: Remark[] = [];
    const name = card.family?.slice(card.deckId.length + 1);
    if (name !== undefined && !cards.some((other) => other !== card && other.family === card.family))
      remarks.push({
        severity: 'warning',
        code: 'family-of-one',
        path: ['cards', index, 'family'],
        message: `is "${name}", which no other card has: give it to a sibling too, or leave it out`,
      });
    const twin = cards.findIndex(
      (other) => card.manifest !== undefined && other.manifest?.trimEnd() === card.manifest.trimEnd(),
    );
    if (twin >= 0 && twin < index && (name === undefined || cards[twin]?.family !== card.family))
      remarks.push({
        severity: 'warning',
        code: 'shared-manifest',
        path: ['cards', index, 'manifest'],
        message: `is also that of cards[${twin}]; cards that share a manifest give each other away: give them a family`,
      });
    return remarks;
  });
}
