/** Which pod of the manifest a claim is about: its name, or its index from 0; the first one when left out. */
interface OfPod {
  readonly pod?: string | number | undefined;
}

/** One claim about a card's manifest (`verify:` in a deck), in the words of the engine's Explanation, which proves it. */
export type Claim =
  | (OfPod & {
      readonly container?: string | undefined;
      readonly field: string;
      readonly value: unknown;
      readonly source?: 'container' | 'pod' | 'image' | 'annotation' | 'default' | 'unset' | undefined;
      readonly line?: number | undefined;
    })
  | (OfPod & {
      readonly container: string;
      readonly process: {
        readonly uid?: number | null | undefined;
        readonly gid?: number | null | undefined;
        readonly groups?: readonly number[] | undefined;
      };
    })
  | (OfPod & {
      readonly container: string;
      readonly start: 'starts' | 'refused' | 'depends-on-image';
      readonly code?: string | undefined;
      readonly reason?: string | undefined;
    })
  | (OfPod & { readonly accepted: { readonly strict: boolean; readonly ignore?: boolean | undefined } })
  | (OfPod & {
      readonly security: 'privileged' | 'baseline' | 'restricted';
      readonly because?: readonly string[] | undefined;
    })
  | {
      readonly finding: string;
      readonly path?: string | undefined;
      readonly line?: number | undefined;
    };
