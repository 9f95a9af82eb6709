import { type Asked, type AskedOption, type AskingCard, askedOf } from './asked.ts';
import { digest } from './ids.ts';
import type { QuestionKind } from './question.ts';

/** What an option was called in the statistics before options had ids: its text, or its line. */
export function earlierLabel(kind: QuestionKind, option: Pick<AskedOption, 'text' | 'line'>): string {
  return kind === 'locate' ? `line ${option.line}` : option.text;
}

/** How the right answer was noted: a hash of the kind and the right texts, lines, number or back. */
function earlierRevision(kind: QuestionKind, answer: unknown): string {
  return digest(JSON.stringify([kind, answer]));
}

/** Every choice of right options that the kind allows: one of them, or any number. At most 2^5. */
function choices(kind: QuestionKind, options: readonly AskedOption[]): readonly (readonly AskedOption[])[] {
  if (kind !== 'multi') return options.map((option) => [option]);
  return Array.from({ length: 2 ** options.length - 1 }, (_, set) =>
    options.filter((_option, index) => ((set + 1) & (1 << index)) !== 0),
  );
}

/**
 * What a card asked when only a hash of its right answer was noted. The hash still tells whether other options of
 * today's were right, or another number; where it fits none of them, texts were reworded since, and which was right
 * is not known. Ids are the labels of the time: `labels` are those there are statistics of.
 */
export function askedEarlier(card: AskingCard, noted: string, labels: readonly string[]): Asked {
  const { kind, answer } = card;
  const now = askedOf(card).options;
  const rights = choices(kind, now).find(
    (right) => earlierRevision(kind, right.map((each) => each.line ?? each.text).sort()) === noted,
  );
  const sameNumber = kind !== 'number' || earlierRevision(kind, answer) === noted;
  const ofToday = now.map(
    (option): AskedOption => ({
      ...option,
      id: earlierLabel(kind, option),
      right: rights?.includes(option) ?? false,
      derived: true,
    }),
  );
  const known = new Set(ofToday.map(({ id }) => id));
  const counted = labels.filter((label) => rights === undefined || !known.has(label));
  return {
    kind,
    revision: 1,
    ...(rights === undefined && now.length > 0 ? { rightUnknown: true } : {}),
    options: [
      ...(rights === undefined && kind !== 'locate' ? [] : ofToday),
      ...(kind === 'locate'
        ? []
        : counted.map((text) => ({ id: text, text, right: false, derived: true }) as const)),
    ],
    ...(sameNumber && answer !== undefined ? { answer } : {}),
  };
}
