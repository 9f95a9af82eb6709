/** Reads commands, one complete command at a time, as a shell does: what stands before a mistake has run already. */
import { doubleBrackets } from './double-brackets.ts';
import { WithRedirects } from './read-redirects.ts';
import type { Case, Command, Redirect, ShellSyntaxError, Word } from './syntax.ts';
import { MAX_DEPTH } from './tokens.ts';
import { isName, KEYWORDS, nameCharacter, readWord } from './words.ts';

const RESERVED = new Set([...KEYWORDS, 'function', '[[', 'select', 'time']);
const CLOSING = new Set(['then', 'else', 'elif', 'fi', 'do', 'done', 'esac', '}']);

/** A complete command and where the text goes on behind it; `command` is null where only blanks were left. */
export interface Complete {
  readonly command: Command | null;
  readonly next: number;
  readonly nextLine: number;
  /** The text ends inside a heredoc. */
  readonly heredocOpen: boolean;
}

/** Reads the next complete command of a text at `at`, which is in line `line`. Throws `ShellSyntaxError`. */
export function parseNext(text: string, at: number, line: number): Complete {
  return new Parser(text, at, line).complete();
}

class Parser extends WithRedirects {
  constructor(text: string, at: number, line: number, depth = 0, id = 0) {
    super(text, at, line, depth, id);
  }

  protected nested(text: string): Parser {
    return new Parser(text, 0, this.lineHere(), this.depth + 1, this.id);
  }

  complete(): Complete {
    this.newlines();
    if (this.at >= this.text.length) return this.#read(null);
    const items: Command[] = [];
    for (;;) {
      items.push(this.#andOr());
      this.blanks();
      if (this.operator() === '&') throw this.#background();
      if (this.operator() !== ';') break;
      this.at += 1;
      this.blanks();
      if (this.at >= this.text.length || this.operator() === '\n') break;
    }
    this.blanks();
    if (this.operator() === '\n') this.newline();
    else if (this.at < this.text.length) throw this.unexpected();
    else this.readHeredocs();
    return this.#read(this.#list(items));
  }

  #read(command: Command | null): Complete {
    return { command, next: this.at, nextLine: this.lineHere(), heredocOpen: this.heredocOpen };
  }

  commandsUntilBracket(): Command | null {
    const body = this.#compound([')'], true);
    return body;
  }

  commandsOf(text: string): Command | null {
    const inner = this.nested(text);
    if (inner.depth > MAX_DEPTH) throw this.tooDeep();
    const body = inner.#compound([], true);
    this.id = inner.id;
    if (inner.at < text.length) throw inner.unexpected();
    return body;
  }

  #list(items: readonly Command[]): Command {
    const [first] = items;
    if (items.length === 1 && first !== undefined) return first;
    return { kind: 'list', ...this.#numbered(), items };
  }

  /** Commands up to one of the words or the bracket in `ends`, which is left; null where there is none (if allowed). */
  #compound(ends: readonly string[], mayBeEmpty: boolean): Command | null {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw this.tooDeep();
    const items: Command[] = [];
    for (;;) {
      this.newlines();
      if (this.at >= this.text.length || this.#atEnd(ends)) break;
      if (items.length > 0 && CLOSING.has(this.peekWord())) throw this.unexpected(ends.at(-1));
      items.push(this.#andOr());
      this.blanks();
      const operator = this.operator();
      if (operator === '&') throw this.#background();
      if (operator === ';') this.at += 1;
      else if (operator === '\n') this.newline();
      else if (this.at < this.text.length && !this.#atEnd(ends)) throw this.unexpected();
      else break;
    }
    this.depth -= 1;
    if (items.length === 0) {
      if (mayBeEmpty) return null;
      throw this.at >= this.text.length ? this.unfinished(ends.at(-1)) : this.unexpected();
    }
    return this.#list(items);
  }

  #atEnd(ends: readonly string[]): boolean {
    const operator = this.operator();
    if (operator === ')') return ends.includes(')');
    if (operator === ';;') return ends.includes(';;');
    return ends.includes(this.peekWord());
  }

  #body(...ends: readonly string[]): Command {
    const body = this.#compound(ends, false);
    if (body === null) throw this.unexpected();
    return body;
  }

