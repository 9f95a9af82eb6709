/** Exit codes of the process, after sysexits.h where it has one. */
export const EXIT = {
  ok: 0,
  failed: 1,
  /** EX_NOPERM: Discord refuses the token. */
  tokenRefused: 77,
  /** EX_CONFIG: a variable holds what it must not, or Node.js is too old. */
  badConfig: 78,
} as const;
