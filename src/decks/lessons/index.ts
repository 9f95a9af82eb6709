export { type CheckedLessons, checkLessons, type KnownToLessons } from './check.ts';
export { loadLessons } from './load.ts';
