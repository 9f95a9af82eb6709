import { isBlankOrEnd, isBreak, isNameCharacter } from './characters.ts';
import { Cursor } from './cursor.ts';
import { scanBlock, scanPlain, scanQuoted } from './scan-scalar.ts';
import type { Mark } from './stop.ts';
import type { SimpleKey, Token, TokenType } from './token.ts';

/** A key that is not asked for by `?` ends on its line and within this many characters. */
const SIMPLE_KEY_LENGTH = 1024;
const ANCHOR_FOLLOWERS = '?:,]}%@`';

/**
 * Cuts a text into tokens by the rules of YAML 1.1 as libyaml (and so goyaml.v2, and so kubectl) applies them:
 * an implicit key is only known by the `:` behind it, so its token is put in before what was already cut.
 * Throws YamlStop with the words of scannerc.go. Linear in the length of the text.
 */
export class Scanner {
  /** 0-based line with which kubectl's own count begins: the one behind the last `---`. */
  firstLine = 0;
  private readonly at: Cursor;
  private readonly json: boolean;
  private queue: Token[] = [];
  private head = 0;
  private taken = 0;
  private readonly indents: number[] = [];
  private indent = -1;
  private flowLevel = 0;
  private keyAllowed = true;
  private pending: SimpleKey | undefined;
  private readonly keys: (SimpleKey | undefined)[] = [undefined];
  private ended = false;

