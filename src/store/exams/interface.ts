import type { Answer, Question } from '../../study/question.ts';

/**
 * Where an exam is. `drawn`: its tasks are chosen and its person was told what it is like. `submitted`, `timed-out`:
 * its answers stand, and it is to be marked. `reported`: it is marked, once.
 */
export type ExamState = 'drawn' | 'running' | 'submitted' | 'timed-out' | 'reported';

/** Why a task counts for nothing: its card is no longer there, or its right answer changed since. */
export type Dropped = 'gone' | 'changed';

export interface ExamSection {
  readonly title: string;
  readonly topics: readonly string[];
  /** Its share of the whole, in percent. */
  readonly weight: number;
}

export interface Exam {
  readonly id: number;
  readonly userId: string;
  /** null in direct messages, and once what belongs to that server is gone. */
  readonly guildId: string | null;
  readonly channelId: string;
  readonly blueprint: string;
  readonly title: string;
  readonly sections: readonly ExamSection[];
  readonly minutes: number;
  /** The share in percent from which on it is passed. */
  readonly pass: number;
  readonly seed: number;
  readonly state: ExamState;
  readonly drawnAt: number;
  readonly startedAt: number | null;
  readonly deadlineAt: number | null;
  /** How much time was given back because nobody served, in ms. */
  readonly awayMs: number;
  readonly endedAt: number | null;
  /** Set once it is reported. */
  readonly result: { readonly percent: number; readonly passed: boolean; readonly at: number } | null;
  /** The role for passing; null where there is none or the person does not want it. */
  readonly role: ExamRole | null;
}

interface ExamRole {
  readonly id: string;
  /** null until the exam is passed. */
  readonly state: 'owed' | 'given' | null;
  /** What the last try to give it failed by. */
  readonly trouble: string | null;
}

export interface ExamItem {
  /** From 0. */
  readonly item: number;
  /** Of the sections, from 0. */
  readonly section: number;
  readonly question: Question;
  readonly worth: number;
  readonly answer: Answer | null;
  readonly answeredAt: number | null;
  /** What was typed and could not be taken. */
  readonly draft: string | null;
  readonly flagged: boolean;
  /** null until it is reported, and where the task was dropped. */
  readonly correct: boolean | null;
  readonly dropped: Dropped | null;
}

/** An exam with its tasks, of one moment. */
export interface ExamView {
  readonly exam: Exam;
  readonly items: readonly ExamItem[];
}

export interface DrawExam
  extends Pick<
    Exam,
    'userId' | 'guildId' | 'channelId' | 'blueprint' | 'title' | 'sections' | 'minutes' | 'pass' | 'seed'
  > {
  readonly items: readonly Pick<ExamItem, 'section' | 'question' | 'worth'>[];
  readonly now: number;
}

/** Somebody who does something in an exam; only its person may. */
export interface InExam {
  readonly examId: number;
  readonly userId: string;
  readonly now: number;
}

/** What was done, and the exam after it. `done` is false where the time was over: nothing but that was recorded. */
export interface DoneInExam {
  readonly exam: Exam;
  readonly done: boolean;
}

/** What an answer came to; what of it feeds the person's memory. */
export interface ExamMark {
  readonly item: number;
  readonly correct: boolean;
  readonly dropped: Dropped | null;
  /** What was answered; null where nothing was. Of a lab: whether it was done. */
  readonly given: Answer | null;
  readonly points: number;
  readonly chosen: readonly string[];
  readonly beliefs: readonly string[];
  readonly difficulty?: number;
}

export interface ReportExam extends InExam {
  /** Of every task. */
  readonly marks: readonly ExamMark[];
  readonly percent: number;
  readonly passed: boolean;
}

/** What a server's managers have said of exams. */
export interface ExamRules {
  readonly roleId: string | null;
  /** Only for passing this blueprint; null: any. */
  readonly roleExam: string | null;
  /** Days between two attempts in this server; 0: none. */
  readonly coolDays: number;
}

/**
 * Mock exams, as use-cases. Those by id throw StoreError `exam-gone`, `not-yours`; what does not apply in the state that
 * the exam is in is refused with `not-possible`, and nothing is changed. Whoever does something in an exam that is on
 * is a sign that a process is up: time in which there was no sign for {@link AWAY_MS} is given back.
 */
export interface ExamStore {
  /** Keeps the tasks of an exam; one that is drawn of the same blueprint or running already is given instead. */
  drawExam(input: DrawExam): Promise<Exam>;
  /** The exam that this person has drawn or is in. */
  liveExam(userId: string): Promise<Exam | undefined>;
  examView(examId: number, userId: string): Promise<ExamView>;
  /** The time begins. `roleId`: the role that the person was told of and wants. Throws StoreError `cool-down`. */
  beginExam(input: InExam & { readonly roleId: string | null }): Promise<Exam>;
  /** Gives up an exam that was not begun. */
  dropExam(input: InExam): Promise<void>;
  /** Takes an answer, or another one in its place. */
  answerExam(input: InExam & { readonly item: number; readonly answer: Answer }): Promise<DoneInExam>;
  /** Keeps what was typed and could not be taken. */
  keepExamDraft(input: InExam & { readonly item: number; readonly text: string }): Promise<DoneInExam>;
  flagExam(input: InExam & { readonly item: number; readonly flagged: boolean }): Promise<DoneInExam>;
  /** Notes that its person is there; ends it where its time is over. */
  lookAtExam(input: InExam): Promise<Exam>;
  submitExam(input: InExam): Promise<DoneInExam>;
  /**
   * Keeps the marks and feeds the memory with every answer, all of it once. `first` is false where an earlier call did.
   */
  reportExam(input: ReportExam): Promise<{ readonly exam: Exam; readonly first: boolean }>;
  /** Exams that have ended, the last one first, at most 25. */
  earlierExams(userId: string): Promise<readonly Exam[]>;

  /** When an exam ends or is to be marked; null where none is on. */
  nextExamAt(): Promise<number | null>;
  /**
   * The sign of a process that serves exams. Ends those whose time is over, and gives those that are to be marked; each
   * is in the hands of who claimed it for a while.
   */
  claimExams(input: { readonly now: number; readonly limit: number }): Promise<readonly Exam[]>;

  examRules(guildId: string): Promise<ExamRules>;
  setExamRules(guildId: string, rules: ExamRules): Promise<void>;
  /** What became of a try to give the role. */
  noteExamRole(input: {
    readonly examId: number;
    readonly userId: string;
    readonly given: boolean;
    readonly trouble: string | null;
  }): Promise<void>;
  /** Exams that this person has passed and still gets a role for. */
  owedRoles(userId: string): Promise<readonly Exam[]>;
  /** Removes what was drawn and never begun, and the tasks of exams of long ago; gives how many exams. */
  sweepExams(now: number): Promise<number>;
}
