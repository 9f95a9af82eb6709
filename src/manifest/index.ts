/** What a manifest means: text in, Explanation out. Pure. */

export { type Change, type Correction, correct } from './correct.ts';
export { explain } from './explain.ts';
export type {
  ApiReply,
  Clause,
  ClusterMessage,
  ContainerExplanation,
  Decided,
  EffectiveField,
  ExplainOptions,
  Explanation,
  Finding,
  ImageCase,
  Json,
  Overridden,
  PodExplanation,
  PodRejection,
  PodSecurity,
  Process,
  ReadFrom,
  Repair,
  Role,
  Severity,
  Source,
  Start,
} from './explanation.ts';
export { ManifestError } from './explanation.ts';
export { asMeant, type Fate, fateOf } from './fate.ts';
export {
  type Field,
  fieldNamed,
  fieldSpelledLike,
  fields,
  fieldsAt,
  type Level,
  type Merge,
} from './fields.ts';
export { kubernetesRelease } from './shape/index.ts';
