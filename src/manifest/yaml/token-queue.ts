import { isBreak } from './characters.ts';
import { Cursor } from './cursor.ts';
import { type JsonStart, jsonStart } from './json-syntax.ts';
import type { Mark } from './stop.ts';
import type { SimpleKey, Token, TokenType } from './token.ts';

/** A key that is not asked for by `?` ends on its line and within this many characters. */
const SIMPLE_KEY_LENGTH = 1024;

/**
 * Tokens that were cut and not taken yet, with what can still change them: the keys whose `:` is to come, and the
 * open levels of indentation. Rules and words of scannerc.go.
 */
export abstract class TokenQueue {
  /** 0-based line with which kubectl's own count begins: the one behind the last `---`. */
  firstLine = 0;
  protected readonly at: Cursor;
  /** Offset up to which the text is JSON, and what kubectl says of what follows. */
  readonly json: JsonStart;
  private queue: Token[] = [];
  private head = 0;
  private taken = 0;
  private readonly indents: number[] = [];
  protected indent = -1;
  protected flowLevel = 0;
  protected keyAllowed = true;
  private pending: SimpleKey | undefined;
  protected readonly keys: (SimpleKey | undefined)[] = [undefined];
  protected ended = false;

  constructor(text: string) {
    this.at = new Cursor(text);
    this.json = jsonStart(text);
  }

  /** From here on unknown escapes are read as they stand; gives the list in which their offsets are noted. */
  readLeniently(): readonly number[] {
    const noted: number[] = [];
    this.at.lenient = noted;
    return noted;
  }

  peek(): Token {
    for (;;) {
      const token = this.queue[this.head];
      if (token !== undefined && (token.key === undefined || this.ended || !this.isValid(token.key)))
        return token;
      this.fetch();
    }
  }

  next(): Token {
    const token = this.peek();
    this.head += 1;
    this.taken += 1;
    if (this.head > 256 && this.head * 2 > this.queue.length) {
      this.queue = this.queue.slice(this.head);
      this.head = 0;
    }
    return token;
  }

  /** Whether a document's start is a line at which kubectl cuts the text before it reads any YAML. */
  isSeparator(token: Token): boolean {
    if (token.type !== 'document-start') return false;
    const end = this.at.text.slice(token.end, token.end + SIMPLE_KEY_LENGTH).search(/[^ \t]/);
    const next = this.at.text.charCodeAt(token.end + Math.max(0, end));
    return end < 0 || next === 35 || isBreak(next);
  }

  /**
   * Leaves out the rest of the piece between two `---` in which a document was read: kubectl's decoder stops behind
   * the first one. Gives the 0-based line of the first thing left out, or undefined where there is nothing.
   */
  skipPiece(): number | undefined {
    const { at } = this;
    const token = this.peek();
    if (token.type === 'stream-end' || this.isSeparator(token)) return undefined;
    this.queue = [];
    this.head = 0;
    this.indents.length = 0;
    this.indent = -1;
    this.flowLevel = 0;
    this.keys.length = 0;
    this.keys.push(undefined);
    this.keyAllowed = true;
    this.pending = undefined;
    this.ended = false;
    at.pos = token.type === 'document-end' ? token.end : token.pos;
    at.line = token.line;
    at.lineStart = token.lineStart;
    let found: number | undefined;
    while (at.pos < at.text.length && !at.atSeparator()) {
      at.skipBlanks();
      if (!isBreak(at.at()) && at.at() !== 35 && at.pos < at.text.length) found ??= at.line;
      at.skipToLineEnd();
      if (at.pos < at.text.length) at.takeBreak();
    }
    return found;
  }

  /** Cuts the next token, and the ones that it begins or ends. */
  protected abstract fetch(): void;

  protected push(type: TokenType, mark: Mark, end: number, text = '', style: Token['style'] = 'plain'): void {
    const { pos, line, lineStart } = mark;
    this.queue.push({
      type,
      pos,
      line,
      lineStart,
      end,
      text,
      source: style === 'plain' && end - pos === text.length ? text : this.at.text.slice(pos, end),
      style,
      key: this.pending,
    });
    this.pending = undefined;
  }

  protected insert(type: TokenType, key: SimpleKey): void {
    const { pos, line, lineStart } = key.mark;
    const token: Token = {
      type,
      pos,
      line,
      lineStart,
      end: pos,
      text: '',
      source: '',
      style: 'plain',
      key: undefined,
    };
    this.queue.splice(this.head + key.number - this.taken, 0, token);
  }

  protected isValid(key: SimpleKey): boolean {
    if (!key.possible) return false;
    const roomy = key.mark.pos < this.json.end && this.at.text.charCodeAt(key.mark.pos) === 34;
    const tooLong = !roomy && key.mark.pos + SIMPLE_KEY_LENGTH < this.at.pos;
    if (!tooLong && (key.mark.line === this.at.line || roomy)) return true;
    if (key.required) this.at.fail('missing-colon', "could not find expected ':'");
    key.possible = false;
    return false;
  }

  protected saveKey(): void {
    if (!this.keyAllowed) return;
    this.removeKey();
    const required = this.flowLevel === 0 && this.indent === this.at.column;
    const number = this.taken + this.queue.length - this.head;
    const key = { possible: true, required, number, mark: this.at.mark() };
    this.keys[this.keys.length - 1] = key;
    this.pending = key;
  }

  protected removeKey(): void {
    const key = this.keys[this.keys.length - 1];
    if (key?.possible && this.isValid(key) && key.required)
      this.at.fail('missing-colon', "could not find expected ':'");
    if (key !== undefined) key.possible = false;
    this.keys[this.keys.length - 1] = undefined;
  }

  protected rollIndent(column: number): boolean {
    if (this.flowLevel > 0 || this.indent >= column) return false;
    this.indents.push(this.indent);
    this.indent = column;
    return true;
  }

  protected unrollIndent(column: number): void {
    if (this.flowLevel > 0) return;
    while (this.indent > column) {
      this.push('block-end', this.at, this.at.pos);
      this.indent = this.indents.pop() ?? -1;
    }
  }
}
