import { gluedKey } from '../glued-key.ts';
import { fieldsOf } from '../shape/index.ts';
import { inBlockScalars } from './block-scalars.ts';
import { elided, logLine, proseLike } from './foreign-lines.ts';
import { isRootKey } from './frame.ts';
import { fitMarked } from './marked.ts';
import { filledAfter, goesOn, lineList, moreDoubts, OBJECT, type Pasted } from './pasted.ts';
import { closingOf, keyAt } from './token.ts';

const START =
  /^(?:---|(?:apiVersion|kind|metadata|spec|containers|initContainers|securityContext|template|jobTemplate)\s*:(?:\s|$))/;

/** What becomes of one line. */
type Fate = 'kept' | 'around' | 'inside' | 'elided';

/**
 * Lines that are no part of a manifest: sentences before, between and after manifests, and what a client, a pager or
 * the author put between a manifest's lines. What is indented after such a line goes on with the manifest; a sentence
 * or an elision in between leaves open what stood there.
 */
export function foreign(paste: Pasted): Pasted {
  const { lines } = paste;
  const first = beginning(lines);
  if (first < 0) return paste;
  const walk = new Walk(paste, first);
  for (let i = 0; i < lines.length; i++) walk.take(i);
  return walk.result();
}

/** Where the manifest begins: its first key at the first column, or for a piece its first key at all. */
function beginning(lines: readonly string[]): number {
  const start = lines.findIndex((line) => START.test(line));
  return start >= 0 ? start : lines.findIndex((line) => /^\s/.test(line) && entryLike(line));
}

class Walk {
  private readonly paste: Pasted;
  private readonly first: number;
  private readonly flush: boolean;
  private readonly inBlock: readonly boolean[];
  private readonly nextFilled: readonly number[];
  private readonly out: (readonly [string, number])[] = [];
  private readonly around: number[] = [];
  private readonly inside: number[] = [];
  private readonly left: number[] = [];
  private readonly missing: number[] = [];
  private readonly cut: number[] = [];
  private readonly seams: number[] = [];
  private readonly marked: number[] = [];
  /** Text that belongs to no manifest goes on until a key of one comes. */
  private outside = false;
  private pending = false;
  /** An object has begun that says what it is. */
  private begun = false;
  /** The last line at the first column was a list item. */
  private inRootList = false;
  /** The keys at the left edge of the piece that is being read, and where that edge is. */
  private edge: { readonly depth: number; readonly keys: Set<string> } | undefined;
  /** Somebody's words stood behind the last line that was kept; what was noted of the lines before them. */
  private parted = false;
  private noted = { inside: 0, missing: 0 };
  private fittings = 0;
  private lastFitted: { readonly at: number; readonly line: string | undefined } | undefined;

  constructor(paste: Pasted, first: number) {
    this.paste = paste;
    this.first = first;
    const { lines } = paste;
    this.flush = !lines.slice(first).some((line) => /^\s+\S/.test(line));
    this.inBlock = inBlockScalars(lines);
    this.nextFilled = filledAfter(lines);
  }

  take(i: number): void {
    const line = this.paste.lines[i] ?? '';
    const from = this.paste.from[i] ?? i + 1;
    const blank = line.trim() === '';
    if (i < this.first) {
      if (!blank && elided(line)) {
        this.left.push(from);
        this.missing.push(from);
        this.pending = true;
      } else if (!blank && this.overPiece(i, line)) this.around.push(from);
      else if (!blank && (!yamlLike(line) || sentence(line))) this.around.push(from);
      else this.out.push([line, from]);
      return;
    }
    if (blank) {
      this.out.push([line, from]);
      return;
    }
    const fate = this.fateOf(i, line);
    if (fate === 'around' || fate === 'inside') this.parted = true;
    if (fate === 'kept') this.keep(i, line, from);
    else if (fate === 'elided') {
      this.left.push(from);
      this.missing.push(from);
      this.pending = true;
    } else if (fate === 'inside') {
      this.inside.push(from);
      this.pending = true;
    } else this.around.push(from);
  }

  /** A heading (`Example:`) over a piece, or a message in front of one that is indented: nothing stands below a value. */
  private overPiece(i: number, line: string): boolean {
    const next = this.paste.lines[this.nextFilled[i] ?? -1] ?? '';
    if (/^[A-Z][a-z]+:\s*$/.test(line) && START.test(next)) return true;
    if (/^\s/.test(line) || !logLine(line)) return false;
    return !this.paste.lines.slice(i + 1, this.first).some((other) => /^\s+\S/.test(other));
  }

  /**
   * Behind somebody's words a key that stands at the edge of the piece already begins another piece: nobody writes two
   * securityContexts of one pod with a sentence between them.
   */
  private beginsPiece(line: string): boolean {
    const depth = line.search(/\S/);
    const key = /^-\s/.test(line.trim()) ? undefined : keyAt(line.trim())?.key;
    if (this.flush || this.begun || /^---/.test(line)) {
      this.edge = undefined;
      return false;
    }
    if (key === undefined) return false;
    if (this.edge === undefined || depth < this.edge.depth) {
      this.edge = { depth, keys: new Set([key]) };
      return false;
    }
    if (depth > this.edge.depth) return false;
    const again = this.parted && this.edge.keys.has(key);
    if (again) this.edge.keys.clear();
    this.edge.keys.add(key);
    return again;
  }

