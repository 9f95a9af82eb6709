import type { Cluster } from '../cluster/index.ts';
import { UserError } from '../runtime/user-error.ts';
import type { LabEntryRow, LabRow, OpenEdit } from '../store/store.ts';
import { examOfLab } from '../study/exams/exam-lab.ts';
import type { Lab, LabStep } from '../study/labs/index.ts';
import type { LabWork } from './labs-in-thread.ts';
import { FREE_LAB, type LabSource } from './labs-source.ts';
import { TRIED_FILE, unpackCluster } from './labs-work.ts';
import type { Play } from './session.ts';

/** What a lab needs, whoever shows it. */
export interface LabPlay extends Pick<Play, 'store' | 'now'> {
  readonly labs: LabSource;
  readonly labWork: LabWork;
}

/** A lab as one person has it. */
export interface LabSession {
  /** Of the store. */
  readonly id: number;
  readonly userId: string;
  readonly lab: Lab;
  /** False once it was left or begun again, or its lab was changed so that it begins anew: nothing more is done in it. */
  readonly open: boolean;
  /** Of `lab.steps`, from 0; as many as there are once it is finished. */
  readonly step: number;
  /** How many things were done: the number of the next one. */
  readonly turn: number;
  /** As it stands; unpacked when it is asked for. */
  readonly cluster: Cluster;
  readonly prompt: string;
  /** The editor that is open. */
  readonly edit: OpenEdit | null;
  /** A shell inside of a container reads what is typed. */
  readonly inside: boolean;
  /** Taken of each step, 0 to 3, by its number. */
  readonly hints: readonly number[];
  /** The most that was taken of any: 0 none, 1 a hint, 2 the answer. */
  readonly helped: 0 | 1 | 2;
  readonly startedAt: number;
  readonly finishedAt: number | null;
}

/** Something that was typed, and what came of it. */
export type LabEntry = LabEntryRow;

/** Who asks. */
export interface Learner {
  readonly userId: string;
}

/** A session and who wants something of it. */
export interface InLab extends Learner {
  readonly session: Pick<LabSession, 'id'>;
}

/** A session of the store as whoever shows it needs it. @throws UserError `lab-not-there` where its lab is gone. */
export function sessionOf({ labs }: Pick<LabPlay, 'labs'>, row: LabRow): LabSession {
  const lab = labs.find(row.lab);
  if (lab === undefined) throw notThere();
  let cluster: Cluster | undefined;
  return {
    id: row.id,
    userId: row.userId,
    lab,
    open: row.open && row.revision === lab.revision,
    step: row.step,
    turn: row.turn,
    get cluster() {
      cluster ??= unpackCluster(row.state);
      return cluster;
    },
    prompt: row.prompt,
    edit: row.edit,
    inside: row.inside,
    hints: row.hints,
    helped: row.helped,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
  };
}

/** The step that a session stands at; undefined where all are done, or there are none. */
export function stepOf({ lab, step }: Pick<LabSession, 'lab' | 'step'>): LabStep | undefined {
  return lab.steps[step];
}

/** Lines that a step is likely to need next. */
export function quickLines({ lab }: Pick<LabSession, 'lab'>, step: number): readonly string[] {
  return lab.id === FREE_LAB.id ? FREE_LINES : (lab.steps[step]?.quick ?? []);
}

/** When the time of a task is over, ms. */
export function deadline({ lab, startedAt }: Pick<LabSession, 'lab' | 'startedAt'>): number {
  return startedAt + lab.minutes * 60_000;
}

/**
 * The open session of this person in this lab, or a new one. A lab whose author changed it since begins again.
 * @throws UserError `lab-not-there`.
 */
export async function openLab(play: LabPlay, { userId }: Learner, labId: string): Promise<LabSession> {
  const lab = labNamed(play, labId);
  await checkExam(play, userId, labId);
  const there = await play.store.openLabSession(userId, lab.id);
  if (there !== undefined && there.revision === lab.revision) return sessionOf(play, there);
  return begin(play, userId, lab, { replaces: there?.id ?? null, askId: null });
}

/** A new session for a question of `/review`; the one that answers it where there is one already. */
export async function openLabForReview(
  play: LabPlay,
  { userId }: Learner,
  labId: string,
  askId: number,
): Promise<LabSession> {
  const lab = labNamed(play, labId);
  const there = await play.store.openLabSession(userId, lab.id);
  if (there?.askId === askId && there.revision === lab.revision) return sessionOf(play, there);
  return begin(play, userId, lab, { replaces: there?.id ?? null, askId });
}

