/**
 * What the parts of a cluster ask about one object of theirs: the API server, whether it takes it; the kubelet, who its
 * containers run as. The same judgement as in an Explanation, without a paste around it.
 */
import { child } from './access.ts';
import { annotationWarnings } from './annotations.ts';
import { decode } from './decode.ts';
import type { ContainerExplanation, PodSecurity } from './explanation.ts';
import { specPathOf } from './locate.ts';
import { judge } from './object.ts';
import { type PodView, podView } from './pod.ts';
import type { Violation } from './pod-security/violation.ts';
import { LATEST_POLICY, violations } from './security.ts';
import { apiVersionOf, rootType, servedType } from './shape/index.ts';
import type { ApiError } from './validate/api-error.ts';
import { restErrors } from './validate/container-rest.ts';
import { labelAndAnnotationErrors, nameErrors } from './validate/metadata.ts';
import { objectErrors } from './validate/object.ts';
import type { MapNode } from './yaml/node.ts';

export type { Violation } from './pod-security/violation.ts';
export { LATEST_POLICY } from './security.ts';
export type { ApiError } from './validate/api-error.ts';

/** What the API server's decoder makes of a body. */
export interface Decoding {
  /** Of no mode of field validation lets it through: without `Pod in version "v1" cannot be handled as a Pod: `. */
  readonly fatal?: string;
  /** Paths of the fields that the kind does not have, in the server's order. */
  readonly unknown: readonly string[];
}

/** Decodes a body; undefined where the kind is not served in that version. */
export function decoding(root: MapNode, apiVersion: string, kind: string): Decoding | undefined {
  const type = servedType(apiVersion, kind);
  if (type === undefined) return undefined;
  const { fatal, unknown } = decode(root, type);
  return {
    ...(fatal === undefined ? {} : { fatal: fatal.message }),
    unknown: unknown.map(({ path }) => path),
  };
}

/** What validation and admission say of an object that was decoded. */
export interface Admission {
  readonly errors: readonly ApiError[];
  /** What the server warns of although it takes the object. */
  readonly warnings: readonly string[];
  /** What keeps it from a Pod Security level, in the words of a policy version (`v1.MINOR`). */
  violations(level: PodSecurity['level'], minor?: number): readonly Violation[];
}

/** What validation says of any object's name, labels and annotations. */
export function metadataErrors(root: MapNode, kind: string): readonly ApiError[] {
  const metadata = child(root, 'metadata');
  const named = rootTypeOfKind(kind) ? [] : nameErrors(kind, metadata);
  return [...named, ...labelAndAnnotationErrors(metadata, 'metadata')];
}

/** Kinds with a pod spec: their names are judged with the rest of them. */
const rootTypeOfKind = (kind: string): boolean => apiVersionOf(kind) !== undefined;

/** Judges an object of a kind that holds a pod spec; undefined for any other kind. */
export function admission(root: MapNode, apiVersion: string, kind: string): Admission | undefined {
  if (rootType(apiVersion, kind) === undefined) return undefined;
  const pod = podView(root, kind, specPathOf(kind));
  return {
    errors: [...objectErrors(pod), ...restErrors(pod)],
    warnings: annotationWarnings(pod),
    violations: (level, minor = LATEST_POLICY) => violations(pod, level, minor),
  };
}

/** What the kubelet makes of a pod whose images are known: container name → the image's USER. */
export function runtimeView(
  root: MapNode,
  imageUsers: Readonly<Record<string, string>>,
): readonly ContainerExplanation[] {
  const pod: PodView = podView(root, 'Pod', 'spec');
  const located = {
    index: 0,
    yamlDocument: 0,
    root: pod.root,
    apiVersion: 'v1',
    kind: 'Pod',
    line: 1,
    specPath: 'spec',
  };
  return judge(located, 'v1.Pod', (line) => line, { imageUsers }).explanation.containers;
}
