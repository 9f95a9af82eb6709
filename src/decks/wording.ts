import type { Card } from '../study/deck.ts';
import { TEXT_KINDS } from '../study/question.ts';
import type { DeckPath } from './subject.ts';

/** A remark about how a card is worded. */
export interface Remark {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly path: DeckPath;
  readonly message: string;
}

const ALL_OF_ABOVE = /\b(all|none|both|neither|any) of (the )?(above|below)\b|\bboth [A-E] and [A-E]\b/i;
/** May be said of the other options, and of two containers. */
const ALL_OF_THEM = /\b(all|none|both|neither|any) of (these|those|them)\b/i;

/** "Which … not …", EXCEPT and shouted NOT: a reader who skims answers the opposite question. */
const ASKS = /\b(which|what)\b/i;
const NEGATIVE = /\b(not|except|never|cannot|can't|isn't|aren't|doesn't|don't|won't|incorrect|untrue)\b/i;
const SHOUTED = /\bNOT\b|\bEXCEPT\b/;

function negative(prompt: string): Remark['severity'] | undefined {
  if (SHOUTED.test(prompt)) return 'error';
  const negated = prompt.split(/[.?]/).some((part) => {
    const asks = part.search(ASKS);
    return asks >= 0 && NEGATIVE.test(part.slice(asks));
  });
  return negated ? 'warning' : undefined;
}

function refersToOthers(option: string): Remark['severity'] | undefined {
  if (ALL_OF_ABOVE.test(option)) return 'error';
  return ALL_OF_THEM.test(option) ? 'warning' : undefined;
}

function spaced(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

/** But for case and the mark at its end. Names differ by case alone, so this is a guess that two are the same. */
function plain(text: string): string {
  return spaced(text)
    .toLowerCase()
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

/** Options that read alike: the same is one too many; what differs in case may be the very question. */
function twins(card: Card): readonly Remark[] {
  if (card.kind === 'locate') return [];
  return card.options.flatMap((option, index): readonly Remark[] => {
    const path = ['options', index, 'text'];
    const earlier = card.options.slice(0, index);
    const same = earlier.findIndex((other) => spaced(other.text) === spaced(option.text));
    if (same >= 0)
      return [
        {
          severity: 'error',
          code: 'same-option',
          path,
          message: `is the same as option ${same + 1}: write something else`,
        },
      ];
    const alike = earlier.findIndex((other) => plain(other.text) === plain(option.text));
    if (alike < 0) return [];
    return [
      {
        severity: 'warning',
        code: 'same-option',
        path,
        message: `differs from option ${alike + 1} only in case or in the mark at its end: leave it only if that is what is asked`,
      },
    ];
  });
}

/** What can be said about one card without knowing Kubernetes. `path`s are inside the card. */
export function remarksOn(card: Card): readonly Remark[] {
  const remarks: Remark[] = [];
  const asksForNot = negative(card.prompt);
  if (asksForNot !== undefined)
    remarks.push({
      severity: asksForNot,
      code: 'negative',
      path: ['prompt'],
      message:
        asksForNot === 'error'
          ? 'asks for what is not so: ask for what is so (or make it kind: multi)'
          : 'may ask for what is not so, which is easily misread: if it does, ask for what is so',
    });
  card.options.forEach((option, index) => {
    const severity = refersToOthers(option.text);
    if (severity !== undefined)
      remarks.push({
        severity,
        code: 'all-of-the-above',
        path: ['options', index, 'text'],
        message: `${severity === 'error' ? 'refers' : 'may refer'} to other options, which are shuffled: say what it claims itself`,
      });
  });
  remarks.push(...twins(card));
  if (card.kind === 'choice') remarks.push(...lengths(card));
  remarks.push(...unreasoned(card));
  if (
    card.manifest !== undefined &&
    card.verify.length === 0 &&
    card.kind !== 'recall' &&
    !TEXT_KINDS.includes(card.kind)
  )
    remarks.push({
      severity: 'warning',
      code: 'unverified',
      path: ['manifest'],
      message: 'comes without verify: add a claim that the engine can prove',
    });
  return remarks;
}

/** The family of a card as its deck names it. */
function familyName({ family, deckId }: Card): readonly string[] {
  return family === undefined ? [] : [family.slice(deckId.length + 1)];
}

/**
 * What can be said about the families of one deck: a card alone in its family has nobody to wait for, and cards
 * that share a manifest give each other away. `families` are those of every card that is written, each as
 * often as it stands there. `path`s are inside the deck.
 */
export function remarksOnFamilies(
  cards: readonly Card[],
  families: readonly string[] = cards.flatMap(familyName),
): readonly Remark[] {
  const sizes = new Map<string, number>();
  for (const family of families) sizes.set(family, (sizes.get(family) ?? 0) + 1);
  const firstWith = new Map<string, number>();
  return cards.flatMap((card, index): Remark[] => {
    const remarks: Remark[] = [];
    const [name] = familyName(card);
    if (name !== undefined && sizes.get(name) === 1)
      remarks.push({
        severity: 'warning',
        code: 'family-of-one',
        path: ['cards', index, 'family'],
        message: `is "${name}", which no other card has: give it to a sibling too, or leave it out`,
      });
    const manifest = card.manifest?.trimEnd();
    const twin = manifest === undefined ? undefined : firstWith.get(manifest);
    if (manifest !== undefined && twin === undefined) firstWith.set(manifest, index);
    if (twin !== undefined && (name === undefined || cards[twin]?.family !== card.family))
      remarks.push({
        severity: 'warning',
        code: 'shared-manifest',
        path: ['cards', index, 'manifest'],
        message: `is also that of card "${cards[twin]?.id}"; cards that share a manifest give each other away: give them a family`,
      });
    return remarks;
  });
}
