/** Any JSON value that nobody may change in place: what is stored, sent and answered. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json | undefined;
}