  #andOr(): Command {
    let left = this.#pipeline();
    for (;;) {
      this.blanks();
      const operator = this.operator();
      if (operator !== '&&' && operator !== '||') return left;
      this.at += 2;
      this.newlines();
      const right = this.#pipeline();
      left = { kind: operator === '&&' ? 'and' : 'or', ...this.#numbered(), left, right };
    }
  }

  #pipeline(): Command {
    this.blanks();
    if (this.peekWord() === '!') {
      this.at += 1;
      return { kind: 'not', ...this.#numbered(), body: this.#pipeline() };
    }
    const stages = [this.#command()];
    for (;;) {
      this.blanks();
      const operator = this.operator();
      if (operator !== '|' && operator !== '|&') break;
      this.at += operator.length;
      const last = stages.at(-1);
      if (operator === '|&' && last !== undefined) {
        const both: Redirect = {
          descriptor: 2,
          operator: '>&',
          target: [{ kind: 'text', text: '1', quoted: false }],
        };
        stages[stages.length - 1] = { ...last, redirects: [...last.redirects, both] };
      }
      this.newlines();
      stages.push(this.#command());
    }
    const [only] = stages;
    if (stages.length === 1 && only !== undefined) return only;
    return { kind: 'pipeline', ...this.#numbered(), stages };
  }

  #command(): Command {
    this.blanks();
    if (this.operator() === '(') {
      if (this.text.startsWith('((', this.at))
        throw this.not('double-brackets', '(( )) as a command is not simulated; bash calculates in it.');
      this.at += 1;
      const body = this.#body(')');
      this.expectOperator(')');
      return this.#redirected({ kind: 'subshell', ...this.#numbered(), body });
    }
    const word = this.peekWord();
    if (RESERVED.has(word)) return this.#redirected(this.#reserved(word));
    const definition = this.#functionName();
    if (definition !== null) return this.#function(definition);
    return this.#simple();
  }

  #reserved(word: string): Command {
    if (CLOSING.has(word) || word === 'in') throw this.unexpected();
    this.at += word.length;
    if (word === 'if') return this.#if();
    if (word === 'while' || word === 'until') {
      const test = this.#body('do');
      return { kind: word, ...this.#numbered(), test, body: this.#doBody() };
    }
    if (word === 'for') return this.#for();
    if (word === 'case') return this.#case();
    if (word === '{') {
      const body = this.#body('}');
      this.expectWord('}');
      return { kind: 'group', ...this.#numbered(), body };
    }
    if (word === '[[')
      return doubleBrackets({
        skip: () => this.newlines(),
        take: (...operators) => {
          this.blanks();
          const found = operators.find((one) => this.text.startsWith(one, this.at)) ?? '';
          this.at += found.length;
          return found;
        },
        word: () => {
          this.blanks();
          return readWord(this);
        },
        numbered: () => this.#numbered(),
        unexpected: () =>
          this.not('[[', 'What stands in this [[ ]] is not simulated, or bash would refuse it as well.'),
        notSimulated: (what, message) => this.not(what, message),
      });
    if (word === 'function') {
      this.blanks();
      const name = this.plainWord();
      this.blanks();
      if (this.text.startsWith('()', this.at)) this.at += 2;
      return this.#function(name);
    }
    throw this.not(word, `${word} is not simulated; it belongs to bash and is no POSIX shell.`);
  }

  #if(): Command {
    const branches: { test: Command; body: Command }[] = [];
    let otherwise: Command | null = null;
    for (;;) {
      const test = this.#body('then');
      this.expectWord('then');
      const body = this.#body('elif', 'else', 'fi');
      branches.push({ test, body });
      const next = this.peekWord();
      if (next === 'elif') {
        this.at += next.length;
        continue;
      }
      if (next === 'else') {
        this.at += next.length;
        otherwise = this.#body('fi');
      }
      this.expectWord('fi');
      return { kind: 'if', ...this.#numbered(), branches, otherwise };
    }
  }

  #for(): Command {
    this.blanks();
    if (this.text.startsWith('((', this.at))
      throw this.not('for-arithmetic', 'for (( … )) is not simulated; bash counts with it.');
    const name = this.plainWord();
    if (!isName(name)) throw this.unexpected();
    this.newlines();
    let words: Word[] | null = null;
    if (this.peekWord() === 'in') {
      this.at += 2;
      words = [];
      for (;;) {
        this.blanks();
        const word = readWord(this);
        if (word === null) break;
        words.push(word);
      }
    }
    this.blanks();
    if (this.operator() === ';') this.at += 1;
    this.newlines();
    return { kind: 'for', ...this.#numbered(), name, words, body: this.#doBody() };
  }

  #doBody(): Command {
    this.expectWord('do');
    const body = this.#body('done');
    this.expectWord('done');
    return body;
  }

  #case(): Command {
    this.blanks();
    const word = readWord(this);
    if (word === null) throw this.unexpected();
    this.newlines();
    this.expectWord('in');
    const arms: Case['arms'][number][] = [];
    for (;;) {
      this.newlines();
      if (this.peekWord() === 'esac') break;
      if (this.operator() === '(') this.at += 1;
      const patterns: Word[] = [];
      for (;;) {
        this.blanks();
        const pattern = readWord(this);
        if (pattern === null) throw this.at >= this.text.length ? this.unfinished('esac') : this.unexpected();
        patterns.push(pattern);
        this.blanks();
        if (this.operator() !== '|') break;
        this.at += 1;
      }
      this.expectOperator(')');
      const body = this.#compound([';;', 'esac'], true);
      arms.push({ patterns, body });
      this.newlines();
      if (this.operator() === ';;') this.at += 2;
    }
    this.expectWord('esac');
    return { kind: 'case', ...this.#numbered(), word, arms };
  }

  #functionName(): string | null {
    let end = this.at;
    while (nameCharacter(this.text.charAt(end)) || '-.'.includes(this.text.charAt(end) || ' ')) end += 1;
    const name = this.text.slice(this.at, end);
    while (this.text.charAt(end) === ' ') end += 1;
    if (name === '' || !this.text.startsWith('()', end)) return null;
    this.at = end + 2;
    return name;
  }

  #function(name: string): Command {
    this.newlines();
    const body = this.#command();
    return { kind: 'function', ...this.#numbered(), name, body };
  }

  #simple(): Command {
    const assignments: { name: string; value: Word }[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    const numbered = this.#numbered();
    for (;;) {
      this.blanks();
      const redirect = this.redirect();
      if (redirect !== null) {
        redirects.push(redirect);
        continue;
      }
      const assigned = words.length === 0 ? this.#assignment() : null;
      if (assigned !== null) {
        assignments.push(assigned);
        continue;
      }
      const word = readWord(this);
      if (word === null) break;
      words.push(word);
    }
    if (assignments.length + words.length + redirects.length === 0) {
      if (this.at >= this.text.length) throw this.unfinished(undefined);
      throw this.unexpected();
    }
    if (this.operator() === '(') throw this.unexpected();
    return { kind: 'simple', ...numbered, redirects, assignments, words };
  }

  #assignment(): { name: string; value: Word } | null {
    let end = this.at;
    while (nameCharacter(this.text.charAt(end))) end += 1;
    const name = this.text.slice(this.at, end);
    if (!isName(name) || this.text.charAt(end) !== '=') return null;
    this.at = end + 1;
    if (this.text.charAt(this.at) === '(')
      throw this.not('arrays', 'Arrays are not simulated; bash has them, sh does not.');
    return { name, value: readWord(this) ?? [] };
  }

  #redirected(command: Command): Command {
    const redirects: Redirect[] = [];
    for (;;) {
      this.blanks();
      const redirect = this.redirect();
      if (redirect === null) return redirects.length === 0 ? command : { ...command, redirects };
      redirects.push(redirect);
    }
  }

  #background(): ShellSyntaxError {
    return this.not(
      'background',
      'Commands in the background (&) are not simulated; type the next command on a line of its own.',
    );
  }

  #numbered(): { id: number; line: number; redirects: readonly Redirect[] } {
    this.id += 1;
    return { id: this.id, line: this.lineHere(), redirects: [] };
  }
}
