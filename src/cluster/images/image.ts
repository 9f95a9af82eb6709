import type { Directory } from '../files/tree.ts';

/** What an image's configuration and files say. */
export interface Image {
  /** False: Podium does not know what is in it. It starts, sleeps, and has no files to look at. */
  readonly known: boolean;
  /** As in its configuration; empty: it sets none. */
  readonly user: string;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly env: readonly (readonly [name: string, value: string])[];
  /** Names of variables that it sets too, to values that Podium does not know (versions, checksums). */
  readonly unknownEnv: readonly string[];
  /** Absolute; `/` where the configuration sets none. */
  readonly workingDir: string;
  /** Paths of its VOLUME lines: the runtime puts an empty directory of its own over each. */
  readonly volumes: readonly string[];
  /** What the runtime sends to end it (STOPSIGNAL), without SIG. */
  readonly stopSignal: string;
  /** Everything in it, `/` at the top, with /etc/passwd and /etc/group. */
  readonly files: Directory;
}

/** What comes of pulling: the image, or why the registry has none, in the runtime's words. */
export type Pulled =
  | { readonly kind: 'image'; readonly image: Image }
  | { readonly kind: 'absent'; readonly message: string };
