/** Discord's limit for the description of a picture, in characters. */
export const ALT_MAX = 1024;

/** A picture before it is made of pixels, and the same in words. */
export interface Sheet {
  readonly svg: string;
  /** At most {@link ALT_MAX} characters. */
  readonly alt: string;
}

/** A picture and the same in words. */
export interface Picture {
  readonly png: Buffer;
  /** At most {@link ALT_MAX} characters. */
  readonly alt: string;
}