  private keep(i: number, line: string, from: number): void {
    if (this.beginsPiece(line)) {
      this.out.push(['---', from]);
      this.around.push(...this.inside.splice(this.noted.inside));
      this.missing.length = this.noted.missing;
      this.pending = false;
    }
    this.parted = false;
    if (this.pending && /^\s/.test(line)) this.seams.push(from);
    this.pending = false;
    if (/^\s*#/.test(line) && elided(line.trim().slice(1))) this.cut.push(from);
    const fitted = this.fitted(i);
    if (fitted !== undefined && fitted !== line) this.marked.push(from);
    this.out.push([fitted ?? line, from]);
    this.noted = { inside: this.inside.length, missing: this.missing.length };
  }

  private fateOf(i: number, line: string): Fate {
    if (elided(line) && !this.inBlock[i] && this.elides(i, line)) return 'elided';
    if (/^\s/.test(line)) return this.outside ? this.indentedOutside(i, line) : 'kept';
    if (START.test(line) || (this.outside && startsAgain(line))) {
      this.outside = false;
      if (/^---/.test(line)) this.begun = false;
      else this.begun ||= OBJECT.test(line);
      this.inRootList = false;
      return 'kept';
    }
    if (this.fitted(i) !== undefined) return 'kept';
    if (this.flush) return this.saidFlush(i, line) ? 'around' : 'kept';
    if (this.strange(i, line)) return this.between(i, line);
    if (this.outside) return 'around';
    this.inRootList = /^-\s/.test(line);
    if (this.begun && unknownHolder(line)) this.missing.push(this.paste.from[i] ?? i + 1);
    return 'kept';
  }

  /** In a text without indentation: a sentence, a message (`[rule-1] … is not allowed`), a heading's lone word. */
  private saidFlush(i: number, line: string): boolean {
    if (sentence(line) || logLine(line) || /^\[[^[\]:{},]{1,80}\] \S+ \S+ \S/.test(line)) return true;
    if (this.inBlock[i] === true || !/^[A-Z][a-z]+$/.test(line.trim())) return false;
    return this.paste.lines.slice(Math.max(0, i - 2), i).some((other) => /^#{2,6} /.test(other));
  }

  /** The line without its author's mark; each is looked at once, and of very many only the first. */
  private fitted(i: number): string | undefined {
    if (this.lastFitted?.at === i) return this.lastFitted.line;
    if (this.fittings >= MOST_MARKED) return undefined;
    const line = fitMarked(this.paste.lines, i);
    if (!/^[\w\s]/.test(this.paste.lines[i] ?? '')) this.fittings += 1;
    this.lastFitted = { at: i, line };
    return line;
  }

  /** An elision at the first column that nothing follows is the end of a document, or of the text. */
  private elides(i: number, line: string): boolean {
    if (!/^\.\.\.\s*$/.test(line)) return true;
    const next = this.paste.lines[this.nextFilled[i] ?? -1];
    return next !== undefined && goesOn(next, this.paste.lines[i - 1]);
  }

  /** A line at the first column that is no key: does a manifest go on behind it? */
  private between(i: number, line: string): Fate {
    const from = this.paste.from[i] ?? i + 1;
    const next = this.nextFilled[i] ?? -1;
    const follows = this.paste.lines[next] ?? '';
    const said = proseLike(line) || /^[A-Z][\w ]{0,40}:\s*$/.test(line);
    if (this.outside) return 'around';
    if (next >= 0 && /^\s/.test(follows)) {
      const keys = this.runHasKeys(next);
      if (said && !keys) {
        this.outside = true;
        return 'around';
      }
      if (said) this.missing.push(from);
      return 'inside';
    }
    if (said) this.outside = true;
    return said || next < 0 ? 'around' : 'inside';
  }

  /** Indented text behind a sentence: another sentence's example, unless keys of a manifest stand in it. */
  private indentedOutside(i: number, line: string): Fate {
    const before = this.paste.lines[i - 1] ?? '';
    if (!/^\s+\S/.test(before) && entryLike(line) && this.runHasKeys(i) && !/^\S+:\s*$/.test(before)) {
      this.outside = false;
      this.missing.push(this.paste.from[i] ?? i + 1);
      this.pending = true;
      return 'kept';
    }
    return 'around';
  }

  /** Whether the indented lines from here on hold a key of the API. */
  private runHasKeys(start: number): boolean {
    const { lines } = this.paste;
    for (let i = start; i < lines.length && i < start + LOOK_AHEAD; i++) {
      const line = lines[i] ?? '';
      if (line.trim() === '') continue;
      if (!/^\s/.test(line)) return false;
      if (entryLike(line)) return true;
    }
    return false;
  }

  /** Whether a line at the first column cannot be a part of the manifest. */
  private strange(i: number, line: string): boolean {
    if (line.startsWith('#') || glued(line)) return false;
    if (logLine(line) || !yamlLike(line) || sentence(line)) return true;
    if (/^[{["']/.test(line)) return this.standsAlone(i, line);
    const next = this.paste.lines[this.nextFilled[i] ?? -1] ?? '';
    if (this.inRootList && /^-\s/.test(next) && unknownHolder(line)) return true;
    if (line.startsWith('%')) return goesOn(next);
    if (/^[A-Z][a-z]+:\s*$/.test(line) && /^\s/.test(next)) return true;
    if (!/^\s/.test(next) || !entryLike(next)) return false;
    if (/^-\s/.test(line))
      return keyAt(line.replace(/^(?:- +)+/, '')) === undefined && !/^(?:- *)+$/.test(line);
    const key = keyAt(line);
    if (key === undefined || known(key.key)) return false;
    const value = line.slice(key.length).trim();
    if (value === '' || value.startsWith('#')) return /^[^a-z]/.test(key.key);
    return !/^[|>&!{["']/.test(value);
  }

  /** A quote or a bracket that closes in its line and belongs to no list around it. */
  private standsAlone(i: number, line: string): boolean {
    if (!closesBeforeEnd(line) || i === this.first) return false;
    const next = (this.paste.lines[this.nextFilled[i] ?? -1] ?? '').trimStart();
    let before = i - 1;
    while (before > 0 && (this.paste.lines[before] ?? '').trim() === '') before -= 1;
    return !/[,[{]\s*$/.test(this.paste.lines[before] ?? '') && !/^[\]},]/.test(next);
  }

  result(): Pasted {
    const { paste } = this;
    const { around, inside, left, seams, missing, marked, cut } = this;
    if (around.length + inside.length + left.length + marked.length + missing.length + cut.length === 0)
      return paste;
    const repairs = [...paste.repairs];
    if (around.length > 0)
      repairs.push({
        code: 'text-around',
        message: `Text that belongs to no manifest was left out (line ${lineList(around)}).`,
      });
    if (inside.length > 0)
      repairs.push({
        code: 'foreign-line',
        message: `Line ${lineList(inside)} is no part of the manifest and was left out; the indented text behind it was read as going on with the manifest.`,
      });
    if (left.length > 0)
      repairs.push({
        code: 'left-out-here',
        message: `A part was left out of the manifest where line ${lineList(left)} says so; what stood there is not known.`,
      });
    if (marked.length > 0)
      repairs.push({
        code: 'marked-line',
        message: `The marks at the start of line ${lineList(marked)} were removed, and the text behind them was read.`,
      });
    const doubts = moreDoubts(paste.doubts, { seams, missing, cut });
    return {
      ...paste,
      lines: this.out.map(([line]) => line),
      from: this.out.map(([, from]) => from),
      repairs,
      doubts,
    };
  }
}

/** Marked lines that are looked at in one paste. */
const MOST_MARKED = 300;
/** Lines looked at to tell what an indented run is. */
const LOOK_AHEAD = 200;

/** A key or a list item, wherever it stands. */
function entryLike(line: string): boolean {
  const body = line.trim();
  return /^-(?:\s|$)/.test(body) || keyAt(body) !== undefined;
}

const TYPES = [
  'v1.PodSpec',
  'v1.Container',
  'v1.PodSecurityContext',
  'v1.SecurityContext',
  'v1.PodTemplateSpec',
  'v1.DeploymentSpec',
  'v1.CronJobSpec',
];

function known(key: string): boolean {
  return isRootKey(key) || TYPES.some((type) => fieldsOf(type)?.has(key) === true);
}

/** `image:nginx`: a field of the API whose colon no space follows is a slip, and no text of others. */
function glued(line: string): boolean {
  const name = gluedKey(line.replace(/^(?:- +)+/, ''));
  return name !== undefined && known(name);
}

/** A key that holds something and that no kind has at its root: a word of somebody's, perhaps. */
function unknownHolder(line: string): boolean {
  const key = keyAt(line);
  return key !== undefined && !known(key.key) && /^\s*(?:#|$)/.test(line.slice(key.length));
}

/** A key at the first column that only a manifest has. */
function startsAgain(line: string): boolean {
  const key = keyAt(line.replace(/^(?:- +)+/, ''));
  return key !== undefined && known(key.key) && !sentence(line);
}

function closesBeforeEnd(line: string): boolean {
  const end = closingOf(line, 0);
  return end > 0 && !/^\s*:/.test(line.slice(end));
}

function yamlLike(line: string): boolean {
  return (
    /^\s*$|^\s*#|^\s*[-?](?:\s|$)|^---(?:\s|$)|^\.\.\.(?:\s|$)|^\s*[{}[\]"'%]/.test(line) ||
    keyAt(line.trim()) !== undefined
  );
}

function sentence(line: string): boolean {
  if (/^\s*[#"'{[-]/.test(line)) return false;
  const key = keyAt(line.trim());
  const words = line.trim().split(/\s+/).length;
  if (key === undefined) return words >= 4 && /[.?!:)]$/.test(line.trim());
  return /^[A-Z][a-z]+$/.test(key.key) && words >= 4;
}
