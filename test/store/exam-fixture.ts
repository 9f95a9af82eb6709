import type { DrawExam, ExamItem, ExamMark, Store } from '../../src/store/store.ts';
import { NOON, question } from './questions.ts';

export const ADA = '100000000000000001';
export const RIGHT = { kind: 'options', keys: ['B'] } as const;
export const WRONG = { kind: 'options', keys: ['A'] } as const;

/** An exam of so many questions in two sections, 10 minutes long. */
export function drawing(tasks: number, more: Partial<DrawExam> = {}): DrawExam {
  return {
    userId: ADA,
    guildId: '200000000000000001',
    channelId: '300000000000000001',
    blueprint: 'cks-like',
    title: 'Like CKS',
    sections: [
      { title: 'Users', topics: ['runAsUser'], weight: 60 },
      { title: 'Levels', topics: ['levels'], weight: 40 },
    ],
    minutes: 10,
    pass: 60,
    seed: 1,
    items: Array.from({ length: tasks }, (_, index) => ({
      section: index % 2,
      question: question(`e/${index + 1}`),
      worth: 1,
    })),
    now: NOON,
    ...more,
  };
}

/** An exam that runs since `now`. */
export async function running(
  store: Store,
  tasks = 4,
  now = NOON,
  more: Partial<DrawExam> = {},
): Promise<number> {
  const { id, userId } = await store.drawExam(drawing(tasks, { now, ...more }));
  await store.beginExam({ examId: id, userId, roleId: null, now });
  return id;
}

/** What the answers came to: right is B. */
export function marksOf(items: readonly ExamItem[]): readonly ExamMark[] {
  return items.map(({ item, answer }) => ({
    item,
    given: answer,
    correct: answer?.kind === 'options' && answer.keys[0] === 'B',
    dropped: null,
    points: 1,
    chosen: [],
    beliefs: [],
  }));
}

/** Marks an exam that has ended. */
export async function reported(store: Store, examId: number, now: number, userId = ADA) {
  const { items } = await store.examView(examId, userId);
  const marks = marksOf(items);
  const percent = Math.floor((100 * marks.filter(({ correct }) => correct).length) / marks.length);
  return store.reportExam({ examId, userId, marks, percent, passed: percent >= 60, now });
}
