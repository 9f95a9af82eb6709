export { type CheckedLabs, checkLabs, type Known } from './check.ts';
export { type LabText, loadLabs } from './load.ts';
