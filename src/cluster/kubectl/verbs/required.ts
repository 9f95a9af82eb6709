import type { Call } from '../call.ts';
import { failure } from '../failure.ts';

/** Flags that cobra asks for before the command begins (`MarkFlagRequired`). */
export function requireFlag(call: Call, ...flags: readonly string[]): void {
  const missing = flags.filter((flag) => !call.given(flag));
  if (missing.length > 0)
    throw failure(`required flag(s) ${missing.map((flag) => JSON.stringify(flag)).join(', ')} not set`);
}
