/** What commands are made of, before anything is known of commands: blanks, operators, words that are reserved. */
import { type Command, ShellSyntaxError, type SyntaxTrouble } from './syntax.ts';
import { nameCharacter, readWord, type Source } from './words.ts';

/** Nesting of commands and of `$( )` above which a line is refused: it protects our own stack. */
export const MAX_DEPTH = 60;

const OPERATORS = [
  '&&',
  '||',
  ';;',
  '<<-',
  '<<<',
  '<<',
  '>>',
  '<&',
  '>&',
  '<>',
  '>|',
  '&>>',
  '&>',
  '|&',
  ';',
  '&',
  '|',
  '<',
  '>',
  '(',
  ')',
  '\n',
];

/** A text and a place in it; whoever extends it reads commands. */
export abstract class Tokens implements Source {
  readonly text: string;
  at: number;
  protected depth: number;
  #counted: { readonly at: number; readonly line: number };

  /** `line` is the line of `at`, `depth` how many texts this one is inside of. */
  constructor(text: string, at: number, line: number, depth: number) {
    this.#counted = { at, line };
    this.text = text;
    this.at = at;
    this.depth = depth;
  }

  abstract commandsUntilBracket(): Command | null;

  abstract commandsOf(text: string): Command | null;

  /** Counts on from where it counted last; the text is read forwards but for a few steps. */
  protected lineHere(): number {
    if (this.at < this.#counted.at) return this.#counted.line;
    let { line } = this.#counted;
    for (let i = this.#counted.at; i < this.at && i < this.text.length; i += 1)
      if (this.text.charAt(i) === '\n') line += 1;
    this.#counted = { at: this.at, line };
    return line;
  }

  protected blanks(): void {
    for (;;) {
      const character = this.text.charAt(this.at);
      if (character === ' ' || character === '\t' || character === '\r') this.at += 1;
      else if (character === '\\' && this.text.charAt(this.at + 1) === '\n') this.at += 2;
      else if (character === '#' && this.#wordMayBegin()) {
        const end = this.text.indexOf('\n', this.at);
        this.at = end === -1 ? this.text.length : end;
      } else return;
    }
  }

  #wordMayBegin(): boolean {
    const before = this.at === 0 ? ' ' : this.text.charAt(this.at - 1);
    return ' \t\r\n;&|()'.includes(before);
  }

  protected operator(): string {
    return this.operatorAt(this.at);
  }

  protected operatorAt(at: number): string {
    return OPERATORS.find((operator) => this.text.startsWith(operator, at)) ?? '';
  }

  /** The unquoted word at this place, for reserved words only. */
  protected peekWord(): string {
    const character = this.text.charAt(this.at);
    if (character === '!' || character === '{' || character === '}') {
      const after = this.text.charAt(this.at + 1);
      return after === '' || ' \t\n;&|()'.includes(after) || character === '}' ? character : '';
    }
    if (this.text.startsWith('[[', this.at) && ' \t'.includes(this.text.charAt(this.at + 2) || ' '))
      return '[[';
    let end = this.at;
    while (end < this.at + 10 && nameCharacter(this.text.charAt(end))) end += 1;
    const after = this.text.charAt(end);
    return after === '' || ' \t\r\n;&|()<>'.includes(after) ? this.text.slice(this.at, end) : '';
  }

  protected plainWord(): string {
    const start = this.at;
    while (nameCharacter(this.text.charAt(this.at)) || '-.'.includes(this.text.charAt(this.at) || ' '))
      this.at += 1;
    return this.text.slice(start, this.at);
  }

  protected unexpected(expecting?: string): ShellSyntaxError {
    const operator = this.operator();
    const start = this.at;
    const word = operator === '' ? (readQuietly(this) ? this.text.slice(start, this.at) : '') : operator;
    const token = operator === '\n' || word === '' ? 'newline' : word;
    return this.fail({ kind: 'unexpected', token, ...(expecting === undefined ? {} : { expecting }) });
  }

  protected unfinished(expecting: string | undefined): ShellSyntaxError {
    return this.fail({
      kind: 'unfinished',
      what: 'command',
      ...(expecting === undefined ? {} : { token: expecting }),
    });
  }

  protected tooDeep(): ShellSyntaxError {
    return this.not('depth', `Commands nested more than ${MAX_DEPTH} deep are not simulated.`);
  }

  protected not(what: string, message: string): ShellSyntaxError {
    return this.fail({ kind: 'not-simulated', code: `shell:${what}`, message });
  }

  fail(trouble: SyntaxTrouble): ShellSyntaxError {
    return new ShellSyntaxError(trouble, this.lineHere());
  }
}

function readQuietly(parser: Tokens): boolean {
  try {
    return readWord(parser) !== null;
  } catch (error) {
    if (error instanceof ShellSyntaxError) return false;
    throw error;
  }
}
