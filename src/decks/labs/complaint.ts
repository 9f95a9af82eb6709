import type { DeckPath } from '../positions.ts';

/** Something wrong with a lab: where in it, and what. */
export interface Complaint {
  readonly code: string;
  readonly path: DeckPath;
  readonly message: string;
}
