/** What the engine finds in a text, line by line; worked out in the page, nothing is sent. */
import { explain, ManifestError } from '../../manifest/index.ts';

export interface Finding {
  /** From 1. */
  readonly line: number;
  readonly severity: 'error' | 'warning' | 'hint';
  readonly message: string;
  readonly fix: string | null;
}

/** Above this nothing is looked for while one types. */
const MOST_CHARACTERS = 64 * 1024;

export function findingsIn(text: string): readonly Finding[] {
  if (text.trim() === '' || text.length > MOST_CHARACTERS) return [];
  try {
    const { findings, repairs } = explain(text);
    return [
      ...repairs.map(({ message }) => ({
        line: 1,
        severity: 'warning' as const,
        message: `In a paste I would repair this; in a file you have to: ${message}`,
        fix: null,
      })),
      ...findings.map(({ line, severity, message, fix }) => ({
        line: line ?? 1,
        severity,
        message,
        fix: fix ?? null,
      })),
    ].toSorted((a, b) => a.line - b.line);
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    return [{ line: error.line ?? 1, severity: 'error', message: error.message, fix: null }];
  }
}
