import { isBlankOrEnd, isBreak } from './characters.ts';
import { type Mark, YamlStop } from './stop.ts';

/** Where the scanner stands in the text, and the moves that keep its line right. */
export class Cursor implements Mark {
  readonly text: string;
  pos = 0;
  line = 0;
  lineStart = 0;
  /** Where set, escapes that YAML does not know are noted here and stand for themselves. */
  lenient: number[] | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get column(): number {
    return this.pos - this.lineStart;
  }

  mark(): Mark {
    return { pos: this.pos, line: this.line, lineStart: this.lineStart };
  }

  at(ahead = 0): number {
    return this.text.charCodeAt(this.pos + ahead);
  }

  /** Steps over one line's end and gives what it stands for in a scalar: `\n`, or a separator kept as it is. */
  takeBreak(): string {
    const c = this.at();
    this.pos += c === 13 && this.at(1) === 10 ? 2 : 1;
    this.line += 1;
    this.lineStart = this.pos;
    return c === 0x2028 || c === 0x2029 ? String.fromCharCode(c) : '\n';
  }

  skipBlanks(): void {
    for (let c = this.at(); c === 32 || c === 9; c = this.at()) this.pos += 1;
  }

  skipToLineEnd(): void {
    while (this.pos < this.text.length && !isBreak(this.at())) this.pos += 1;
  }

  /** `---` or `...` at the start of a line. */
  atDocumentIndicator(): boolean {
    if (this.pos !== this.lineStart) return false;
    const c = this.at();
    return (c === 45 || c === 46) && this.at(1) === c && this.at(2) === c && isBlankOrEnd(this.at(3));
  }

  /** A `---` with nothing but a comment behind it: kubectl cuts the text there before it reads any YAML. */
  atSeparator(): boolean {
    if (!this.atDocumentIndicator() || this.at() !== 45) return false;
    let i = this.pos + 3;
    while (this.text.charCodeAt(i) === 32 || this.text.charCodeAt(i) === 9) i += 1;
    const c = this.text.charCodeAt(i);
    return c === 35 || i >= this.text.length || isBreak(c);
  }

  fail(code: string, message: string): never {
    throw new YamlStop('scanner', code, message, this.mark());
  }
}
