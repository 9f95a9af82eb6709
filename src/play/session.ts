import type { Store } from '../store/store.ts';
import type { Scope, Shelf } from './shelf.ts';

/** What a session needs, whoever shows it. */
export interface Play {
  readonly store: Store;
  readonly shelf: Shelf;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Whom a question is put to, and where. */
export interface Place extends Scope {
  readonly channelId: string;
}

/**
 * The seed of the question that follows an ask: always the same for the same ask, so that a second press of Next
 * shows the same question. Mixed with MurmurHash3's finalizer (fmix32), so that neighbours differ in every bit.
 */
export function followingSeed(ask: {
  readonly id: number;
  readonly question: { readonly seed: number };
}): number {
  let hash = (ask.question.seed ^ Math.imul(ask.id, 0x9e3779b1)) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
