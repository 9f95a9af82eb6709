/** What a line of shell is once it has been read. Plain data; `id` counts the commands of one complete command. */

/** One word: its pieces one behind the other. No piece at all is the empty word. */
export type Word = readonly Part[];

export type Part =
  /** `quoted`: no pathname expansion and no splitting comes of it. */
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | Parameter
  /** `$( )` and backticks. */
  | { readonly kind: 'command'; readonly body: Command | null; readonly quoted: boolean }
  /** `$(( ))`: the expression after its own expansions. */
  | { readonly kind: 'arithmetic'; readonly expression: Word; readonly quoted: boolean };

export interface Parameter {
  readonly kind: 'parameter';
  /** A variable, a digit, or one of `@ * # ? - $ !`. */
  readonly name: string;
  readonly quoted: boolean;
  /** `${#name}`. */
  readonly length?: true;
  /** `:-` `-` `:=` `=` `:?` `?` `:+` `+` `#` `##` `%` `%%`, with the word behind it; `/` and `//` have two. */
  readonly operator?: string;
  readonly word?: Word;
  readonly replacement?: Word;
  /** `${name:offset:length}` of bash. */
  readonly offset?: Word;
  readonly count?: Word;
}

export interface Redirect {
  readonly descriptor: number;
  readonly operator: '<' | '>' | '>>' | '<<' | '<&' | '>&' | '<<<' | '&>' | '&>>' | '<>';
  /** Where to; of a heredoc its text. */
  readonly target: Word;
}

interface Numbered {
  readonly id: number;
  /** Of the text, where it begins; 1 for the first. */
  readonly line: number;
  readonly redirects: readonly Redirect[];
}

export interface Simple extends Numbered {
  readonly kind: 'simple';
  readonly assignments: readonly { readonly name: string; readonly value: Word }[];
  readonly words: readonly Word[];
}

interface List extends Numbered {
  readonly kind: 'list';
  readonly items: readonly Command[];
}

interface AndOr extends Numbered {
  readonly kind: 'and' | 'or';
  readonly left: Command;
  readonly right: Command;
}

interface Not extends Numbered {
  readonly kind: 'not';
  readonly body: Command;
}

interface Pipeline extends Numbered {
  readonly kind: 'pipeline';
  readonly stages: readonly Command[];
}

interface Group extends Numbered {
  readonly kind: 'group' | 'subshell';
  readonly body: Command;
}

interface If extends Numbered {
  readonly kind: 'if';
  readonly branches: readonly { readonly test: Command; readonly body: Command }[];
  readonly otherwise: Command | null;
}

interface Loop extends Numbered {
  readonly kind: 'while' | 'until';
  readonly test: Command;
  readonly body: Command;
}

interface For extends Numbered {
  readonly kind: 'for';
  readonly name: string;
  /** null: over the positional parameters. */
  readonly words: readonly Word[] | null;
  readonly body: Command;
}

export interface Case extends Numbered {
  readonly kind: 'case';
  readonly word: Word;
  readonly arms: readonly { readonly patterns: readonly Word[]; readonly body: Command | null }[];
}

interface FunctionDefinition extends Numbered {
  readonly kind: 'function';
  readonly name: string;
  readonly body: Command;
}

export type Command =
  | Simple
  | List
  | AndOr
  | Not
  | Pipeline
  | Group
  | If
  | Loop
  | For
  | Case
  | FunctionDefinition;

/** What is wrong with a line, as each shell words it itself. */
export type SyntaxTrouble =
  /** A token where none may stand; `token` as the shell names it (`newline` for a line's end). */
  | { readonly kind: 'unexpected'; readonly token: string; readonly expecting?: string }
  /** The text ends inside something: a quote, `$(`, `if`. */
  | { readonly kind: 'unfinished'; readonly what: 'quote' | 'command' | 'bracket'; readonly token?: string }
  /** It is right, but Podium does not do it. `code` as in `NotSimulated`. */
  | { readonly kind: 'not-simulated'; readonly code: string; readonly message: string }
  /** `${a b}`: an expansion of no known form. */
  | { readonly kind: 'bad-substitution'; readonly text: string };

export class ShellSyntaxError extends Error {
  readonly trouble: SyntaxTrouble;
  /** 1 for the first line of the text. */
  readonly line: number;

  constructor(trouble: SyntaxTrouble, line: number) {
    super(trouble.kind);
    this.trouble = trouble;
    this.line = line;
  }
}