  constructor(text: string) {
    this.at = new Cursor(text);
    this.json = /^\s*\{/.test(text.slice(0, SIMPLE_KEY_LENGTH));
  }

  /** Whether the text begins as JSON does: then objects may follow one another without `---`. */
  get isJson(): boolean {
    return this.json;
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

  private push(type: TokenType, mark: Mark, end: number, text = '', style: Token['style'] = 'plain'): void {
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

  private insert(type: TokenType, key: SimpleKey): void {
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

  private isValid(key: SimpleKey): boolean {
    if (!key.possible) return false;
    const roomy = this.json && this.at.text.charCodeAt(key.mark.pos) === 34;
    const tooLong = !roomy && key.mark.pos + SIMPLE_KEY_LENGTH < this.at.pos;
    if (!tooLong && (key.mark.line === this.at.line || roomy)) return true;
    if (key.required) this.at.fail('missing-colon', "could not find expected ':'");
    key.possible = false;
    return false;
  }

  private saveKey(): void {
    if (!this.keyAllowed) return;
    this.removeKey();
    const required = this.flowLevel === 0 && this.indent === this.at.column;
    const number = this.taken + this.queue.length - this.head;
    const key = { possible: true, required, number, mark: this.at.mark() };
    this.keys[this.keys.length - 1] = key;
    this.pending = key;
  }

  private removeKey(): void {
    const key = this.keys[this.keys.length - 1];
    if (key?.possible && this.isValid(key) && key.required)
      this.at.fail('missing-colon', "could not find expected ':'");
    if (key !== undefined) key.possible = false;
    this.keys[this.keys.length - 1] = undefined;
  }

  private rollIndent(column: number): boolean {
    if (this.flowLevel > 0 || this.indent >= column) return false;
    this.indents.push(this.indent);
    this.indent = column;
    return true;
  }

  private unrollIndent(column: number): void {
    if (this.flowLevel > 0) return;
    while (this.indent > column) {
      this.push('block-end', this.at, this.at.pos);
      this.indent = this.indents.pop() ?? -1;
    }
  }

  private skipToToken(): void {
    const { at } = this;
    for (;;) {
      if (at.pos === at.lineStart && at.at() === 0xfeff) {
        at.pos += 1;
        at.lineStart = at.pos;
      }
      for (let c = at.at(); c === 32 || (c === 9 && (this.flowLevel > 0 || !this.keyAllowed)); c = at.at())
        at.pos += 1;
      if (at.at() === 35) at.skipToLineEnd();
      if (!isBreak(at.at())) return;
      at.takeBreak();
      if (this.flowLevel === 0) this.keyAllowed = true;
    }
  }

  private fetch(): void {
    const { at } = this;
    this.skipToToken();
    this.unrollIndent(at.column);
    if (at.pos >= at.text.length) {
      this.fetchEnd();
      return;
    }
    const c = at.at();
    if (at.pos === at.lineStart) {
      if (c === 37) {
        this.fetchDirective();
        return;
      }
      if (at.atDocumentIndicator()) {
        this.fetchDocumentIndicator(c === 45);
        return;
      }
    }
    if (c === 91) this.fetchFlowStart('flow-seq-start');
    else if (c === 123) this.fetchFlowStart('flow-map-start');
    else if (c === 93) this.fetchFlowEnd('flow-seq-end');
    else if (c === 125) this.fetchFlowEnd('flow-map-end');
    else if (c === 44) this.fetchFlowEntry();
    else this.fetchOther(c, isBlankOrEnd(at.at(1)));
  }

  private fetchOther(c: number, blankNext: boolean): void {
    const flow = this.flowLevel > 0;
    if (c === 45 && blankNext) this.fetchBlockEntry();
    else if (c === 63 && (flow || blankNext)) this.fetchKey();
    else if (c === 58 && (flow || blankNext)) this.fetchValue();
    else if (c === 42 || c === 38) this.fetchAnchor(c === 42);
    else if (c === 33) this.fetchTag();
    else if ((c === 124 || c === 62) && !flow) this.fetchBlockScalar();
    else if (c === 39 || c === 34) this.fetchQuoted(c === 39);
    else if (c === 9 || c === 37 || c === 64 || c === 96 || c === 124 || c === 62)
      this.at.fail('bad-character', 'found character that cannot start any token');
    else this.fetchPlain();
  }

  private fetchEnd(): void {
    const { at } = this;
    if (this.ended) return;
    if (at.pos !== at.lineStart) {
      at.line += 1;
      at.lineStart = at.pos;
    }
    this.unrollIndent(-1);
    this.removeKey();
    this.ended = true;
    this.push('stream-end', at, at.pos);
  }

  private reset(): void {
    this.unrollIndent(-1);
    this.removeKey();
    this.keyAllowed = false;
  }

  private fetchDirective(): void {
    this.reset();
    const { at } = this;
    const mark = at.mark();
    at.skipToLineEnd();
    const words = at.text
      .slice(mark.pos + 1, at.pos)
      .replace(/[ \t]#.*$/, '')
      .trim();
    if (!/^(?:YAML|TAG)(?:[ \t]|$)/.test(words)) at.fail('directive', 'found unknown directive name');
    this.push('directive', mark, at.pos, words);
  }

  private fetchDocumentIndicator(start: boolean): void {
    this.reset();
    const { at } = this;
    const mark = at.mark();
    if (at.atSeparator() && at.line !== this.firstLine) this.firstLine = at.line + 1;
    at.pos += 3;
    this.push(start ? 'document-start' : 'document-end', mark, at.pos);
  }

  private fetchFlowStart(type: TokenType): void {
    this.saveKey();
    this.flowLevel += 1;
    this.keys.push(undefined);
    this.keyAllowed = true;
    const mark = this.at.mark();
    this.at.pos += 1;
    this.push(type, mark, this.at.pos);
  }

  private fetchFlowEnd(type: TokenType): void {
    this.removeKey();
    if (this.flowLevel > 0) {
      this.flowLevel -= 1;
      this.keys.pop();
    }
    this.keyAllowed = false;
    const mark = this.at.mark();
    this.at.pos += 1;
    this.push(type, mark, this.at.pos);
  }

  private fetchFlowEntry(): void {
    this.removeKey();
    this.keyAllowed = true;
    const mark = this.at.mark();
    this.at.pos += 1;
    this.push('flow-entry', mark, this.at.pos);
  }

  private fetchBlockEntry(): void {
    const { at } = this;
    if (this.flowLevel === 0) {
      if (!this.keyAllowed)
        at.fail('misplaced-list', 'block sequence entries are not allowed in this context');
      if (this.rollIndent(at.column)) this.push('block-seq-start', at, at.pos);
    }
    this.removeKey();
    this.keyAllowed = true;
    const mark = at.mark();
    at.pos += 1;
    this.push('block-entry', mark, at.pos);
  }

  private fetchKey(): void {
    const { at } = this;
    if (this.flowLevel === 0) {
      if (!this.keyAllowed) at.fail('misplaced-key', 'mapping keys are not allowed in this context');
      if (this.rollIndent(at.column)) this.push('block-map-start', at, at.pos);
    }
    this.removeKey();
    this.keyAllowed = this.flowLevel === 0;
    const mark = at.mark();
    at.pos += 1;
    this.push('key', mark, at.pos);
  }

  private fetchValue(): void {
    const { at } = this;
    const key = this.keys[this.keys.length - 1];
    if (key !== undefined && this.isValid(key)) {
      this.insert('key', key);
      if (this.rollIndent(key.mark.pos - key.mark.lineStart)) this.insert('block-map-start', key);
      key.possible = false;
      this.keyAllowed = false;
    } else {
      if (this.flowLevel === 0) {
        if (!this.keyAllowed) at.fail('misplaced-value', 'mapping values are not allowed in this context');
        if (this.rollIndent(at.column)) this.push('block-map-start', at, at.pos);
      }
      this.keyAllowed = this.flowLevel === 0;
    }
    const mark = at.mark();
    at.pos += 1;
    this.push('value', mark, at.pos);
  }

  private fetchAnchor(alias: boolean): void {
    this.saveKey();
    this.keyAllowed = false;
    const { at } = this;
    const mark = at.mark();
    at.pos += 1;
    while (isNameCharacter(at.at())) at.pos += 1;
    const name = at.text.slice(mark.pos + 1, at.pos);
    if (name === '' || !(isBlankOrEnd(at.at()) || ANCHOR_FOLLOWERS.includes(at.text.charAt(at.pos))))
      at.fail('bad-anchor', 'did not find expected alphabetic or numeric character');
    this.push(alias ? 'alias' : 'anchor', mark, at.pos, name);
  }

  private fetchTag(): void {
    this.saveKey();
    this.keyAllowed = false;
    const { at } = this;
    const mark = at.mark();
    while (!isBlankOrEnd(at.at())) at.pos += 1;
    this.push('tag', mark, at.pos, at.text.slice(mark.pos, at.pos));
  }

  private fetchBlockScalar(): void {
    this.removeKey();
    this.keyAllowed = true;
    const mark = this.at.mark();
    const { text, end } = scanBlock(this.at, this.indent);
    this.push('scalar', mark, end, text, 'block');
  }

  private fetchQuoted(single: boolean): void {
    this.saveKey();
    this.keyAllowed = false;
    const mark = this.at.mark();
    const { text, end } = scanQuoted(this.at, single, this.json);
    this.push('scalar', mark, end, text, single ? 'single' : 'double');
  }

  private fetchPlain(): void {
    this.saveKey();
    const mark = this.at.mark();
    const { text, end, broken } = scanPlain(this.at, this.indent + 1, this.flowLevel > 0);
    this.keyAllowed = broken;
    this.push('scalar', mark, end, text);
  }
}
