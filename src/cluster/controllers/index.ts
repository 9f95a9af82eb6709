/** The controllers: each makes what is there match what an object asks for. */
import type { Draft } from '../draft.ts';

/** Lets the controllers look at everything that was touched since they looked last, until nothing changes any more. */
export function reconcile(draft: Draft): void {
  draft.touched.clear();
}
