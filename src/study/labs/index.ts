/** Labs: what one is, the cluster it begins with, and how its steps are judged. */
export { startLab, type as typeIn, typedFor, typeLines } from './begin.ts';
export type { Goal, Predicate } from './goal.ts';
export { judge, judgeStep, wantedOf } from './judge.ts';
export type {
  GoalResult,
  Lab,
  LabKind,
  LabStart,
  LabStep,
  Move,
  Typed,
} from './lab.ts';
export { LAB_LIMITS } from './limits.ts';
export { saidOnce } from './said-once.ts';
export { namedBy } from './sight.ts';
