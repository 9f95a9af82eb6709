import type { Claim } from '../claim.ts';

/** A claim about one pod or container. `container: "*"` is each of them. */
type Stated = Exclude<Claim, { readonly finding: string } | { readonly accepted: unknown }>;

/** Something typed on a cluster that has taken the manifest, and how it is to end: in the words of a lab's goals. */
interface LineGoal {
  readonly line: string;
  readonly status?: number | 'fails' | undefined;
  readonly prints?: string | undefined;
  readonly includes?: string | undefined;
}

/**
 * What is to hold of a mended manifest: a claim as `verify:` has them, or a line typed on a simulated cluster. A
 * `security` claim is met by that level and by a stricter one; `source` says which level a field has to be set at.
 */
export type MendGoal = (Stated | LineGoal) & {
  /** The author's own words for what is wanted. */
  readonly say?: string | undefined;
};

/** What a manifest is to be mended to. That kubectl takes it as it is written is a goal of every mend. */
export interface Mend {
  readonly goals: readonly MendGoal[];
  /** A manifest that reaches the goals and changes nothing else. */
  readonly solution: string;
  /** Container name → USER of its image (`""`: sets none, `"*"`: all the rest). */
  readonly imageUsers: Readonly<Record<string, string>>;
}

/** What stands where something is to be filled in. */
export const BLANK = '____';

/** A manifest with something typed in place of its blank; what is typed is one line. */
export function filledIn(manifest: string, typed: string): string {
  return manifest.replace(BLANK, () => typed.replace(/[\r\n\u2028\u2029]+/g, ' ').trim());
}
