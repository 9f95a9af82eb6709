export { checkExams } from './check.ts';
export { loadExams } from './load.ts';
