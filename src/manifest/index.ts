/** What a manifest means: text in, Explanation out. Pure. */

export { jsonOf } from './access.ts';
export {
  type Admission,
  type ApiError,
  admission,
  type Decoding,
  decoding,
  LATEST_POLICY,
  metadataErrors,
  runtimeView,
  type Violation,
} from './admission.ts';
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
  SecurityRemedy,
  SecurityStep,
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
export { type Deciders, decidersOf, identityOf } from './identity.ts';
export { namesOfNobody } from './image-user-names.ts';
export { nodeOf, type Sendable, withValue } from './json-node.ts';
export { meetsRequirement } from './label-requirement.ts';
export { canonicalQuantity, thousandths } from './quantity.ts';
export { fieldsOf, kubernetesRelease, servedType, type TypeRef } from './shape/index.ts';
export { SAFE_SYSCTLS } from './sysctls.ts';
export { keyFaults, valueFaults } from './validate/metadata.ts';
export {
  BOUNDS,
  type Duplicate,
  type Entry,
  type MapNode,
  type Node,
  readYaml,
  type Yaml,
  type YamlProblem,
} from './yaml/index.ts';
export { resolvePlain } from './yaml/resolve.ts';
