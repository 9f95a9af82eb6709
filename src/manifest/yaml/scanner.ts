import { isBlankOrEnd, isBreak, isNameCharacter } from './characters.ts';
import { scanBlock, scanPlain, scanQuoted } from './scan-scalar.ts';
import type { TokenType } from './token.ts';
import { TokenQueue } from './token-queue.ts';

/** What a tag may be written with (scannerc.go, yaml_parser_scan_tag_uri). */
const TAG = /^!(?:<[\w;/?:@&=+$,.!~*'()[\]%-]*>|[\w;/?:@&=+$,.!~*'()[\]%-]*)$/;
const ANCHOR_FOLLOWERS = '?:,]}%@`';

/**
 * Cuts a text into tokens by the rules of YAML 1.1 as libyaml (and so goyaml.v2, and so kubectl) applies them:
 * an implicit key is only known by the `:` behind it, so its token is put in before what was already cut.
 * Throws YamlStop with the words of scannerc.go. Linear in the length of the text.
 */
export class Scanner extends TokenQueue {
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

  protected fetch(): void {
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
      .replace(/[ \t]#.*/s, '')
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
    if (!TAG.test(at.text.slice(mark.pos, at.pos)))
      at.fail('bad-tag', 'did not find expected whitespace or line break');
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
    const { text, end } = scanQuoted(this.at, single, this.at.pos < this.json.end);
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
