import { adviceOf } from '../../play/exam-advice.ts';
import { type Sitting, sitting, taskOf } from '../../play/exams.ts';
import { labOfCard } from '../../play/labs-card.ts';
import type { ExamView } from '../../store/store.ts';
import { examLabId } from '../../study/exams/exam-lab.ts';
import type { Context } from '../context.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { introMessage } from './view-intro.ts';
import { overviewMessage, submitMessage } from './view-overview.ts';
import { markedMessage, reportMessage } from './view-report.ts';
import { type LabTask, taskMessage } from './view-task.ts';

/** What a running exam may show. */
type Screen = 'task' | 'overview' | 'submit';

/**
 * Where an exam stands: what it is like before it begins, the task (or what else was asked for) while it is on, and the
 * report after its end, whichever of them was asked for.
 */
export async function shown(
  context: Context,
  at: Sitting,
  item = 0,
  screen: Screen = 'task',
): Promise<OutgoingMessage> {
  return shownOf(context, await sitting(context, at), item, screen);
}

/** The same of what was read of it. */
export async function shownOf(
  context: Context,
  view: ExamView,
  item = 0,
  screen: Screen = 'task',
): Promise<OutgoingMessage> {
  const { exam } = view;
  if (exam.state === 'drawn') {
    const rules = exam.guildId === null ? null : await context.store.examRules(exam.guildId);
    return introMessage(view, context.exams.find(exam.blueprint)?.about ?? null, rules);
  }
  if (exam.state !== 'running') return report(context, view);
  const opened = await openedLabs(context, view);
  if (screen === 'overview') return overviewMessage(view, item, opened);
  if (screen === 'submit') return submitMessage(view, item, opened);
  return taskMessage(view, taskOf(view, item), labTask(context, view, item, opened));
}

/** The report, by section with what to do next. */
export function report(context: Context, view: ExamView): OutgoingMessage {
  const advice = view.exam.sections.map((_, section) => adviceOf(context, view.items, section));
  return reportMessage(view, advice);
}

/** One task of the report. */
export function marked(context: Context, view: ExamView, item: number): OutgoingMessage {
  if (view.exam.state !== 'reported' || view.items.length === 0) return report(context, view);
  const task = taskOf(view, item);
  const lab = labOfCard(task.question.card);
  return markedMessage(view, task, lab === undefined ? null : (context.labs.find(lab)?.title ?? lab));
}

/** The task to go on with: the first one without an answer. */
export function firstOpen({ items }: ExamView): number {
  return items.find(({ answer }) => answer === null)?.item ?? 0;
}

/** The tasks whose lab was opened. */
async function openedLabs({ store }: Context, { exam, items }: ExamView): Promise<ReadonlySet<number>> {
  const open = new Set((await store.openLabSessions(exam.userId)).map(({ lab }) => lab));
  const of = items.flatMap(({ item, question }) => {
    const lab = labOfCard(question.card);
    return lab !== undefined && open.has(examLabId(exam.id, lab)) ? [item] : [];
  });
  return new Set(of);
}

function labTask(
  { labs }: Context,
  view: ExamView,
  item: number,
  opened: ReadonlySet<number>,
): LabTask | null {
  const id = labOfCard(taskOf(view, item).question.card);
  if (id === undefined) return null;
  const lab = labs.find(id);
  return {
    title: lab?.title ?? id,
    story: lab?.story ?? 'This lab is no longer here; it is dropped from the total.',
    open: opened.has(item),
  };
}
