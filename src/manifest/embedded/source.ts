import type { Finding } from '../explanation.ts';
import type { Target } from '../patches/part.ts';

/** A manifest that stands inside something that is none: what to read instead of the whole paste. */
export interface Source {
  readonly text: string;
  /** The line of the paste for each line of the text, where the two are not the same. */
  readonly lines?: readonly number[];
  /** What was found and where, first of the findings. */
  readonly findings: readonly Finding[];
  /** It is a patch for this object, not a manifest. */
  readonly patch?: Target;
  /** What the paste says about images: as in ExplainOptions. */
  readonly imageUsers?: Readonly<Record<string, string>>;
  /** kubectl refuses the paste as it stands. */
  readonly refused?: true;
  /** What was changed, for a corrected manifest. */
  readonly change?: string;
  /** Paths of required values that whoever takes it fills in. */
  readonly filled?: readonly string[];
}

/** A finding of a whole paste. */
export function sourceHint(code: string, line: number, message: string, fix: string): Finding {
  return { severity: 'hint', code, path: '', line, message, fix };
}

/** The number (1-based) of the line an offset stands in. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
