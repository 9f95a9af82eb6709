/** What a request may ask for beside the object it is about. */
import type { Resource } from './resources.ts';

/** What one object is called. `namespace` is empty for what belongs to the whole cluster. */
export interface Ref {
  readonly resource: Resource;
  readonly namespace: string;
  readonly name: string;
}

export interface ListOptions {
  /** As after `-l`: `a=b,c!=d,e in (f,g),!h`. */
  readonly labelSelector?: string;
  /** As after `--field-selector`. */
  readonly fieldSelector?: string;
}

export interface WriteOptions {
  /** Everything is done but storing. */
  readonly dryRun?: boolean;
  /** What becomes of unknown fields; the server's own default is `Warn`, kubectl asks for `Strict`. */
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore';
  /** `scale`: only the number of replicas is changed, and admission of the object itself is not asked. */
  readonly subresource?: 'status' | 'ephemeralcontainers' | 'scale';
}

export type PatchType = 'strategic' | 'merge' | 'json';

export interface DeleteOptions {
  readonly dryRun?: boolean;
  /** 0: at once, without waiting for the kubelet. */
  readonly gracePeriodSeconds?: number;
  /** `Orphan` leaves what the object owns; the others take it away. */
  readonly propagation?: 'Background' | 'Foreground' | 'Orphan';
}
