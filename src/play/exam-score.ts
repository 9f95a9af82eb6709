import type { Exam, ExamItem } from '../store/store.ts';

/** What a section of an exam came to. */
export interface SectionScore {
  readonly title: string;
  readonly topics: readonly string[];
  readonly weight: number;
  /** Tasks that count, and those that are right. */
  readonly tasks: number;
  readonly right: number;
  /** The share that is right, 0 to 1, by what each task is worth; null where no task counts. */
  readonly share: number | null;
}

/**
 * The result of a marked exam: each section's share of what its tasks are worth, by the section's weight. A section whose
 * tasks were all dropped leaves its weight to the others. In whole percent, rounded down: nobody passes by rounding.
 */
export function scoreOf(
  { sections }: Pick<Exam, 'sections'>,
  items: readonly Pick<ExamItem, 'section' | 'worth' | 'correct' | 'dropped'>[],
): { readonly percent: number; readonly sections: readonly SectionScore[] } {
  const scores = sections.map((section, index): SectionScore => {
    const counting = items.filter((item) => item.section === index && item.dropped === null);
    const right = counting.filter(({ correct }) => correct === true);
    const worth = (of: typeof counting): number => of.reduce((sum, each) => sum + each.worth, 0);
    const share = counting.length === 0 ? null : worth(right) / worth(counting);
    return { ...section, tasks: counting.length, right: right.length, share };
  });
  const judged = scores.flatMap(({ share, weight }) => (share === null ? [] : [{ share, weight }]));
  const weights = judged.reduce((sum, { weight }) => sum + weight, 0);
  const sum = judged.reduce((all, { share, weight }) => all + share * weight, 0);
  // What is whole but for the last binary digit is whole.
  return { percent: weights === 0 ? 0 : Math.floor((100 * sum) / weights + 1e-9), sections: scores };
}
