/** `$(( ))`: integers of 64 bits, C's operators and precedence, variables and assignment. */
import { nameCharacter } from './words.ts';

/** What is wrong with an expression; `message` without the shell's name. */
export class ArithmeticError extends Error {
  readonly problem: 'syntax' | 'zero';

  constructor(problem: 'syntax' | 'zero') {
    super(problem);
    this.problem = problem;
  }
}

export interface Names {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
}

const BINARY: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];
const ASSIGN = ['=', '+=', '-=', '*=', '/=', '%='];
const MAX_DEPTH = 60;

/** The value of an expression in decimal digits. Throws `ArithmeticError`. */
export function calculate(expression: string, names: Names): string {
  const reader = new Reader(expression, names, 0);
  return reader.whole().toString();
}

class Reader {
  readonly #text: string;
  readonly #names: Names;
  readonly #depth: number;
  #at = 0;
  #nesting = 0;
  /** Inside the side of `&&`, `||`, `?:` that is not taken: nothing is assigned, nothing divided. */
  #idle = 0;

  constructor(text: string, names: Names, depth: number) {
    this.#text = text;
    this.#names = names;
    this.#depth = depth;
  }

  whole(): bigint {
    this.#blanks();
    if (this.#at >= this.#text.length) return 0n;
    const value = this.#assignment();
    this.#blanks();
    if (this.#at < this.#text.length) throw new ArithmeticError('syntax');
    return value;
  }

  #assignment(): bigint {
    this.#nesting += 1;
    if (this.#nesting > MAX_DEPTH) throw new ArithmeticError('syntax');
    const start = this.#at;
    const name = this.#name();
    if (name !== '') {
      const operator = ASSIGN.find((one) => this.#text.startsWith(one, this.#at));
      if (operator !== undefined && !(operator === '=' && this.#text.charAt(this.#at + 1) === '=')) {
        this.#at += operator.length;
        const right = this.#assignment();
        const value = operator === '=' ? right : this.#apply(operator.slice(0, -1), this.#value(name), right);
        if (this.#idle === 0) this.#names.set(name, value.toString());
        this.#nesting -= 1;
        return value;
      }
    }
    this.#at = start;
    const value = this.#conditional();
    this.#nesting -= 1;
    return value;
  }

  #conditional(): bigint {
    const test = this.#binary(0);
    this.#blanks();
    if (this.#text.charAt(this.#at) !== '?') return test;
    this.#at += 1;
    const yes = this.#taken(test !== 0n, () => this.#assignment());
    this.#blanks();
    if (this.#text.charAt(this.#at) !== ':') throw new ArithmeticError('syntax');
    this.#at += 1;
    const no = this.#taken(test === 0n, () => this.#assignment());
    return test === 0n ? no : yes;
  }

  #taken(taken: boolean, read: () => bigint): bigint {
    if (!taken) this.#idle += 1;
    const value = read();
    if (!taken) this.#idle -= 1;
    return value;
  }

  #binary(level: number): bigint {
    const operators = BINARY[level];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    for (;;) {
      this.#blanks();
      const operator = operators.find((one) => this.#isOperator(one));
      if (operator === undefined) return left;
      this.#at += operator.length;
      if (operator === '&&' || operator === '||') {
        const decided = operator === '&&' ? left === 0n : left !== 0n;
        const right = this.#taken(!decided, () => this.#binary(level + 1));
        const known = operator === '&&' ? 0n : 1n;
        left = decided ? known : right === 0n ? 0n : 1n;
      } else left = this.#apply(operator, left, this.#binary(level + 1));
    }
  }

  #isOperator(operator: string): boolean {
    if (!this.#text.startsWith(operator, this.#at)) return false;
    const after = this.#text.charAt(this.#at + operator.length);
    if (operator === '&' || operator === '|' || operator === '<' || operator === '>')
      return after !== operator;
    return after !== '=' || operator === '==' || operator === '!=' || operator === '<=' || operator === '>=';
  }

  #apply(operator: string, left: bigint, right: bigint): bigint {
    if (operator === '/' || operator === '%') {
      if (this.#idle > 0) return 0n;
      if (right === 0n) throw new ArithmeticError('zero');
      return BigInt.asIntN(64, operator === '/' ? left / right : left % right);
    }
    return BigInt.asIntN(64, combine(operator, left, right));
  }

  #unary(): bigint {
    this.#blanks();
    this.#nesting += 1;
    if (this.#nesting > MAX_DEPTH) throw new ArithmeticError('syntax');
    const character = this.#text.charAt(this.#at);
    const value = this.#unaryOf(character);
    this.#nesting -= 1;
    return value;
  }

  #unaryOf(character: string): bigint {
    const two = this.#text.slice(this.#at, this.#at + 2);
    if (two === '++' || two === '--') {
      this.#at += 2;
      const name = this.#name();
      if (name === '') throw new ArithmeticError('syntax');
      const value = this.#value(name) + (two === '++' ? 1n : -1n);
      if (this.#idle === 0) this.#names.set(name, value.toString());
      return value;
    }
    if ('+-!~'.includes(character) && character !== '') {
      this.#at += 1;
      const value = this.#unary();
      if (character === '+') return value;
      if (character === '-') return BigInt.asIntN(64, -value);
      return character === '!' ? (value === 0n ? 1n : 0n) : ~value;
    }
    if (character === '(') {
      this.#at += 1;
      const value = this.#assignment();
      this.#blanks();
      if (this.#text.charAt(this.#at) !== ')') throw new ArithmeticError('syntax');
      this.#at += 1;
      return value;
    }
    const name = this.#name();
    if (name === '') return this.#number();
    const value = this.#value(name);
    const after = this.#text.slice(this.#at, this.#at + 2);
    if (after === '++' || after === '--') {
      this.#at += 2;
      if (this.#idle === 0) this.#names.set(name, (value + (after === '++' ? 1n : -1n)).toString());
    }
    return value;
  }

  #number(): bigint {
    const start = this.#at;
    while (nameCharacter(this.#text.charAt(this.#at))) this.#at += 1;
    const digits = this.#text.slice(start, this.#at);
    if (/^0[0-7]+$/.test(digits)) return BigInt.asIntN(64, BigInt(`0o${digits.slice(1)}`));
    if (/^(0[xX][0-9a-fA-F]{1,40}|0|[1-9][0-9]{0,40})$/.test(digits))
      return BigInt.asIntN(64, BigInt(digits));
    throw new ArithmeticError('syntax');
  }

  #name(): string {
    this.#blanks();
    const start = this.#at;
    const first = this.#text.charAt(start);
    if (first >= '0' && first <= '9') return '';
    while (nameCharacter(this.#text.charAt(this.#at))) this.#at += 1;
    const name = this.#text.slice(start, this.#at);
    if (name !== '') this.#blanks();
    return name;
  }

  /** A variable's value is an expression of its own. */
  #value(name: string): bigint {
    const text = this.#names.get(name) ?? '';
    if (this.#depth > 8) throw new ArithmeticError('syntax');
    return new Reader(text.trim(), this.#names, this.#depth + 1).whole();
  }

  #blanks(): void {
    while (' \t\n'.includes(this.#text.charAt(this.#at) || 'x')) this.#at += 1;
  }
}

function combine(operator: string, left: bigint, right: bigint): bigint {
  const truth = (value: boolean): bigint => (value ? 1n : 0n);
  switch (operator) {
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    case '&':
      return left & right;
    case '==':
      return truth(left === right);
    case '!=':
      return truth(left !== right);
    case '<=':
      return truth(left <= right);
    case '>=':
      return truth(left >= right);
    case '<':
      return truth(left < right);
    case '>':
      return truth(left > right);
    case '<<':
      return left << (right & 63n);
    case '>>':
      return left >> (right & 63n);
    case '+':
      return left + right;
    case '-':
      return left - right;
    default:
      return left * right;
  }
}
