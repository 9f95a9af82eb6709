import type { Claim } from './claim.ts';
import type { Card, CardOption } from './deck.ts';
import { filledIn } from './mends/mend.ts';
import { predicted } from './predict.ts';
import type { Measured, Question, QuestionOption } from './question.ts';
import { randomFrom, seedFrom, shuffle } from './random.ts';

const LETTERS = ['A', 'B', 'C', 'D', 'E'] as const;

function letter(option: CardOption, index: number): QuestionOption {
  return {
    key: LETTERS[index] ?? String(index + 1),
    id: option.id,
    text: option.text,
    correct: option.correct,
    why: option.why,
  };
}

function drawOptions(card: Card, seed: number): readonly QuestionOption[] {
  if (card.kind === 'locate')
    return card.options
      .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
      .map((each) => ({
        key: String(each.line),
        id: each.id,
        text: each.text,
        correct: each.correct,
        why: each.why,
      }));
  return shuffle(card.options, randomFrom(seedFrom(seed, card.key))).map(letter);
}

/** What the number of a card is, by the claim that proves it; nothing where no claim does. */
function measuresOf({ kind, answer, manifest, verify }: Card): Pick<Question, 'measures'> {
  if (kind !== 'number' || typeof answer !== 'number' || manifest === undefined) return {};
  const [measures] = verify.flatMap((claim) => measured(claim, answer));
  return measures === undefined ? {} : { measures };
}

function measured(claim: Claim, answer: number): readonly Measured[] {
  if (!('container' in claim) || claim.container === undefined) return [];
  const { container, pod } = claim;
  const where = { container, ...(pod === undefined ? {} : { pod }) };
  if ('process' in claim) {
    const { uid, gid } = claim.process;
    // Where both are the number that is asked for, the claim does not say which of them is meant.
    if (uid === gid) return [];
    if (uid === answer) return [{ of: 'runAsUser', ...where }];
    return gid === answer ? [{ of: 'runAsGroup', ...where }] : [];
  }
  if (!('field' in claim) || claim.value !== answer) return [];
  return claim.field === 'runAsUser' || claim.field === 'runAsGroup' ? [{ of: claim.field, ...where }] : [];
}

/**
 * A card as it is asked once. The options of choice and multi are shuffled by `seed` (32-bit unsigned), those
 * of locate stay in the order of the lines. The same card and seed give the same question for ever.
 */
export function drawQuestion(card: Card, seed: number): Question {
  return {
    card: card.key,
    revision: String(card.revision),
    seed,
    kind: card.kind,
    deckTitle: card.deckTitle,
    topic: card.topic,
    difficulty: card.difficulty,
    prompt: card.prompt,
    ...(card.manifest === undefined ? {} : { manifest: card.manifest }),
    ...(Object.keys(card.imageUsers).length === 0 ? {} : { imageUsers: card.imageUsers }),
    ...(card.options.length === 0 ? {} : { options: drawOptions(card, seed) }),
    ...(typeof card.answer === 'number' ? { number: card.answer } : {}),
    ...measuresOf(card),
    ...(typeof card.answer === 'string' && card.kind === 'recall' ? { answer: card.answer } : {}),
    ...textKindOf(card),
    explanation: card.explanation,
    ...(card.source === undefined ? {} : { source: card.source }),
    ...(card.since === undefined ? {} : { since: card.since }),
  };
}

/** What a kind that is answered by typing a text needs to be asked and marked. */
function textKindOf(card: Card): Pick<Question, 'mend' | 'blank' | 'predict'> {
  const { kind, manifest = '', goals = [], imageUsers, solution, answer, line } = card;
  if (kind === 'repair') return { mend: { goals, solution: solution ?? manifest, imageUsers } };
  if (kind === 'fill') {
    const blank = String(answer ?? '');
    return { blank, mend: { goals, solution: filledIn(manifest, blank), imageUsers } };
  }
  if (kind === 'predict' && line !== undefined)
    return { predict: { line, prints: predicted({ manifest, line }).text } };
  return {};
}
