import { DECK_LIMITS } from '../../limits.ts';
import type { QuestionOption } from '../../question.ts';
import { type Random, shuffle } from '../../random.ts';
import type { Attempt, ChoiceDraft, Difficulty, Draft, Drawing, MultiDraft } from './drill.ts';
import { drawAim, hasChoice, type Selection, select, UNFIT } from './fair.ts';

const LETTERS = ['A', 'B', 'C', 'D', 'E'] as const;

/** How many wrong options are shown. */
const DISTRACTORS: Readonly<Record<Difficulty, number>> = { 1: 2, 2: 3, 3: 3, 4: 4, 5: 4 };

/** Drafts that are compared before the fairest of them is taken, where none is as fair as the lot wants it. */
const PATIENCE = 2;

/** `given`: the scene is as it is and cannot be drawn anew, so the fairest of a few drafts is good enough. */
interface Terms {
  readonly given?: boolean;
  /** Told, once per attempt that cannot be put, what stood in its way. */
  readonly onRefused?: (why: string) => void;
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
  { given = false, onRefused }: Terms = {},
): Drawing | undefined {
  const aim = drawAim(random);
  const unfit = given ? Number.POSITIVE_INFINITY : UNFIT;
  let best: { readonly draft: ChoiceDraft; readonly selection: Selection } | undefined;
  let compared = 0;
  for (let tried = 0; tried < (given ? MOST_ATTEMPTS.given : MOST_ATTEMPTS.drawn); tried++) {
    const draft = attempt();
    const refused = draft === undefined ? 'the attempt gave none' : misfit(draft, given);
    if (refused !== undefined) onRefused?.(refused);
    if (draft === undefined || refused !== undefined) continue;
    if (draft.kind === 'multi') return { ...asked(draft), options: lettered(random, draft.options) };
    if (draft.kind === 'repair') return { ...asked(draft), mend: draft.mend };
    const selection = select(random, draft, DISTRACTORS[difficulty], aim);
    if (selection === undefined) {
      onRefused?.('fewer than two wrong options differ from the right one');
      continue;
    }
    if (selection.distance >= unfit) onRefused?.('the right line would stand out from all others');
    if (best === undefined || selection.distance < best.selection.distance) best = { draft, selection };
    compared++;
    const { distance } = best.selection;
    if (distance <= 0 || (compared >= PATIENCE && distance < unfit)) break;
  }
  if (best === undefined || best.selection.distance >= unfit) return undefined;
  return { ...asked(best.draft), options: optionsOf(random, best.draft, best.selection) };
}

/** Whether {@link pose} would put a question about a scene as it is given, at a fraction of what drawing it costs. */
export function canPose(attempt: Attempt): boolean {
  for (let tried = 0; tried < MOST_ATTEMPTS.given; tried++) {
    const draft = attempt();
    if (draft === undefined || misfit(draft, true) !== undefined) continue;
    if (draft.kind === 'multi' || draft.kind === 'repair' || hasChoice(draft)) return true;
  }
  return false;
}

function asked({ kind, prompt, manifest, imageUsers, explanation, source }: Draft): Omit<Drawing, 'options'> {
  const images = imageUsers === undefined ? {} : { imageUsers };
  return { kind, prompt, manifest, ...images, explanation, source };
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

/**
 * Why the question does not fit in one message, undefined where it does; what people paste has names and lists of any
 * length (`given`).
 */
function misfit(draft: Draft, given: boolean): string | undefined {
  const { choiceText, multiText, why, explanation, prompt, manifest } = DECK_LIMITS;
  const options = optionsIn(draft);
  const text = draft.kind === 'choice' ? choiceText : multiText;
  if (!given && draft.manifest.length > manifest) return `the manifest is longer than ${manifest} characters`;
  if (draft.prompt.length > prompt) return `the prompt is longer than ${prompt} characters`;
  if (draft.explanation.length > explanation)
    return `the explanation is longer than ${explanation} characters`;
  if (options.some((each) => each.text.length > text)) return `an option is longer than ${text} characters`;
  if (options.some((each) => each.why.length > why)) return `a why is longer than ${why} characters`;
  return draft.kind === 'multi' ? invalidMulti(draft) : undefined;
}

/** What is offered to choose from. */
function optionsIn(draft: Draft): readonly { readonly text: string; readonly why: string }[] {
  if (draft.kind === 'repair') return [];
  return draft.kind === 'multi' ? draft.options : [draft.right, ...draft.wrongs];
}

function invalidMulti({ options }: MultiDraft): string | undefined {
  const right = options.filter((each) => each.correct).length;
  if (options.length > LETTERS.length) return `there are more than ${LETTERS.length} options`;
  if (right === 0) return 'no option is right';
  return right === options.length ? 'no option is wrong' : undefined;
}
