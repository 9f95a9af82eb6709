import type { Dropped, ExamItem, ExamMark, ExamView } from '../store/store.ts';
import { examLabId } from '../study/exams/exam-lab.ts';
import {
  type Answer,
  beliefsBehind,
  chosenItems,
  findDrill,
  mark,
  pointsOf,
  type Question,
} from '../study/index.ts';
import type { ExamPlay } from './exams.ts';
import { labOfCard } from './labs-card.ts';
import { pointsOfLab } from './labs-check.ts';

/** What every task of an exam came to. */
export async function marksOf(play: ExamPlay, { exam, items }: ExamView): Promise<readonly ExamMark[]> {
  const marks: ExamMark[] = [];
  for (const item of items) {
    const lab = labOfCard(item.question.card);
    marks.push(
      lab === undefined
        ? markOf(item, droppedOf(play, item.question))
        : await markOfLab(play, item, { userId: exam.userId, lab, id: examLabId(exam.id, lab) }),
    );
  }
  return marks;
}

const NOTHING = { correct: false, given: null, points: 0, chosen: [], beliefs: [] } as const;

function markOf({ item, question, answer }: ExamItem, dropped: Dropped | null): ExamMark {
  if (answer === null) return { ...NOTHING, item, dropped };
  return {
    item,
    dropped,
    given: answer,
    correct: mark(question, answer).correct,
    points: pointsOf(question),
    chosen: chosenItems(question, answer),
    beliefs: beliefsBehind(question, answer),
    ...(findDrill(question.card) === undefined ? {} : { difficulty: question.difficulty }),
  };
}

/** The state in which a lab was left is what is judged. One that was never opened was left out. */
async function markOfLab(
  { store, labs, labWork }: ExamPlay,
  { item, question }: ExamItem,
  { userId, lab: name, id }: { readonly userId: string; readonly lab: string; readonly id: string },
): Promise<ExamMark> {
  const lab = labs.find(name);
  if (lab === undefined) return { ...NOTHING, item, dropped: 'gone' };
  if (String(lab.revision) !== question.revision) return { ...NOTHING, item, dropped: 'changed' };
  const row = await store.openLabSession(userId, id);
  const step = lab.steps[0];
  if (row === undefined || step === undefined) return { ...NOTHING, item, dropped: null };
  const { results } = await labWork.run(userId, 'judge', {
    state: row.state,
    start: await store.labStart(row),
    step,
  });
  const knew = results.every(({ met }) => met);
  const given: Answer = { kind: 'recall', knew };
  return { ...NOTHING, item, dropped: null, given, correct: knew, points: knew ? pointsOfLab(lab) : 0 };
}

/**
 * Whether the card of a question asks by now for another answer than when it was drawn, or is not asked any more. Words
 * that were mended change nothing: what was drawn is what is judged.
 */
function droppedOf({ questions }: Pick<ExamPlay, 'questions'>, drawn: Question): Dropped | null {
  const now = questions.drawCard(drawn.card, drawn.seed, drawn.difficulty);
  if (now === undefined) return 'gone';
  return rightOf(now) === rightOf(drawn) ? null : 'changed';
}

/** What makes an answer to a question right, as one text to compare. */
function rightOf({ kind, revision, options = [], number, mend, blank, predict }: Question): string {
  const right = options.filter(({ correct }) => correct).map(({ id, key, text }) => id ?? `${key} ${text}`);
  return JSON.stringify([kind, revision, right.toSorted(), number, mend?.goals, blank, predict?.prints]);
}
