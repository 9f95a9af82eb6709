/** `sed`: s/// with flags, d, p, q, a, i, c, with addresses by line, `$`, `/pattern/` and ranges; -n, -e, -i, -E. */
import { attempt } from '../files/errors.ts';
import { at, fail, type ToolCall, type ToolResult, words } from './call.ts';
import { options } from './options.ts';
import { compile, type Pattern, PatternError } from './regex.ts';

type Address = { readonly line: number } | { readonly last: true } | { readonly pattern: Pattern };

interface Substitution {
  readonly kind: 'substitute';
  readonly pattern: Pattern;
  /** Text, and the numbers of groups in it (0 for all that matched). */
  readonly pieces: readonly (string | number)[];
  readonly global: boolean;
  readonly nth: number;
  readonly print: boolean;
}

interface Command {
  readonly from?: Address;
  readonly to?: Address;
  readonly negated: boolean;
  readonly action:
    | Substitution
    | { readonly kind: 'delete' | 'print' | 'quit' | 'number' }
    | { readonly kind: 'append' | 'insert' | 'change'; readonly text: string };
}

class NotRead extends Error {}

class Reader {
  readonly #text: string;
  readonly #extended: boolean;
  #at = 0;

  constructor(text: string, extended: boolean) {
    this.#text = text;
    this.#extended = extended;
  }

