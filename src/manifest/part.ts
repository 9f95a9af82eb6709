import type { Finding, ReadFrom } from './explanation.ts';
import type { Node } from './yaml/node.ts';

/** A pod spec that is only a part of what was pasted, and what is to be said of it. */
export interface Part {
  readonly readFrom: ReadFrom;
  /** Where the root is no object: the name that is shown. */
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** Turns a path below the part's root into one of the paste. */
  readonly shown: (path: string) => string;
  /** It is a pod spec as it stands, not one put together: its Pod Security level can be told. */
  readonly whole: boolean;
  /** What becomes of a field that Kubernetes does not know. */
  readonly unknown: string;
  /** Findings of the part itself, with lines of the text. */
  readonly notes: readonly Finding[];
}

/** A part with its root and the type it is decoded as. */
export interface PartRoot {
  readonly part: Part;
  readonly root: Node;
  readonly type: 'v1.PodSpec' | 'v1.PodTemplateSpec';
  readonly specPath: '' | 'spec';
  readonly kind: string;
  readonly line: number;
}
