/** `test` and `[`: the same in every shell but for how they complain. */

import { absolute } from '../files/lookup.ts';
import { EXECUTE, READ, WRITE } from '../files/permission.ts';
import type { FileSystem } from '../files/system.ts';

export interface Asked {
  readonly files: FileSystem;
  readonly cwd: string;
  /** Whether descriptor 0, 1 or 2 is a terminal. */
  terminal(descriptor: number): boolean;
  /** `-nt` and `-ot` hold against a file that is not there (not in dash). */
  readonly missingIsOlder: boolean;
}

export type TestTrouble =
  | { readonly kind: 'number' | 'operator' | 'operand'; readonly subject: string }
  | { readonly kind: 'bracket' | 'arguments' };

export class TestError extends Error {
  readonly trouble: TestTrouble;

  constructor(trouble: TestTrouble) {
    super(trouble.kind);
    this.trouble = trouble;
  }
}

const BINARY = new Set([
  '=',
  '==',
  '!=',
  '<',
  '>',
  '-eq',
  '-ne',
  '-lt',
  '-le',
  '-gt',
  '-ge',
  '-nt',
  '-ot',
  '-ef',
]);
const MAX_DEPTH = 60;

/** Whether an expression holds. Throws `TestError`. */
export function holds(args: readonly string[], asked: Asked): boolean {
  if (args.length === 0) return false;
  const expression = new Expression(args, asked);
  return expression.whole();
}

class Expression {
  readonly #args: readonly string[];
  readonly #asked: Asked;
  #at = 0;
  #depth = 0;

  constructor(args: readonly string[], asked: Asked) {
    this.#args = args;
    this.#asked = asked;
  }

  whole(): boolean {
    const value = this.#short() ?? this.#or();
    const rest = this.#args[this.#at];
    if (rest !== undefined) throw new TestError({ kind: 'operator', subject: rest });
    return value;
  }

  /** One to four arguments mean what POSIX says, whatever they look like. */
  #short(): boolean | null {
    const [a = '', b = '', c = ''] = this.#args;
    if (this.#args.length === 1) return this.#done(1, a !== '');
    if (this.#args.length === 2 && a === '!') return this.#done(2, b === '');
    if (this.#args.length === 3 && BINARY.has(b)) return this.#done(3, this.#binary(a, b, c));
    return null;
  }

  #done(used: number, value: boolean): boolean {
    this.#at = used;
    return value;
  }

  #or(): boolean {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new TestError({ kind: 'arguments' });
    let value = this.#and();
    while (this.#args[this.#at] === '-o') {
      this.#at += 1;
      const right = this.#and();
      value = value || right;
    }
    this.#depth -= 1;
    return value;
  }

  #and(): boolean {
    let value = this.#not();
    while (this.#args[this.#at] === '-a') {
      this.#at += 1;
      const right = this.#not();
      value = value && right;
    }
    return value;
  }

  #not(): boolean {
    let negated = false;
    while (this.#args[this.#at] === '!' && this.#args[this.#at + 1] !== undefined) {
      this.#at += 1;
      negated = !negated;
    }
    return this.#primary() !== negated;
  }

  #primary(): boolean {
    const first = this.#args[this.#at];
    const second = this.#args[this.#at + 1];
    const third = this.#args[this.#at + 2];
    if (first === undefined) throw new TestError({ kind: 'operand', subject: this.#args.at(-1) ?? '' });
    if (second !== undefined && BINARY.has(second) && third !== undefined) {
      this.#at += 3;
      return this.#binary(first, second, third);
    }
    if (first === '(' && second !== undefined) {
      this.#at += 1;
      const value = this.#or();
      if (this.#args[this.#at] !== ')')
        throw new TestError({ kind: 'operand', subject: this.#args[this.#at] ?? '' });
      this.#at += 1;
      return value;
    }
    if (/^-[a-zA-Z]$/.test(first) && second !== undefined && first !== '-a' && first !== '-o') {
      this.#at += 2;
      return this.#unary(first, second);
    }
    this.#at += 1;
    return first !== '';
  }

  #binary(left: string, operator: string, right: string): boolean {
    if (operator === '=' || operator === '==') return left === right;
    if (operator === '!=') return left !== right;
    if (operator === '<') return left < right;
    if (operator === '>') return left > right;
    if (operator === '-nt' || operator === '-ot')
      return this.#newer(operator === '-nt' ? left : right, operator === '-nt' ? right : left);
    if (operator === '-ef') return this.#find(left, true)?.path === this.#find(right, true)?.path;
    const difference = number(left) - number(right);
    const signs: Readonly<Record<string, boolean>> = {
      '-eq': difference === 0n,
      '-ne': difference !== 0n,
      '-lt': difference < 0n,
      '-le': difference <= 0n,
      '-gt': difference > 0n,
      '-ge': difference >= 0n,
    };
    return signs[operator] ?? false;
  }

  #newer(left: string, right: string): boolean {
    const first = this.#find(left, true);
    const second = this.#find(right, true);
    if (first === null || second === null) return first !== null && this.#asked.missingIsOlder;
    return first.node.mtime > second.node.mtime;
  }

  #find(path: string, follow: boolean): ReturnType<FileSystem['peek']> {
    return this.#asked.files.peek(absolute(this.#asked.cwd, path), follow);
  }

  #unary(operator: string, operand: string): boolean {
    if (operator === '-n') return operand !== '';
    if (operator === '-z') return operand === '';
    if (operator === '-t') return this.#asked.terminal(Number(number(operand)));
    const { files, cwd } = this.#asked;
    const path = absolute(cwd, operand);
    if (operand === '') return false;
    if (operator === '-r') return files.may(path, READ);
    if (operator === '-w') return files.may(path, WRITE);
    if (operator === '-x') return files.may(path, EXECUTE);
    const found = this.#find(operand, operator !== '-h' && operator !== '-L');
    const node = found?.node;
    if (node === undefined) return false;
    const identity = files.view.identity;
    switch (operator) {
      case '-e':
        return true;
      case '-f':
        return node.type === 'file';
      case '-d':
        return node.type === 'directory';
      case '-h':
      case '-L':
        return node.type === 'link';
      case '-b':
      case '-c':
      case '-p':
        return node.type === 'special' && `-${node.kind}` === operator;
      case '-S':
        return node.type === 'special' && node.kind === 's';
      case '-s':
        return node.type === 'directory' || (node.type === 'file' && (node.size ?? node.content.length) > 0);
      case '-g':
        return (node.mode & 0o2000) !== 0;
      case '-u':
        return (node.mode & 0o4000) !== 0;
      case '-k':
        return (node.mode & 0o1000) !== 0;
      case '-O':
        return node.uid === identity.uid;
      case '-G':
        return node.gid === identity.gid;
      default:
        throw new TestError({ kind: 'operator', subject: operator });
    }
  }
}

function number(text: string): bigint {
  const trimmed = text.trim();
  if (!/^[-+]?[0-9]{1,40}$/.test(trimmed)) throw new TestError({ kind: 'number', subject: text });
  return BigInt(trimmed.replace(/^\+/, ''));
}
