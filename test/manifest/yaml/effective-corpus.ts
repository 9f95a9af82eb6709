import { readFileSync } from 'node:fs';

/** The part of a labelled case that the reader of YAML answers for. */
export interface LabelledText {
  readonly id: string;
  readonly yaml: string;
  readonly expect: { readonly parseError?: string; readonly duplicateKeys?: readonly string[] };
}

/** All manifests of test/oracle/effective.json. */
export const LABELLED: readonly LabelledText[] = JSON.parse(
  readFileSync(new URL('../../oracle/effective.json', import.meta.url), 'utf8'),
).cases;
