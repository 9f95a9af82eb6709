import type { Ask, Outcome } from '../../store/store.ts';
import { beliefsOf, diagnose, type QuestionOption } from '../../study/index.ts';
import { ACCENT, button, container, row, text } from '../platform/components.ts';
import { quoted } from '../platform/marked-options.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { quizIds } from './ids.ts';

const ORDINALS = ['second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** From so many times on a belief is no slip. */
const REPEATED = 2;

/**
 * `You answered as if *the pod always wins*.` or, of what came before, that it is the second time. A card that everybody
 * sees says nothing of the times before: that is its learner's own business.
 */
export function mistakeWords(
  { run }: Ask,
  { beliefs }: Outcome,
  { misconception, ...option }: Mistake,
): string {
  if (misconception === undefined) return '';
  const ids = beliefsOf({ misconception, ...option });
  const times = Math.min(...ids.map((id) => beliefs.find((each) => each.id === id)?.times ?? 1));
  return run.shared ? once(misconception) : often(misconception, times);
}

type Mistake = Pick<QuestionOption, 'misconception' | 'beliefs'>;

function once(words: string): string {
  return `You answered as if *${words}*.`;
}

function often(words: string, times: number): string {
  if (times < REPEATED) return once(words);
  const ordinal = ORDINALS[times - REPEATED];
  return ordinal === undefined
    ? `**Once more** you answered as if *${words}*.`
    : `**This is the ${ordinal} time** you answered as if *${words}*.`;
}

/** What a wrong number comes from, where its card proves what it asks for and a belief gives that number. */
export function numberRemark(ask: Ask, outcome: Outcome): readonly string[] {
  const { answer } = outcome;
  const found = answer.kind === 'number' ? diagnose(ask.question, answer.value) : undefined;
  if (found === undefined) return [];
  const { belief, sentences } = found;
  const first =
    belief === undefined
      ? []
      : [mistakeWords(ask, outcome, { misconception: belief.words, beliefs: [belief.id] })];
  return [quoted([...first, ...sentences].join(' '))];
}

/** The belief that an answer shows once more, the most frequent where it shows several. */
export function repeatedBelief({
  outcome,
}: Pick<Ask, 'outcome'>): { readonly id: string; readonly times: number } | undefined {
  if (outcome === null || outcome.undone) return undefined;
  return outcome.beliefs
    .filter(({ times }) => times >= REPEATED)
    .toSorted((one, other) => other.times - one.times)[0];
}

/** The words of a belief that an answer shows; undefined where the question is no longer kept. */
export function wordsOfBelief({ question, outcome }: Ask, id: string): string | undefined {
  if (outcome?.answer.kind === 'number') return diagnose(question, outcome.answer.value)?.belief?.words;
  return question.options?.find((option) => {
    const beliefs = beliefsOf(option);
    return beliefs.length === 1 && beliefs[0] === id;
  })?.misconception;
}

/** What a person is told in private when an answer that everybody sees shows a belief once more. */
export function repeatedMessage(ask: Ask): OutgoingMessage | undefined {
  const belief = repeatedBelief(ask);
  const words = belief === undefined ? undefined : wordsOfBelief(ask, belief.id);
  if (belief === undefined || words === undefined) return undefined;
  const said = `${often(words, belief.times)} There is a question that tells it from the rule.`;
  return { components: [container(ACCENT.hint, [text(said), row([apartButton(ask)])])] };
}

export function apartButton({ id }: Ask): ReturnType<typeof button> {
  return button(quizIds.apart.id(id), 'Practise this mix-up');
}

/** What stands below the question that tells a belief from the rule. */
export function apartNote(words: string | undefined): string {
  const belief = words === undefined ? 'that belief' : `*${words}*`;
  return `-# **The same mix-up once more:** ${belief} and the rule lead to different answers here.`;
}
