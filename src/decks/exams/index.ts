export { type CheckedExams, checkExams } from './check.ts';
export { loadExams } from './load.ts';
