import { expect, test } from 'vitest';
import { ourDecks, ourLabs } from '../../../src/cli/shipped.ts';
import { introMessage } from '../../../src/discord/exam/view-intro.ts';
import { listMessage, rulesMessage } from '../../../src/discord/exam/view-list.ts';
import { overviewMessage, submitMessage } from '../../../src/discord/exam/view-overview.ts';
import { markedMessage, reportMessage } from '../../../src/discord/exam/view-report.ts';
import { taskMessage } from '../../../src/discord/exam/view-task.ts';
import { checkMessage } from '../../../src/discord/platform/payload-limits.ts';
import { labQuestion } from '../../../src/play/labs-card.ts';
import type { Exam, ExamItem } from '../../../src/store/store.ts';
import { type Answer, DRILLS, drawDrill, drawQuestion, type Question } from '../../../src/study/index.ts';

const LABS = await ourLabs();
const QUESTIONS: readonly Question[] = [
  ...(await ourDecks()).flatMap(({ cards }) => cards.map((card) => drawQuestion(card, 1))),
  ...DRILLS.flatMap((drill) => ([1, 3, 5] as const).map((difficulty) => drawDrill(drill, 9, difficulty))),
  ...LABS.map((lab) => labQuestion(lab, 1)),
];
const EXAM: Exam = {
  id: 123_456,
  userId: '100000000000000001',
  guildId: '200000000000000001',
  channelId: '3',
  blueprint: 'b',
  title: 'x'.repeat(60),
  sections: Array.from({ length: 8 }, () => ({ title: 'y'.repeat(60), topics: ['levels'], weight: 12 })),
  minutes: 60,
  pass: 66,
  seed: 1,
  state: 'running',
  drawnAt: 0,
  startedAt: 1e12,
  deadlineAt: 2e12,
  awayMs: 420_000,
  endedAt: 2e12,
  result: { percent: 65, passed: true, at: 2e12 },
  role: { id: '500000000000000001', state: 'owed', trouble: 'not-permitted' },
};

function itemOf(question: Question, item: number, answer: Answer | null, correct: boolean | null): ExamItem {
  const rest = { section: 0, worth: 1, answeredAt: 1, draft: null, flagged: true, dropped: null };
  return { ...rest, item, question, answer, correct };
}

/** What somebody may have answered, at its longest. */
function wrongTo({ kind, options = [], manifest }: Question): Answer {
  if (kind === 'number') return { kind: 'number', value: 999_999 };
  if (kind === 'recall') return { kind: 'recall', knew: false };
  if (options.length > 0) return { kind: 'options', keys: options.map(({ key }) => key) };
  return { kind: 'text', text: kind === 'repair' ? `${manifest ?? ''}\n# mine` : 'nothing of it' };
}

const TASKS = QUESTIONS.filter(({ kind, card }) => kind !== 'recall' || card.startsWith('lab/'));

test.each(TASKS.map((question) => [question.card, question] as const))(
  '%s fits as a task and in the report',
  (card, question) => {
    const lab = LABS.find(({ id }) => `lab/${id}` === card);
    const items = Array.from({ length: 50 }, (_, at) => itemOf(question, at, null, false));
    for (const answer of [null, wrongTo(question)]) {
      const task = itemOf(question, 49, answer, answer === null ? false : null);
      const shown = lab === undefined ? null : { title: lab.title, story: lab.story, open: true };
      expect(checkMessage(taskMessage({ exam: EXAM, items }, task, shown))).toEqual([]);
      const message = markedMessage({ exam: EXAM, items }, { ...task, correct: false }, lab?.title ?? null);
      expect(checkMessage(message)).toEqual([]);
      // Whatever had to be left out: the reason never is.
      expect(JSON.stringify(message)).toContain(
        JSON.stringify(question.explanation.slice(0, 40)).slice(1, -1),
      );
    }
  },
);

test('the longest overview, question before handing in, report, list and rules fit', () => {
  const [question] = QUESTIONS;
  if (question === undefined) throw new Error('no question');
  const items = Array.from({ length: 50 }, (_, at) => ({
    ...itemOf(question, at, null, false),
    section: at % 8,
  }));
  const view = { exam: EXAM, items };
  const advice = EXAM.sections.map(() => ({ lesson: 'l'.repeat(60), lab: 'm'.repeat(60) }));
  const rules = { roleId: '5', roleExam: 'b', coolDays: 30 };
  const messages = [
    overviewMessage(view, 49, new Set()),
    submitMessage(view, 49, new Set()),
    reportMessage(view, advice),
    reportMessage({ ...view, items: [] }, advice),
    introMessage(view, 'z'.repeat(300), { ...rules, roleExam: null }),
    listMessage(Array.from({ length: 25 }, (_, id) => ({ ...EXAM, id }))),
    rulesMessage([], rules),
  ];
  for (const message of messages) expect(checkMessage(message)).toEqual([]);
});