/**
 * A manifest that was pasted in a fresh cluster of one's own, as a file; what was there of before goes. `repaired`: it
 * stands there as /explain read it.
 */
export async function tryManifest(
  play: LabPlay,
  { userId }: Learner,
  paste: string,
): Promise<{ readonly session: LabSession; readonly repaired: boolean }> {
  const there = await play.store.openLabSession(userId, FREE_LAB.id);
  const { state, repaired } = await play.labWork.run(userId, 'try', { paste });
  const origin = { replaces: there?.id ?? null, askId: null };
  const row = await play.store.startLab(startOf(play, userId, FREE_LAB, state, origin));
  return { session: sessionOf(play, row), repaired };
}

/** A lab of an exam is opened while that is on. */
async function checkExam({ store, now }: LabPlay, userId: string, labId: string): Promise<void> {
  const examId = examOfLab(labId)?.examId;
  if (examId === undefined) return;
  const exam = await store.lookAtExam({ examId, userId, now: now() });
  if (exam.state !== 'running')
    throw new UserError({
      identifier: 'exam-over',
      message: 'That lab belongs to an exam that is not on. See the exam with /exam open.',
    });
}

const FREE_LINES: readonly string[] = [
  `kubectl apply -f ${TRIED_FILE}`,
  'kubectl get pods',
  `nano ${TRIED_FILE}`,
];

/** The session used last, of any lab; undefined where none is open. */
export async function lastLab(play: LabPlay, { userId }: Learner): Promise<LabSession | undefined> {
  const row = await play.store.openLabSession(userId, 'last');
  return row === undefined ? undefined : sessionOf(play, row);
}

/** The session with this id. @throws StoreError `not-yours`, `lab-gone`; UserError `lab-not-there`. */
export async function labById(play: LabPlay, { userId }: Learner, id: number): Promise<LabSession> {
  return sessionOf(play, await play.store.labSession(id, userId));
}

/** Begins this lab again, in a session of its own. One that was ended meanwhile leads to the one that is open. */
export async function resetLab(play: LabPlay, { session, userId }: InLab): Promise<LabSession> {
  const row = await play.store.labSession(session.id, userId);
  const lab = labNamed(play, row.lab);
  if (!row.open) return openLab(play, { userId }, row.lab);
  if (lab.id !== FREE_LAB.id) return begin(play, userId, lab, { replaces: row.id, askId: null });
  const start = { state: await play.store.labStart(row) };
  const state = await play.labWork.run(userId, 'replay', { ...start, lines: [] });
  return sessionOf(
    play,
    await play.store.startLab(startOf(play, userId, lab, state, { replaces: row.id, askId: null })),
  );
}

/** Ends a session without finishing it. */
export async function leaveLab(play: LabPlay, { session, userId }: InLab): Promise<void> {
  await play.store.leaveLab(session.id, userId);
}

/** What was typed and not taken back, oldest first; at most the last so many. */
export function labEntries(
  play: LabPlay,
  session: Pick<LabSession, 'id' | 'userId'>,
  last = Number.MAX_SAFE_INTEGER,
): Promise<readonly LabEntry[]> {
  return play.store.labEntries(session, last);
}

/** Where a session came from. */
interface Origin {
  readonly replaces: number | null;
  readonly askId: number | null;
}

async function begin(play: LabPlay, userId: string, lab: Lab, origin: Origin): Promise<LabSession> {
  const state = await play.labWork.run(userId, 'start', { start: lab.start });
  return sessionOf(play, await play.store.startLab(startOf(play, userId, lab, state, origin)));
}

function startOf(play: LabPlay, userId: string, lab: Lab, state: LabStateOf, origin: Origin) {
  return { userId, lab: lab.id, revision: lab.revision, ...state, ...origin, now: play.now() };
}

type LabStateOf = Pick<LabRow, 'state' | 'prompt' | 'edit' | 'inside'>;

function labNamed({ labs }: Pick<LabPlay, 'labs'>, id: string): Lab {
  const lab = labs.find(id);
  if (lab === undefined) throw notThere();
  return lab;
}

function notThere(): UserError {
  return new UserError({
    identifier: 'lab-not-there',
    message: "I don't know that lab; it may have been removed. Run /lab without a name to see them all.",
  });
}
