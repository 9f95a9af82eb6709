import { BOUNDS } from '../bounds.ts';
import { parseNext } from './parse.ts';
import { ShellSyntaxError } from './syntax.ts';

/**
 * Whether a shell that reads this from a keyboard would ask for another line before it runs anything of it: a quote, a
 * heredoc, `$(`, `if` is open, or the last line ends with a backslash. What is wrong in another way is not unfinished.
 */
export function isUnfinished(text: string): boolean {
  if (text.length > BOUNDS.inputChars) return false;
  if (endsWithBackslash(text)) return true;
  try {
    let [at, line] = [0, 1];
    while (at < text.length) {
      const { command, next, nextLine, heredocOpen } = parseNext(text, at, line);
      if (heredocOpen) return true;
      if (command === null) return false;
      [at, line] = [next, nextLine];
    }
    return false;
  } catch (error) {
    if (error instanceof ShellSyntaxError) return error.trouble.kind === 'unfinished';
    throw error;
  }
}

/** The last backslash takes the line's end away, unless another one takes it. */
function endsWithBackslash(text: string): boolean {
  let begin = text.length;
  while (begin > 0 && text.charAt(begin - 1) === '\\') begin -= 1;
  return (text.length - begin) % 2 === 1;
}