  all(): Command[] {
    const commands: Command[] = [];
    for (;;) {
      while (/[\s;]/.test(this.#text.charAt(this.#at) || 'x')) this.#at += 1;
      if (this.#at >= this.#text.length) return commands;
      commands.push(this.#command());
      while (this.#text.charAt(this.#at) === ' ') this.#at += 1;
      if (this.#at < this.#text.length && !/[;\n]/.test(this.#text.charAt(this.#at))) throw new NotRead();
    }
  }

  #command(): Command {
    const from = this.#address();
    let to: Address | undefined;
    if (from !== undefined && this.#text.charAt(this.#at) === ',') {
      this.#at += 1;
      to = this.#address();
      if (to === undefined) throw new NotRead();
    }
    while (this.#text.charAt(this.#at) === ' ') this.#at += 1;
    const negated = this.#text.charAt(this.#at) === '!';
    if (negated) this.#at += 1;
    const letter = this.#text.charAt(this.#at);
    this.#at += 1;
    const addresses = {
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      negated,
    };
    const simple: Readonly<Record<string, 'delete' | 'print' | 'quit' | 'number'>> = {
      d: 'delete',
      p: 'print',
      q: 'quit',
      '=': 'number',
    };
    const kind = Object.hasOwn(simple, letter) ? simple[letter] : undefined;
    if (kind !== undefined) return { ...addresses, action: { kind } };
    if (letter === 's') return { ...addresses, action: this.#substitution() };
    const texts: Readonly<Record<string, 'append' | 'insert' | 'change'>> = {
      a: 'append',
      i: 'insert',
      c: 'change',
    };
    const added = Object.hasOwn(texts, letter) ? texts[letter] : undefined;
    if (added === undefined) throw new NotRead();
    return { ...addresses, action: { kind: added, text: this.#added() } };
  }

  /** The text of a, i and c: blanks in front go, but for those behind a backslash; `\n` and `\t` are what they name. */
  #added(): string {
    const skip = (pattern: RegExp): void => {
      while (pattern.test(this.#text.charAt(this.#at) || 'x')) this.#at += 1;
    };
    skip(/[ \t]/);
    if (this.#text.charAt(this.#at) === '\\') {
      this.#at += 1;
      if (this.#text.charAt(this.#at) === '\n') this.#at += 1;
    }
    let text = '';
    for (; this.#at < this.#text.length && this.#text.charAt(this.#at) !== '\n'; this.#at += 1) {
      const here = this.#text.charAt(this.#at);
      if (here !== '\\') {
        text += here;
        continue;
      }
      this.#at += 1;
      const next = this.#text.charAt(this.#at);
      text += next === 'n' ? '\n' : next === 't' ? '\t' : next;
    }
    return text;
  }

  #address(): Address | undefined {
    const here = this.#text.charAt(this.#at);
    const digits = /^[0-9]{1,9}/.exec(this.#text.slice(this.#at, this.#at + 9))?.[0];
    if (digits !== undefined) {
      this.#at += digits.length;
      return { line: Number(digits) };
    }
    if (here === '$') {
      this.#at += 1;
      return { last: true };
    }
    if (here !== '/') return undefined;
    this.#at += 1;
    return { pattern: compile(this.#until('/'), { extended: this.#extended }) };
  }

  /** Text up to an unescaped delimiter; an escaped one stands for itself. */
  #until(delimiter: string): string {
    let text = '';
    let bracket = false;
    while (this.#at < this.#text.length) {
      const here = this.#text.charAt(this.#at);
      if (here === '\\' && this.#text.charAt(this.#at + 1) === delimiter) {
        text += delimiter;
        this.#at += 2;
      } else if (here === '\\') {
        text += here + this.#text.charAt(this.#at + 1);
        this.#at += 2;
      } else {
        if (here === delimiter && !bracket) {
          this.#at += 1;
          return text;
        }
        if (here === '[' && delimiter !== '[')
          bracket = this.#text.indexOf(']', this.#at + 2) !== -1 && !bracket ? true : bracket;
        else if (here === ']') bracket = false;
        text += here;
        this.#at += 1;
      }
    }
    throw new NotRead();
  }

  #substitution(): Substitution {
    const delimiter = this.#text.charAt(this.#at);
    this.#at += 1;
    if (delimiter === '' || delimiter === '\n' || delimiter === '\\') throw new NotRead();
    const source = this.#until(delimiter);
    const replacement = this.#replacement(delimiter);
    const flags = /^[gpiI0-9]*/.exec(this.#text.slice(this.#at, this.#at + 10))?.[0] ?? '';
    this.#at += flags.length;
    return {
      kind: 'substitute',
      pattern: compile(source, { extended: this.#extended, ignoreCase: /i/i.test(flags) }),
      pieces: replacement,
      global: flags.includes('g'),
      nth: Number(/[0-9]+/.exec(flags)?.[0] ?? 1),
      print: flags.includes('p'),
    };
  }

  /** Text, and the numbers of groups in it (0 for `&`). */
  #replacement(delimiter: string): (string | number)[] {
    const pieces: (string | number)[] = [];
    while (this.#at < this.#text.length) {
      const here = this.#text.charAt(this.#at);
      this.#at += 1;
      if (here === delimiter) return pieces;
      if (here === '&') pieces.push(0);
      else if (here === '\\') {
        const next = this.#text.charAt(this.#at);
        this.#at += 1;
        if (next >= '0' && next <= '9') pieces.push(Number(next));
        else pieces.push(next === 'n' ? '\n' : next === 't' ? '\t' : next);
      } else pieces.push(here);
    }
    throw new NotRead();
  }
}

function substitute(line: string, action: Substitution): string | null {
  let out = '';
  let from = 0;
  let count = 0;
  let changed = false;
  while (from <= line.length) {
    const match = action.pattern.find(line, from);
    if (match === null) break;
    count += 1;
    const replace = count === action.nth || (action.global && count > action.nth);
    out += line.slice(from, match.start);
    const text = (group: number): string => {
      if (group === 0) return line.slice(match.start, match.end);
      const range = match.groups[group - 1];
      return range === undefined ? '' : line.slice(range[0], range[1]);
    };
    out += replace
      ? action.pieces.map((piece) => (typeof piece === 'string' ? piece : text(piece))).join('')
      : text(0);
    changed = changed || replace;
    from = match.end;
    if (match.end === match.start) {
      out += line.charAt(from);
      from += 1;
    }
    if (replace && !action.global) break;
  }
  return changed ? out + line.slice(from) : null;
}

function run(commands: readonly Command[], text: string, quiet: boolean, gnu: boolean): string {
  const lines = text.split('\n');
  const open = lines.at(-1) !== '';
  if (!open) lines.pop();
  const inside = new Map<Command, boolean>();
  let out = '';
  for (const [index, original] of lines.entries()) {
    const last = index === lines.length - 1;
    const end = last && open ? '' : '\n';
    const meets = (address: Address, line: string): boolean =>
      'line' in address ? address.line === index + 1 : 'last' in address ? last : address.pattern.test(line);
    let line: string | null = original;
    let after: string | null = null;
    let stop = false;
    for (const command of commands) {
      if (line === null) break;
      if (!applies(command, line, index, meets, inside)) continue;
      const { action } = command;
      if (action.kind === 'delete') line = null;
      else if (action.kind === 'print') out += `${line}\n`;
      else if (action.kind === 'number') out += `${index + 1}\n`;
      else if (action.kind === 'quit') {
        stop = true;
        break;
      } else if (action.kind === 'substitute') {
        const changed = substitute(line, action);
        if (changed !== null) {
          line = changed;
          if (action.print) out += `${line}\n`;
        }
      } else if (action.kind === 'append')
        after = (after ?? '') + (gnu && action.text === '' ? '' : `${action.text}\n`);
      else if (action.kind === 'insert') out += `${action.text}\n`;
      else if (action.kind === 'change') {
        out += `${action.text}\n`;
        line = null;
      }
    }
    if (line !== null && !quiet) out += line + (after === null ? end : '\n');
    out += after ?? '';
    if (stop) break;
  }
  return out;
}

function applies(
  command: Command,
  line: string,
  index: number,
  meets: (address: Address, line: string) => boolean,
  inside: Map<Command, boolean>,
): boolean {
  const { from, to, negated } = command;
  if (from === undefined) return !negated;
  if (to === undefined) return meets(from, line) !== negated;
  let here = inside.get(command) === true;
  if (here) {
    if (meets(to, line) || ('line' in to && to.line <= index + 1)) inside.set(command, false);
  } else if (meets(from, line)) {
    here = true;
    inside.set(command, !('line' in to && to.line <= index + 1));
  }
  return here !== negated;
}

export function sed(call: ToolCall): ToolResult {
  const inPlace = call.argv.find((one) => /^-i./.test(one) || one.startsWith('--in-place='));
  if (inPlace !== undefined)
    return call.notSimulated({
      code: 'tool:sed:-i',
      message: 'sed -i with a suffix for a copy is not simulated; plain -i is.',
    });
  const read = options(call, {
    flags: 'nEri',
    valued: 'e',
    long: { quiet: 'n', 'regexp-extended': 'E', 'in-place': 'i', 'expression=': 'e' },
  });
  if ('result' in read) return read.result;
  const scripts = read.all.filter(([letter]) => letter === 'e').map(([, value]) => value);
  const operands = [...read.operands];
  if (scripts.length === 0) scripts.push(operands.shift() ?? '');
  const extended = read.given.has('E') || read.given.has('r');
  let commands: Command[];
  try {
    commands = new Reader(scripts.join('\n'), extended).all();
  } catch (error) {
    if (error instanceof NotRead || (error instanceof PatternError && error.notSimulated))
      return call.notSimulated({
        code: 'tool:sed',
        message:
          'This sed script is not simulated; s/…/…/ and the commands d p q = a i c are, each with an address in front.',
      });
    if (error instanceof PatternError)
      return fail(
        call,
        call.flavour === 'gnu'
          ? `-e expression #1, char ${scripts.join('\n').length}: ${error.message}`
          : `bad regex: ${error.message}`,
      );
    throw error;
  }
  if (operands.length === 0) {
    const text = call.stdin();
    if (text === null)
      return call.notSimulated({
        code: 'tool:sed:terminal',
        message: 'sed reads the terminal, and Podium gives it nothing; name a file or pipe a text into it.',
      });
    call.out(run(commands, text, read.given.has('n'), call.flavour === 'gnu'));
    return 0;
  }
  let status = 0;
  for (const operand of operands) {
    const path = at(call, operand);
    const content = attempt(() => call.files.read(path));
    if ('refused' in content) {
      const why = words(call, content.refused);
      const directory = content.refused.errno === 'EISDIR';
      call.err(
        `sed: ${call.flavour === 'gnu' ? (directory ? `couldn't edit ${operand}: not a regular file` : `can't read ${operand}: ${why}`) : `${operand}: ${why}`}\n`,
      );
      status = call.flavour === 'gnu' ? (directory ? 4 : 2) : 1;
      continue;
    }
    const text = run(commands, content.value, read.given.has('n'), call.flavour === 'gnu');
    if (!read.given.has('i')) {
      call.out(text);
      continue;
    }
    const written = attempt(() => replace(call, path, text));
    if ('refused' in written) {
      const directory =
        operand.slice(0, Math.max(operand.lastIndexOf('/'), 0)) || (operand.startsWith('/') ? '' : '.');
      const why = words(call, written.refused);
      call.err(
        call.flavour === 'gnu'
          ? `sed: couldn't open temporary file ${directory}/sedXXXXXX: ${why}\n`
          : `sed: can't create temp file '${operand}XXXXXX': ${why}\n`,
      );
      status = call.flavour === 'gnu' ? 4 : 1;
    }
  }
  return status;
}

/** -i writes a new file beside the old one and renames it: the directory has to be writable, and the owner is new. */
function replace(call: ToolCall, path: string, text: string): void {
  const { node, path: real } = call.files.stat(path);
  const directory = real.slice(0, real.lastIndexOf('/')) || '/';
  const probe = `${directory === '/' ? '' : directory}/.sed-of-podium`;
  call.files.append(call.files.open(probe, true), text);
  call.files.chmod(probe, node.mode & 0o7777);
  attempt(() => call.files.chown(probe, node.uid, node.gid));
  call.files.rename(probe, real);
}
