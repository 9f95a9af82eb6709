import { UserError } from '../runtime/user-error.ts';
import type { AskedHere, ItemStats, Report, ReportedCard, Store } from '../store/store.ts';
import {
  type Card,
  type Difficulty,
  drawQuestion,
  findCard,
  findDrill,
  type Question,
} from '../study/index.ts';
import { serverOf } from '../study/server-of.ts';
import type { QuestionSource } from './library.ts';
import type { Shelf } from './shelf.ts';

/** What reports are looked at with. */
export interface ReportDesk {
  readonly store: Store;
  readonly shelf: Shelf;
  readonly questions: QuestionSource;
}

/** A report with its question as its writer saw it; undefined: not kept, or the card is gone. */
export interface SeenReport extends Report {
  readonly question: Question | undefined;
}

/** A card that managers have something to decide about, with all that helps to decide. */
export interface ReportSheet extends ReportedCard {
  /** Which of how many, from 0. */
  readonly index: number;
  readonly total: number;
  /** The newest first, {@link MOST_REPORTS} at most. */
  readonly notes: readonly SeenReport[];
  /** As the newest report saw it of which that is kept. undefined: a drill of which it is not, or `gone`. */
  readonly question: Question | undefined;
  /** The card left its deck. */
  readonly gone: boolean;
  /** The card as its deck holds it; undefined for a drill, a lab, and one that is gone. */
  readonly whole: Card | undefined;
  /** How everyone together answered it; undefined where nobody has. */
  readonly stats: ItemStats | undefined;
  readonly here: AskedHere;
}

/** Reports of one card that are shown. */
const MOST_REPORTS = 50;

/** Looks up the card at this place of the list, or the nearest; undefined where the list is empty. */
export async function reportSheet(
  desk: ReportDesk,
  guildId: string,
  at: number | { readonly card: string; readonly else: number },
): Promise<ReportSheet | undefined> {
  const { store } = desk;
  const list = await store.reportedCards(guildId);
  const found = typeof at === 'number' ? at : list.findIndex(({ card }) => card === at.card);
  const wanted = found < 0 && typeof at !== 'number' ? at.else : found;
  const index = Math.max(0, Math.min(wanted, list.length - 1));
  const entry = list[index];
  if (entry === undefined) return undefined;
  const { card } = entry;
  const reports = await store.reportsOf({ guildId, card, limit: MOST_REPORTS });
  const whole = await wholeCard(desk, card);
  const notes = await Promise.all(
    reports.map(async (report) => ({ ...report, question: await seenBy(desk, { report, card, whole }) })),
  );
  return {
    ...entry,
    index,
    total: list.length,
    notes,
    question: notes.find((note) => note.question !== undefined)?.question ?? (await unseen(desk, card)),
    gone: !(await isThere(desk, card)),
    whole,
    stats: (await store.itemStats([card])).get(card),
    here: await store.askedHere(guildId, card),
  };
}

/** Whether the card is asked anywhere still. */
async function isThere({ shelf }: ReportDesk, card: string): Promise<boolean> {
  return (await shelf.drawCard(card, 0)) !== undefined;
}

async function wholeCard({ store, questions }: ReportDesk, card: string): Promise<Card | undefined> {
  return serverOf(card) === null ? findCard(questions.whole, card) : store.serverCard(card);
}

/** The question as the writer of this report saw it. */
async function seenBy(
  { shelf, questions }: ReportDesk,
  {
    report: { drawn },
    card,
    whole,
  }: { readonly report: Report; readonly card: string; readonly whole: Card | undefined },
): Promise<Question | undefined> {
  if (drawn === null) return undefined;
  if (whole !== undefined) return drawQuestion(whole, drawn.seed);
  if (findDrill(card) === undefined) return shelf.drawCard(card, drawn.seed);
  return questions.drawCard(card, drawn.seed, drawn.difficulty as Difficulty);
}

/** A card of which no report keeps what its writer saw: in some order of its options. */
async function unseen({ shelf }: ReportDesk, card: string): Promise<Question | undefined> {
  return findDrill(card) === undefined ? shelf.drawCard(card, 0) : undefined;
}

/**
 * Retires the card of a report in its server.
 * @throws UserError `card-gone`; StoreError `not-possible` for a report of another server.
 */
export async function retireReported(
  desk: ReportDesk,
  { guildId, reportId, now }: { readonly guildId: string; readonly reportId: number; readonly now: number },
): Promise<string> {
  const card = await desk.store.reportedCard(guildId, reportId);
  if (!(await isThere(desk, card)))
    throw new UserError({
      identifier: 'card-gone',
      message: 'That card has left its deck, so it is not asked any more in any case.',
    });
  await desk.store.retireCard({ guildId, card, now });
  return card;
}
