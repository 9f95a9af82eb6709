/**
 * The API server as functions on a draft: what kubectl sends over HTTP, and what controllers and the kubelet do through
 * their clients. Bodies are nodes of manifest/ (a document as it was read, or `nodeOf(json)`), so that every digit
 * and the order of keys reach the decoder as they were sent.
 */
export { create } from './create.ts';
export { remove } from './delete.ts';
export { mergePatch } from './patch/merge.ts';
export { mergeKey } from './patch/merge-keys.ts';
export { strategicPatch } from './patch/strategic.ts';
export { get, list } from './read.ts';
export type { PatchType, Ref, WriteOptions } from './requests.ts';
export {
  apiVersionOf,
  qualifiedName,
  RESOURCES,
  type Resource,
  resource,
  resourceNamed,
  resourceOfKind,
} from './resources.ts';
export type { Reply, Status, StatusCause } from './status.ts';
export type * from './types.ts';
export { patch, replace } from './update.ts';
