/** How each shell words its own complaints (ash of busybox, dash, bash; compared with real ones in test/cluster). */
import type { ExpansionError } from './expand.ts';
import type { ShellKind, ShellProcess } from './process.ts';
import type { ShellSyntaxError } from './syntax.ts';
import { KEYWORDS } from './words.ts';

/** What stands before a complaint: the shell's name, and the line where the shell says it. */
function head(process: ShellProcess, line: number): string {
  const { kind, name, mode } = process;
  if (kind === 'dash') return `${name}: ${line}: `;
  if (kind === 'bash') return mode === 'prompt' ? `${name}: ` : `${name}: line ${line}: `;
  return mode === 'script' ? `${name}: line ${line}: ` : `${name}: `;
}

/** No command of this name: status 127. */
export function notFound(process: ShellProcess, name: string, line: number): string {
  const words =
    process.kind !== 'bash'
      ? 'not found'
      : name.includes('/')
        ? 'No such file or directory'
        : 'command not found';
  return `${head(process, line)}${name}: ${words}\n`;
}

/** Something that is there and cannot be run: status 126. Also whatever else is said with no builtin's name. */
export function says(process: ShellProcess, text: string, line: number): string {
  return `${head(process, line)}${text}\n`;
}

/** A redirect that fails; ash and dash have words of their own for what is not there. */
export function cannotOpen(
  process: ShellProcess,
  path: string,
  writing: boolean,
  why: string,
  line: number,
): string {
  const { kind } = process;
  if (kind === 'bash') return `${head(process, line)}${path}: ${why}\n`;
  const missing = why === 'No such file or directory';
  if (kind === 'dash') {
    const words = missing ? (writing ? 'Directory nonexistent' : 'No such file') : why;
    return `${head(process, line)}cannot ${writing ? 'create' : 'open'} ${path}: ${words}\n`;
  }
  const words = missing ? (writing ? 'nonexistent directory' : 'no such file') : why;
  return `${head(process, line)}can't ${writing ? 'create' : 'open'} ${path}: ${words}\n`;
}

/** A builtin's complaint about what it was given; ash counts lines from 0 in `sh -c`. */
export function builtinSays(process: ShellProcess, builtin: string, text: string, line: number): string {
  const { kind, name, mode } = process;
  if (kind !== 'ash') return `${head(process, line)}${builtin}: ${text}\n`;
  if (mode === 'prompt') return `${name}: ${builtin}: ${text}\n`;
  return `${name}: ${builtin}: line ${mode === 'command' ? line - 1 : line}: ${text}\n`;
}

/** `cd` to what is no directory, or may not be entered. */
export function cannotEnter(process: ShellProcess, path: string, why: string, line: number): string {
  if (process.kind === 'bash') return builtinSays(process, 'cd', `${path}: ${why}`, line);
  return builtinSays(process, 'cd', `can't cd to ${path}${process.kind === 'dash' ? '' : `: ${why}`}`, line);
}

/** An expansion that cannot be. */
export function badExpansion(process: ShellProcess, error: ExpansionError, line: number): string {
  const { kind } = process;
  const { subject, problem } = error;
  const start = head(process, line);
  const bash = kind === 'bash';
  switch (problem) {
    case 'unset':
      return `${start}${subject}: ${bash ? 'unbound variable' : 'parameter not set'}\n`;
    case 'message':
    case 'empty': {
      const either = bash ? 'parameter null or not set' : 'parameter not set or null';
      const usual = problem === 'empty' ? either : 'parameter not set';
      return `${start}${subject}: ${error.message === '' ? usual : error.message}\n`;
    }
    case 'zero':
      if (bash) return `${start}${subject}: division by 0 (error token is "${lastOperand(subject)}")\n`;
      return `${start}${kind === 'dash' ? `arithmetic expression: division by zero: "${subject}"` : 'divide by zero'}\n`;
    default:
      if (bash)
        return `${start}${subject}: syntax error: operand expected (error token is "${subject.trim().slice(-1)}")\n`;
      return `${start}${kind === 'dash' ? `arithmetic expression: expecting primary: "${subject}"` : 'arithmetic syntax error'}\n`;
  }
}

function lastOperand(expression: string): string {
  return expression.split(/[/%]/).at(-1)?.trim() ?? '';
}

/** A text that is no shell; `text` is the whole of it. */
export function badSyntax(process: ShellProcess, error: ShellSyntaxError, text: string): string {
  const { trouble, line } = error;
  const { kind, name, mode } = process;
  if (trouble.kind === 'not-simulated') return '';
  if (kind === 'bash') {
    const start = mode === 'command' ? `${name}: -c: line ` : `${name}: line `;
    const at = (number: number): string => (mode === 'prompt' ? `${name}: ` : `${start}${number}: `);
    if (trouble.kind === 'bad-substitution')
      return `${head(process, line)}${trouble.text}: bad substitution\n`;
    if (trouble.kind === 'unexpected') {
      const said = `${at(line)}syntax error near unexpected token \`${trouble.token}'\n`;
      return mode === 'prompt' ? said : `${said}${at(line)}\`${text.split('\n')[line - 1] ?? ''}'\n`;
    }
    if (trouble.what === 'quote')
      return `${at(line)}unexpected EOF while looking for matching \`${trouble.token ?? ''}'\n`;
    const ending = text.split('\n').length + (text.endsWith('\n') ? 0 : 1);
    if (trouble.what === 'bracket')
      return `${at(ending)}unexpected EOF while looking for matching \`${trouble.token ?? ''}'\n`;
    return `${at(ending)}syntax error: unexpected end of file\n`;
  }
  const dash = kind === 'dash';
  const start = `${head(process, line)}${dash ? 'Syntax error: ' : 'syntax error: '}`;
  if (trouble.kind === 'bad-substitution')
    return dash ? `${head(process, line)}Bad substitution\n` : `${start}bad substitution\n`;
  if (trouble.kind === 'unfinished' && trouble.what === 'quote')
    return `${start}${dash ? 'Unterminated' : 'unterminated'} quoted string\n`;
  const expected = 'expecting' in trouble ? trouble.expecting : 'what' in trouble ? trouble.token : undefined;
  const tail = expected === undefined ? '' : ` (expecting "${expected}")`;
  if (trouble.kind === 'unfinished')
    return `${start}${dash ? 'end of file unexpected' : 'unexpected end of file'}${tail}\n`;
  const token = named(trouble.token);
  return dash ? `${start}${token} unexpected${tail}\n` : `${start}unexpected ${token}${tail}\n`;
}

/** Operators and reserved words by themselves, any other word as `word`. */
function named(token: string): string {
  if (token === 'newline') return 'newline';
  return KEYWORDS.has(token) || /^[;&|()<>]+$/.test(token) ? `"${token}"` : 'word';
}

/** Which shell a program is. */
export function shellKindOf(program: string): ShellKind | null {
  if (program === 'busybox') return 'ash';
  return program === 'bash' || program === 'dash' ? program : null;
}
