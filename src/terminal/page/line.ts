/** The line that is being typed, as readline edits it; it may go over several lines. Knows no screen. */

/** What a key asks for beside a change of the line. */
export type Wanted = 'submit' | 'complete' | 'interrupt' | 'end' | 'clear' | 'search' | 'none';

const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export class Line {
  text = '';
  /** Index in the text. */
  cursor = 0;
  #history: readonly string[] = [];
  /** Where in the history; its length stands for what is being typed. */
  #at = 0;
  #typed = '';
  #killed = '';

  /** Oldest first. What is being typed stays. */
  set history(lines: readonly string[]) {
    this.#history = lines;
    this.#at = lines.length;
  }

  get history(): readonly string[] {
    return this.#history;
  }

  set(text: string, cursor = text.length): void {
    this.text = text;
    this.cursor = cursor;
  }

  clear(): void {
    this.set('');
    this.#at = this.#history.length;
  }

  insert(text: string): void {
    this.replace(this.cursor, this.cursor, text);
  }

  /** Puts a text in the place of a piece; the cursor comes to stand behind it. */
  replace(from: number, to: number, text: string): void {
    this.set(this.text.slice(0, from) + text + this.text.slice(to), from + text.length);
  }

  /** A key as a terminal sends it: a control character or an escape sequence. Anything else is text. */
  key(key: string): Wanted {
    const act = KEYS[key];
    if (act !== undefined) return act(this) ?? 'none';
    if (key.startsWith('\u001b') || (key < ' ' && key !== '\t')) return 'none';
    this.insert(key);
    return 'none';
  }

  move(to: number): void {
    this.cursor = Math.max(0, Math.min(this.text.length, to));
  }

  get lineStart(): number {
    return this.text.lastIndexOf('\n', this.cursor - 1) + 1;
  }

  get lineEnd(): number {
    const end = this.text.indexOf('\n', this.cursor);
    return end === -1 ? this.text.length : end;
  }

  /** Where the character before the cursor begins. */
  get left(): number {
    const before = [...segments.segment(this.text.slice(0, this.cursor))].at(-1);
    return this.cursor - (before?.segment.length ?? 0);
  }

  /** Where the character at the cursor ends. */
  get right(): number {
    const [next] = segments.segment(this.text.slice(this.cursor));
    return this.cursor + (next?.segment.length ?? 0);
  }

  /** Where the word before the cursor begins. */
  get wordLeft(): number {
    let at = this.cursor;
    while (at > 0 && /\s/.test(this.text.charAt(at - 1))) at -= 1;
    while (at > 0 && !/\s/.test(this.text.charAt(at - 1))) at -= 1;
    return at;
  }

  /** Behind the next word. */
  get wordRight(): number {
    let at = this.cursor;
    while (at < this.text.length && /\s/.test(this.text.charAt(at))) at += 1;
    while (at < this.text.length && !/\s/.test(this.text.charAt(at))) at += 1;
    return at;
  }

  /** Takes a piece out, to be put back by Ctrl-Y. */
  kill(from: number, to: number): void {
    this.#killed = this.text.slice(from, to);
    this.replace(from, to, '');
  }

  yank(): void {
    this.insert(this.#killed);
  }

  /** An older line (-1) or a newer one (1); inside a text of several lines first the line above or below. */
  older(by: -1 | 1): void {
    if (by === -1 && this.lineStart > 0) {
      this.move(this.lineStart - 1);
      return;
    }
    if (by === 1 && this.lineEnd < this.text.length) {
      this.move(this.lineEnd + 1);
      this.move(this.lineEnd);
      return;
    }
    const next = this.#at + by;
    if (next < 0 || next > this.#history.length) return;
    if (this.#at === this.#history.length) this.#typed = this.text;
    this.#at = next;
    this.set(this.#history[next] ?? this.#typed);
  }

  /** The newest line before `before` that holds a text, and its number. */
  find(text: string, before: number): { readonly line: string; readonly at: number } | undefined {
    if (text === '') return undefined;
    for (let at = Math.min(before, this.#history.length) - 1; at >= 0; at -= 1) {
      const line = this.#history[at] ?? '';
      if (line.includes(text)) return { line, at };
    }
    return undefined;
  }
}

type Act = (line: Line) => Wanted | undefined;
const moving = (to: (line: Line) => number): Act => {
  return (line) => {
    line.move(to(line));
    return undefined;
  };
};

const home = moving((line) => line.lineStart);
const end = moving((line) => line.lineEnd);
const left = moving((line) => line.left);
const right = moving((line) => line.right);
const wordLeft = moving((line) => line.wordLeft);
const wordRight = moving((line) => line.wordRight);
const killing = (from: (line: Line) => number, to: (line: Line) => number): Act => {
  return (line) => {
    line.kill(from(line), to(line));
    return undefined;
  };
};
const older: Act = (line) => {
  line.older(-1);
  return undefined;
};
const newer: Act = (line) => {
  line.older(1);
  return undefined;
};
const rubOut: Act = (line) => {
  line.replace(line.left, line.cursor, '');
  return undefined;
};
const removeNext: Act = (line) => {
  line.replace(line.cursor, line.right, '');
  return undefined;
};

const KEYS: Readonly<Record<string, Act>> = {
  '\r': () => 'submit',
  '\n': () => 'submit',
  '\t': () => 'complete',
  '\u0001': home,
  '\u0002': left,
  '\u0003': () => 'interrupt',
  '\u0004': (line) => (line.text === '' ? 'end' : removeNext(line)),
  '\u0005': end,
  '\u0006': right,
  '\u0008': rubOut,
  '\u000b': killing(
    (line) => line.cursor,
    (line) => line.lineEnd,
  ),
  '\u000c': () => 'clear',
  '\u000e': newer,
  '\u0010': older,
  '\u0012': () => 'search',
  '\u0015': killing(
    (line) => line.lineStart,
    (line) => line.cursor,
  ),
  '\u0017': killing(
    (line) => line.wordLeft,
    (line) => line.cursor,
  ),
  '\u0019': (line) => {
    line.yank();
    return undefined;
  },
  '\u007f': rubOut,
  '\u001b[A': older,
  '\u001bOA': older,
  '\u001b[B': newer,
  '\u001bOB': newer,
  '\u001b[C': right,
  '\u001bOC': right,
  '\u001b[D': left,
  '\u001bOD': left,
  '\u001b[H': home,
  '\u001bOH': home,
  '\u001b[1~': home,
  '\u001b[F': end,
  '\u001bOF': end,
  '\u001b[4~': end,
  '\u001b[3~': removeNext,
  '\u001b[1;5C': wordRight,
  '\u001b[1;3C': wordRight,
  '\u001bf': wordRight,
  '\u001b[1;5D': wordLeft,
  '\u001b[1;3D': wordLeft,
  '\u001bb': wordLeft,
};

/** What a terminal sent, as keys: escape sequences whole, control characters alone, text in pieces. */
export function keysIn(data: string): readonly string[] {
  const keys: string[] = [];
  for (let at = 0; at < data.length; ) {
    const end = keyEnd(data, at);
    keys.push(data.slice(at, end));
    at = end;
  }
  return keys;
}

const ESCAPE = '\u001b';
const isControl = (character: string): boolean => character < ' ' || character === '\u007f';

/** Where the key that begins at `at` ends. */
function keyEnd(data: string, at: number): number {
  const first = data.charAt(at);
  if (first === ESCAPE) {
    const second = data.charAt(at + 1);
    if (second === 'O') return Math.min(data.length, at + 3);
    if (second !== '[') return at + (/^[a-z]$/.test(second) ? 2 : 1);
    let end = at + 2;
    while (end < data.length && /^[0-9;]$/.test(data.charAt(end))) end += 1;
    return Math.min(data.length, end + 1);
  }
  if (isControl(first)) return at + 1;
  let end = at + 1;
  while (end < data.length && !isControl(data.charAt(end))) end += 1;
  return end;
}
