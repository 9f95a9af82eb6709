import type { LabWork } from '../play/labs-in-thread.ts';
import { timed } from '../runtime/metrics/timed.ts';
import type { Watch } from '../runtime/metrics/watch.ts';
import { within } from '../runtime/within.ts';
import { StoreError } from '../store/engine/store-error.ts';
import type { Store } from '../store/store.ts';

/** Work that falls due without anyone asking, with the use-cases that say when and that take it on. */
export const DUE_WORK = {
  reminders: { next: 'nextReminderAt', claim: 'claimReminders' },
  matches: { next: 'nextMatchAt', claim: 'claimMatches' },
  daily: { next: 'nextDailyAt', claim: 'claimDailies' },
  exams: { next: 'nextExamAt', claim: 'claimExams' },
  reports: { next: 'nextReportNewsAt', claim: 'claimReportNews' },
  seasons: { next: 'nextSeasonAt', claim: 'claimSeasons' },
} as const satisfies Readonly<Record<string, { readonly next: keyof Store; readonly claim: keyof Store }>>;

/** A database that does not answer within that does not answer, in ms. */
const ANSWERS_MS = 2_500;

const CLAIMS: ReadonlyMap<string, string> = new Map(
  Object.entries(DUE_WORK).map(([work, { claim }]) => [claim, work]),
);

/** The store, each of whose use-cases tells `watch` how long it took and how it ended. */
export function watchedStore(store: Store, watch: Watch): Store {
  return timed(store, ({ name, ms, end }) => {
    const failure = 'value' in end ? null : codeOf(end.error);
    watch.useCase({ name, ms, failure });
    const work = CLAIMS.get(name);
    if (work !== undefined && 'value' in end && Array.isArray(end.value))
      watch.claimed(work, end.value.length);
  });
}

/** What works on labs, and tells `watch` of every line that is not simulated. */
export function watchedLabWork(labWork: LabWork, watch: Watch): LabWork {
  return timed(labWork, ({ end }) => {
    if (!('value' in end)) return;
    const ran = end.value;
    if (typeof ran !== 'object' || ran === null || !('notSimulated' in ran)) return;
    if (typeof ran.notSimulated === 'string') watch.notSimulated(ran.notSimulated);
  });
}

/** By kind of work, how long the earliest that is due has been so, in ms; null where the database does not say. */
export async function overdue(store: Store, now: number): Promise<Readonly<Record<string, number | null>>> {
  const each = Object.entries(DUE_WORK).map(async ([work, { next }]) => {
    const at = await within(ANSWERS_MS, store[next](), undefined).catch(() => undefined);
    const late = at === undefined ? null : Math.max(0, now - (at ?? now));
    return [work, late] as const;
  });
  return Object.fromEntries(await Promise.all(each));
}

/** Why the store does not answer, in a sentence without what is secret; null when it does. */
export async function storeTrouble(store: Store): Promise<string | null> {
  try {
    const answer = await within(ANSWERS_MS, store.nextReminderAt(), 'late' as const);
    return answer === 'late' ? `The database has not answered within ${ANSWERS_MS / 1000} s.` : null;
  } catch (error) {
    return `The database does not answer (${codeOf(error)}).`;
  }
}

function codeOf(error: unknown): string {
  return error instanceof StoreError ? error.code : 'other';
}
