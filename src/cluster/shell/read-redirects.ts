/** Redirects and heredocs, whose text stands behind the line that names them. */
import type { Redirect, Word } from './syntax.ts';
import { MAX_DEPTH, Tokens } from './tokens.ts';
import { readHeredoc, readWord } from './words.ts';

interface PendingHeredoc {
  readonly tag: string;
  readonly literal: boolean;
  readonly tabs: boolean;
  readonly redirect: { descriptor: number; operator: '<<'; target: Word };
}

/** Tokens with redirects among them: whoever goes to the next line reads the heredocs that stand there. */
export abstract class WithRedirects extends Tokens {
  /** How many commands have been numbered. */
  protected id: number;
  #heredocs: PendingHeredoc[] = [];
  /** The text ended inside a heredoc, which the shell then takes as it is. */
  protected heredocOpen = false;

  constructor(text: string, at: number, line: number, depth: number, id: number) {
    super(text, at, line, depth);
    this.id = id;
  }

  /** A reader of a text that stands inside of this one. */
  protected abstract nested(text: string): WithRedirects;

  protected redirect(): Redirect | null {
    let at = this.at;
    while (this.text.charAt(at) >= '0' && this.text.charAt(at) <= '9') at += 1;
    const digits = this.text.slice(this.at, at);
    const operator = this.operatorAt(at);
    const known = ['<<-', '<<<', '<<', '>>', '<&', '>&', '<>', '>|', '&>>', '&>', '<', '>'];
    if (operator === '' || !known.includes(operator) || digits.length > 1) return null;
    if (digits !== '' && operator.startsWith('&')) return null;
    if (this.text.startsWith('<(', at) || this.text.startsWith('>(', at))
      throw this.not(
        'process-substitution',
        'Process substitution, <(…), is not simulated; bash gives the command a pipe as a file.',
      );
    this.at = at + operator.length;
    this.blanks();
    const descriptor = digits === '' ? (operator.startsWith('<') ? 0 : 1) : Number(digits);
    const start = this.at;
    const target = readWord(this);
    if (target === null) throw this.unexpected();
    if (operator !== '<<' && operator !== '<<-')
      return { descriptor, operator: operator === '>|' ? '>' : (operator as Redirect['operator']), target };
    const raw = this.text.slice(start, this.at);
    const literal = /['"\\]/.test(raw);
    const redirect = { descriptor, operator: '<<' as const, target: [] as Word };
    this.#heredocs.push({ tag: raw.replace(/['"\\]/g, ''), literal, tabs: operator === '<<-', redirect });
    return redirect;
  }

  protected readHeredocs(): void {
    for (const heredoc of this.#heredocs.splice(0)) {
      let body = '';
      let ended = false;
      while (this.at < this.text.length) {
        const end = this.text.indexOf('\n', this.at);
        const whole = this.text.slice(this.at, end === -1 ? undefined : end);
        this.at = end === -1 ? this.text.length : end + 1;
        const line = heredoc.tabs ? whole.replace(/^\t+/, '') : whole;
        ended = line === heredoc.tag;
        if (ended) break;
        body += `${line}\n`;
      }
      this.heredocOpen ||= !ended;
      heredoc.redirect.target = heredoc.literal
        ? [{ kind: 'text', text: body, quoted: true }]
        : this.#heredocWord(body);
    }
  }

  #heredocWord(body: string): Word {
    const inner = this.nested(body);
    if (inner.depth > MAX_DEPTH) throw this.tooDeep();
    const word = readHeredoc(inner);
    this.id = inner.id;
    return word;
  }

  protected newline(): void {
    this.at += 1;
    this.readHeredocs();
  }

  /** Blanks, comments and line ends. */
  protected newlines(): void {
    for (;;) {
      this.blanks();
      if (this.operator() !== '\n') return;
      this.newline();
    }
  }

  protected expectWord(word: string): void {
    this.newlines();
    if (this.peekWord() !== word)
      throw this.at >= this.text.length ? this.unfinished(word) : this.unexpected(word);
    this.at += word.length;
  }

  protected expectOperator(operator: string): void {
    this.blanks();
    if (this.operator() !== operator)
      throw this.at >= this.text.length ? this.unfinished(operator) : this.unexpected(operator);
    this.at += operator.length;
  }
}
