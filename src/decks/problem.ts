/** Something wrong with a deck, placed where its author can see it. */
export interface Problem {
  /** error: the deck is refused. warning: a reader should look. */
  readonly severity: 'error' | 'warning';
  /** Stable, lower-case, hyphenated. */
  readonly code: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
  /** What it is about, as programs read it: `cards[3].prompt`; empty for the whole file. */
  readonly path: string;
  /** What it is about, what is wrong and what would be right, in one sentence. */
  readonly message: string;
  /** The line of the file, and the length of what to underline in it. */
  readonly excerpt: string;
  readonly length: number;
}

const TAB = /\t/g;

/** `file:line:column: error: message`, the line, and a caret under what is meant. Three lines, no colours. */
export function formatProblem(problem: Problem): string {
  const number = String(problem.line);
  const indent = ' '.repeat(number.length);
  const start = Math.max(0, problem.column - 60);
  const shown = problem.excerpt.slice(start, start + 110).replace(TAB, ' ');
  const caretAt = problem.column - 1 - start;
  const carets = '^'.repeat(Math.max(1, Math.min(problem.length, shown.length - caretAt)));
  return [
    `${problem.file}:${problem.line}:${problem.column}: ${problem.severity}: ${problem.message}`,
    `  ${number} | ${shown}`,
    `  ${indent} | ${' '.repeat(caretAt)}${carets}`,
  ].join('\n');
}
