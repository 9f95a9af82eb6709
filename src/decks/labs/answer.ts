import type { Move } from '../../study/labs/index.ts';

const block = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

/** The answer as a hint: the solution's lines, one after the other, and what is written in an editor. */
export function answerOf(solution: readonly Move[]): string {
  const parts: string[] = [];
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.length > 0) parts.push(block('sh', lines.join('\n')));
    lines = [];
  };
  for (const move of solution) {
    if (move.kind === 'line') {
      lines.push(move.text);
      continue;
    }
    flush();
    if (move.kind === 'edit')
      parts.push(
        move.text === null
          ? 'Close the editor without saving.'
          : `Leave the file like this, and save it:\n${block('yaml', move.text)}`,
      );
    else
      for (const [from, to] of Object.entries(move.replace))
        parts.push(`In the editor, change\n${block('yaml', from)}\nto\n${block('yaml', to)}\nand save.`);
  }
  flush();
  return parts.join('\n');
}
