import { DECK_LIMITS } from '../../limits.ts';
import type { QuestionOption } from '../../question.ts';
import { type Random, shuffle } from '../../random.ts';
import type { Attempt, ChoiceDraft, Difficulty, Draft, Drawing, MultiDraft } from './drill.ts';
import { drawAim, type Selection, select, UNFIT } from './fair.ts';

const LETTERS = ['A', 'B', 'C', 'D', 'E'] as const;

/** How many wrong options are shown. */
const DISTRACTORS: Readonly<Record<Difficulty, number>> = { 1: 2, 2: 3, 3: 3, 4: 4, 5: 4 };

/** Drafts that are compared before the fairest of them is taken, where none is as fair as the lot wants it. */
const PATIENCE = 2;

/** `given`: the scene is as it is and cannot be drawn anew, so the fairest of a few drafts is good enough. */
interface Terms {
  readonly given?: boolean;
}

const MOST_ATTEMPTS = { drawn: 1000, given: 6 } as const;

/**
 * Attempts until a question can be put: one right option and as many wrong ones as the difficulty asks for, chosen so
 * that nothing but knowledge tells them apart, in an order of which each is equally likely (`locate`: in the order of
 * the lines). Undefined where no attempt gives a question.
 */
export function pose(
  random: Random,
  difficulty: Difficulty,
  attempt: Attempt,
  { given = false }: Terms = {},
): Drawing | undefined {
  const aim = drawAim(random);
  const unfit = given ? Number.POSITIVE_INFINITY : UNFIT;
  let best: { readonly draft: ChoiceDraft; readonly selection: Selection } | undefined;
  let compared = 0;
  for (let tried = 0; tried < (given ? MOST_ATTEMPTS.given : MOST_ATTEMPTS.drawn); tried++) {
    const draft = attempt();
    if (draft === undefined || !fits(draft)) continue;
    if (draft.kind === 'multi') return { ...asked(draft), options: lettered(random, draft.options) };
    const selection = select(random, draft, DISTRACTORS[difficulty], aim);
    if (selection === undefined) continue;
    if (best === undefined || selection.distance < best.selection.distance) best = { draft, selection };
    compared++;
    const { distance } = best.selection;
    if (distance <= 0 || (compared >= PATIENCE && distance < unfit)) break;
  }
  if (best === undefined || best.selection.distance >= unfit) return undefined;
  return { ...asked(best.draft), options: optionsOf(random, best.draft, best.selection) };
}

function asked({ kind, prompt, manifest, explanation, source }: Draft): Omit<Drawing, 'options'> {
  return { kind, prompt, manifest, explanation, source };
}

function optionsOf(random: Random, draft: ChoiceDraft, { wrongs }: Selection): readonly QuestionOption[] {
  const options = [{ ...draft.right, correct: true }, ...wrongs.map((each) => ({ ...each, correct: false }))];
  if (draft.kind === 'choice') return lettered(random, options);
  return options
    .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
    .map(({ line, ...option }) => ({ key: String(line), ...option }));
}

/** Letters in the order shown, after shuffling: every order is equally likely. */
function lettered(
  random: Random,
  options: readonly Omit<QuestionOption, 'key'>[],
): readonly QuestionOption[] {
  return shuffle(options, random).map((option, index) => ({
    key: LETTERS[index] ?? String(index + 1),
    ...option,
  }));
}

/** Whether the question fits in one message; what people paste has names and lists of any length. */
function fits(draft: Draft): boolean {
  const { choiceText, multiText, why, explanation, prompt } = DECK_LIMITS;
  const options = draft.kind === 'multi' ? draft.options : [draft.right, ...draft.wrongs];
  const text = draft.kind === 'choice' ? choiceText : multiText;
  return (
    draft.prompt.length <= prompt &&
    draft.explanation.length <= explanation &&
    (draft.kind !== 'multi' || validMulti(draft)) &&
    options.every((each) => each.text.length <= text && each.why.length <= why)
  );
}

function validMulti({ options }: MultiDraft): boolean {
  const right = options.filter((each) => each.correct).length;
  return options.length <= LETTERS.length && right > 0 && right < options.length;
}
