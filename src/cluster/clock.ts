import type { Draft } from './draft.ts';
import type { Work } from './state.ts';

/** Puts work off to a moment (ms of the cluster's clock; one that has passed is due at once). */
export function schedule(draft: Draft, at: number, work: Work): void {
  draft.counter += 1;
  draft.due.push({ at: Math.max(at, draft.now), order: draft.counter, work });
}

/** Forgets the work that `unwanted` picks. */
export function unschedule(draft: Draft, unwanted: (work: Work) => boolean): void {
  draft.due = draft.due.filter(({ work }) => !unwanted(work));
}

/** A moment as objects hold it: RFC 3339 in UTC, whole seconds. */
export function timestamp(ms: number): string {
  return `${new Date(ms - (((ms % 1000) + 1000) % 1000)).toISOString().slice(0, 19)}Z`;
}
