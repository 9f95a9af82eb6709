import { beliefsOf } from './beliefs-behind.ts';
import { gidDrill } from './drills/gid.ts';
import { type Difficulty, drawDrill, findDrill } from './drills/index.ts';
import { uidDrill } from './drills/uid.ts';
import type { Question } from './question.ts';
import { seedFrom } from './random.ts';

export interface Separate {
  /** Id of the belief that is to be told from the truth. */
  readonly belief: string;
  /** Other beliefs of the same person, the latest first: the more of them give an answer of their own, the better. */
  readonly others: readonly string[];
  /** What was asked when the belief showed last. */
  readonly asked: Pick<Question, 'card' | 'difficulty' | 'measures'>;
  /** 32-bit unsigned. */
  readonly seed: number;
}

/** Questions that are drawn and looked at. */
const MOST_DRAWN = 48;
/** Other beliefs that are looked for; more hardly ever fit in one question. */
const MOST_OTHERS = 2;
/** Which rule decides leaves room for other beliefs at each difficulty: an override at 2, an image at 3, neighbours at 4. */
const OTHERS: readonly Difficulty[] = [2, 4, 3, 5, 1];

/**
 * A drill's question in which the belief and the rule give different answers, so that what is chosen tells which of the
 * two the person goes by: the belief alone leads to one of the wrong options. Undefined where no such question is drawn.
 */
export function separating({ belief, others, asked, seed }: Separate): Question | undefined {
  const drill = findDrill(asked.card) ?? (asked.measures?.of === 'runAsGroup' ? gidDrill : uidDrill);
  const wanted = others.filter((each) => each !== belief).slice(0, MOST_OTHERS);
  let best: { readonly question: Question; readonly apart: number } | undefined;
  for (let drawn = 0; drawn < MOST_DRAWN; drawn++) {
    // The difficulty of what was asked first; where it leaves no room for the belief, all the others.
    const other = OTHERS[drawn % OTHERS.length] ?? asked.difficulty;
    const difficulty = drawn < MOST_DRAWN / 2 ? asked.difficulty : other;
    const question = drawDrill(drill, seedFrom(seed, `separate ${drawn}`), difficulty);
    const alone = (id: string): boolean =>
      (question.options ?? []).some((option) => {
        const beliefs = beliefsOf(option);
        return !option.correct && beliefs.length === 1 && beliefs[0] === id;
      });
    if (!alone(belief)) continue;
    const apart = wanted.filter(alone).length;
    if (best === undefined || apart > best.apart) best = { question, apart };
    if (apart === wanted.length) break;
  }
  return best?.question;
}
