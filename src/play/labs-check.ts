import { UserError } from '../runtime/user-error.ts';
import { ended } from '../store/labs/entries.ts';
import type { Ask, LabRow } from '../store/store.ts';
import { examOfLab } from '../study/exams/exam-lab.ts';
import type { GoalResult } from '../study/labs/index.ts';
import { type InLab, type LabPlay, type LabSession, sessionOf, stepOf } from './labs.ts';
import { labCard, labQuestion } from './labs-card.ts';

export interface CheckInput extends InLab {
  /** The step that the person saw; the one it stands at where that is left out. */
  readonly step?: number;
  /** Where they are, for the leaderboard there. */
  readonly place?: { readonly guildId: string | null; readonly channelId: string };
}

export interface CheckedLab {
  readonly session: LabSession;
  /** Of the step that was checked; empty where it was done before. */
  readonly results: readonly GoalResult[];
  /** What is told to who made an attempt that is known. */
  readonly remark: string | null;
  /** All of that step is met, now or by an earlier check. */
  readonly stepDone: boolean;
  readonly finished: boolean;
  /** The lab as a card, with points and schedule, once it is finished. */
  readonly ask: Ask | null;
}

/**
 * Judges the step by the state of the cluster; with the last one the lab is finished, once.
 * @throws StoreError `not-yours`, `lab-gone`, `not-possible`; UserError `lab-too-heavy`.
 */
export async function checkLab(play: LabPlay, input: CheckInput): Promise<CheckedLab> {
  const { store } = play;
  const { session, userId } = input;
  const row = await store.labSession(session.id, userId);
  refuseInExam(row);
  const at = input.step ?? row.step;
  const now = sessionOf(play, row);
  if (!now.open && row.finishedAt === null) throw ended();
  const step = stepOf(now);
  if (at < row.step || step === undefined) return passed(play, input, row, []);
  const { results, remark } = await play.labWork.run(userId, 'judge', {
    state: row.state,
    start: await store.labStart(row),
    step,
  });
  if (!results.every(({ met }) => met))
    return { session: now, results, remark, stepDone: false, finished: false, ask: null };
  return passed(play, input, await store.passLabStep({ id: row.id, userId, step: row.step }), results);
}

/** A step is done; where it was the last, the lab is. */
async function passed(
  play: LabPlay,
  { userId, place }: CheckInput,
  row: LabRow,
  results: readonly GoalResult[],
): Promise<CheckedLab> {
  const session = sessionOf(play, row);
  const { lab } = session;
  const some = { results, remark: null, stepDone: true };
  if (lab.steps.length === 0 || row.step < lab.steps.length) {
    return { ...some, session, finished: false, ask: null };
  }
  const done = await play.store.finishLab({
    id: row.id,
    userId,
    guildId: place?.guildId ?? null,
    channelId: place?.channelId ?? userId,
    question: labQuestion(lab, row.id),
    run: { index: 0, count: 1, deck: null, topic: null, shared: false, right: 0, seen: [] },
    grade: (['good', 'hard', 'again'] as const)[row.helped],
    points: pointsOfLab(lab),
    teaches: lab.teaches.filter((card) => card !== labCard(lab.id)),
    now: play.now(),
  });
  return { ...some, session: sessionOf(play, done.session), finished: true, ask: done.ask };
}

/** What a lab is worth to who does it for the first time. */
export function pointsOfLab({ difficulty }: Pick<LabSession['lab'], 'difficulty'>): number {
  return 5 * difficulty;
}

/**
 * Takes one more hint of the step, the `taken`th: a second press of the same button takes no further one. The last is
 * the answer.
 */
export async function takeHint(
  play: LabPlay,
  { session, userId, taken, step }: InLab & { readonly step: number; readonly taken: number },
): Promise<LabSession> {
  const { lab } = await sessionFor(play, session.id, userId);
  refuseInExam({ lab: lab.id });
  const { hints = [] } = stepOf({ lab, step }) ?? {};
  const most = Math.max(0, Math.min(taken, hints.length));
  const help = most === 0 ? 0 : most < hints.length ? 1 : 2;
  return sessionOf(play, await play.store.takeLabHint({ id: session.id, userId, step, taken: most, help }));
}

/** In an exam nothing is told before its end. */
function refuseInExam({ lab }: Pick<LabRow, 'lab'>): void {
  if (examOfLab(lab) === undefined) return;
  throw new UserError({
    identifier: 'in-exam',
    message:
      'This lab belongs to your exam: it is checked once you hand the exam in, and there are no hints.',
  });
}

async function sessionFor(play: LabPlay, id: number, userId: string): Promise<LabSession> {
  return sessionOf(play, await play.store.labSession(id, userId));
}
