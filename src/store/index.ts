/** @public The command line loads the store as a whole. */
export { labMissesAt, openReportsAt, settleReportAt } from './beside.ts';
export { MOST_SERVER_DECKS } from './decks/interface.ts';
export { backup } from './engine/sqlite/backup.ts';
export { restore } from './engine/sqlite/restore.ts';
export { StoreError } from './engine/store-error.ts';
/** @public The command line loads the store as a whole. */
export { type Moved, type MoveProgress, move } from './move.ts';
export { openStore } from './open.ts';
export { locationOf, type Place, placeOf } from './place.ts';
export type * from './store.ts';
