/** Lessons: what one is, what changed in its manifests from step to step, and what they mean. */
export { type EffectivePod, type EffectiveTable, effectivePods } from './effective-table.ts';
export { fateWords, groupWords, originWords, securityWords } from './fate-words.ts';
export type { Exchange, Lesson, LessonManifest, LessonStep } from './lesson.ts';
export { LESSON_LIMITS } from './limits.ts';
export { manifestAt, markedLines } from './marked-lines.ts';
