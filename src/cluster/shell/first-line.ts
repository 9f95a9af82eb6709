import { withoutTrailing } from '../trailing.ts';

/** What `#!` names: a program and, as one word, all that follows it; null: it names none. The kernel reads 256 bytes. */
export function firstLine(text: string): { readonly program: string; readonly argument: string } | null {
  if (!text.startsWith('#!')) return null;
  const [line = ''] = text.slice(2, 256).split('\n', 1);
  const words = withoutTrailing(line.replace(/^[ \t]+/, ''), ' \t');
  const [program = ''] = words.split(/[ \t]/, 1);
  return program === '' ? null : { program, argument: words.slice(program.length).replace(/^[ \t]+/, '') };
}
