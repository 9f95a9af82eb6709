import { UserError } from '../runtime/user-error.ts';
import { StoreError } from '../store/engine/store-error.ts';
import type { Exam, ExamItem, ExamView } from '../store/store.ts';
import { examLabId } from '../study/exams/exam-lab.ts';
import type { Answer } from '../study/index.ts';
import { fits, unfitting } from './answer.ts';
import { refusalOf } from './answer-text.ts';
import { drawTasks } from './exam-draw.ts';
import { marksOf } from './exam-marks.ts';
import { scoreOf } from './exam-score.ts';
import type { ExamSource } from './exam-source.ts';
import { type LabPlay, type LabSession, openLab } from './labs.ts';
import { labOfCard } from './labs-card.ts';
import type { QuestionSource } from './library.ts';
import type { Place } from './session.ts';

/** What exams need, whoever shows them. */
export interface ExamPlay extends LabPlay {
  /** The decks that come with Podium: exams are drawn from them alone. */
  readonly questions: QuestionSource;
  readonly exams: ExamSource;
}

/** A person in one of their exams. */
export interface Sitting {
  readonly examId: number;
  readonly userId: string;
}

/**
 * Draws an exam, or gives the one that this person is in.
 * @throws UserError `no-such-exam`, `no-exam-tasks`.
 */
export async function drawExam(
  play: ExamPlay,
  place: Place,
  blueprintId: string,
  seed: number,
): Promise<Exam> {
  const { store, now, labs, questions } = play;
  const on = await store.liveExam(place.userId);
  if (on?.state === 'running') return on;
  const blueprint = play.exams.find(blueprintId);
  if (blueprint === undefined)
    throw new UserError({
      identifier: 'no-such-exam',
      message: 'I don’t know that exam. Choose one from the list that appears as you type.',
    });
  const items = drawTasks(blueprint, { questions, labs: labs.all }, seed);
  if (items.length === 0)
    throw new UserError({
      identifier: 'no-exam-tasks',
      message: 'There are no tasks for this exam here. Choose another one.',
    });
  const { id, title, minutes, pass } = blueprint;
  const sections = blueprint.sections.map((section) => ({
    title: section.title,
    topics: section.topics,
    weight: section.weight,
  }));
  return store.drawExam({
    ...place,
    blueprint: id,
    title,
    sections,
    minutes,
    pass,
    seed,
    items,
    now: now(),
  });
}

/** The exam as it is by now: one whose time is over has ended, and what has ended is marked. */
export async function sitting(play: ExamPlay, { examId, userId }: Sitting): Promise<ExamView> {
  const { store, now } = play;
  const exam = await store.lookAtExam({ examId, userId, now: now() });
  if (exam.state === 'submitted' || exam.state === 'timed-out')
    return (await finishExam(play, { examId, userId })).view;
  return store.examView(examId, userId);
}

/**
 * Takes an answer; whether it is right stays unsaid until the end. What cannot be marked is kept as a draft and refused.
 * @throws UserError `unfitting-answer`, `no-manifest`, `nothing-changed`; StoreError as `answerExam`.
 */
export async function answerInExam(
  play: ExamPlay,
  given: Sitting & { readonly item: number; readonly answer: Answer },
): Promise<ExamView> {
  const { store, now } = play;
  const { examId, userId, item, answer } = given;
  const { question } = taskOf(await store.examView(examId, userId), item);
  if (labOfCard(question.card) !== undefined || !fits(question, answer)) throw unfitting();
  const refused = answer.kind === 'text' ? refusalOf({ question }, answer.text) : undefined;
  if (refused !== undefined && answer.kind === 'text') {
    const kept = await store.keepExamDraft({ examId, userId, item, text: answer.text, now: now() });
    if (kept.done) throw refused;
  } else await store.answerExam({ examId, userId, item, answer, now: now() });
  return sitting(play, { examId, userId });
}

/** The task with this number. @throws StoreError `not-possible`. */
export function taskOf({ items }: ExamView, item: number): ExamItem {
  const task = items[item];
  if (task !== undefined) return task;
  throw new StoreError(
    'not-possible',
    'This exam has no such task, or its tasks are no longer kept. See what there is with /exam open.',
  );
}

/**
 * The lab of a task, in a session that belongs to this exam alone; undefined where its time is over.
 * @throws StoreError `not-possible`; UserError `lab-not-there`.
 */
export async function openExamLab(
  play: ExamPlay,
  { examId, userId, item }: Sitting & { readonly item: number },
): Promise<LabSession | undefined> {
  const view = await sitting(play, { examId, userId });
  if (view.exam.state !== 'running') return undefined;
  const lab = labOfCard(taskOf(view, item).question.card);
  if (lab === undefined) throw unfitting();
  return openLab(play, { userId }, examLabId(examId, lab));
}

/** Ends an exam whose answers stand; for one that has ended before, the same report. */
export async function submitExam(
  play: ExamPlay,
  { examId, userId }: Sitting,
): Promise<{ readonly view: ExamView; readonly first: boolean }> {
  const { exam } = await play.store.examView(examId, userId);
  if (exam.state === 'running' || exam.state === 'drawn')
    await play.store.submitExam({ examId, userId, now: play.now() });
  return finishExam(play, { examId, userId });
}

/**
 * Marks an exam that has ended, once: `first` is true for whoever did. Labs are judged by the state in which they were
 * left; a card that is gone by now, or whose right answer changed, is dropped from the total.
 */
export async function finishExam(
  play: ExamPlay,
  { examId, userId }: Sitting,
): Promise<{ readonly view: ExamView; readonly first: boolean }> {
  const { store, now } = play;
  const view = await store.examView(examId, userId);
  if (view.exam.state === 'reported') return { view, first: false };
  const marks = await marksOf(play, view);
  const marked = view.items.map((item, index) => {
    const mark = marks[index];
    return { ...item, correct: mark?.correct ?? null, dropped: mark?.dropped ?? null };
  });
  const { percent } = scoreOf(view.exam, marked);
  const passed = percent >= view.exam.pass;
  const { first } = await store.reportExam({ examId, userId, marks, percent, passed, now: now() });
  return { view: await store.examView(examId, userId), first };
}
