const GLUED = /^[A-Za-z][\w./-]*:[^\s:]/;

/** The name before a colon that no space follows, as in `runAsUser:1000`; undefined where there is none that fits. */
export function gluedKey(line: string): string | undefined {
  return GLUED.test(line) ? line.slice(0, line.indexOf(':')) : undefined;
}
