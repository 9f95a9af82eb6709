/** What a jq filter gives for a value (jq 1.7 src/builtin.c, execute.c). */

import { isObject, type Json, type JsonObject } from '../../json.ts';
import { withoutTrailing } from '../../trailing.ts';
import { FUNCTIONS, NotKnown } from './functions.ts';
import { type Filter, FilterError } from './syntax.ts';
import { compare, JqError, shown, textOf, through, typeOf, where } from './values.ts';

/** How many values one filter may go through. */
const MOST = 200_000;

export class Evaluation {
  #steps = 0;

  /** Every value that comes out, in order. Throws `JqError` in jq's words, `FilterError` for what is not simulated. */
  run(filter: Filter, value: Json, variables: ReadonlyMap<string, Json>): readonly Json[] {
    this.#steps += 1;
    if (this.#steps > MOST) throw new FilterError('a filter that takes so many steps');
    const again = (one: Filter, of: Json = value): readonly Json[] => this.run(one, of, variables);
    switch (filter.kind) {
      case 'identity':
        return [value];
      case 'everything':
        return this.#everything(value);
      case 'literal':
        return [filter.value];
      case 'text':
        return this.#text(filter.pieces, filter.format, again);
      case 'field':
        return through(
          () => again(filter.of),
          (of) =>
            through(
              () => again(filter.name),
              (name) => [field(of, name)],
            ),
        );
      case 'slice':
        return again(filter.of).flatMap((of) => {
          const bounds = (one: Filter | null): readonly Json[] => (one === null ? [null] : again(one));
          return bounds(filter.from).flatMap((from) => bounds(filter.to).map((to) => slice(of, from, to)));
        });
      case 'each':
        return through(() => again(filter.of), each);
      case 'try':
        try {
          return again(filter.of);
        } catch (error) {
          if (error instanceof JqError) return error.before;
          throw error;
        }
      case 'pipe':
        return through(
          () => again(filter.left),
          (one) => again(filter.right, one),
        );
      case 'comma':
        return through(
          () => [0, 1],
          (side) => again(side === 0 ? filter.left : filter.right),
        );
      case 'alternative': {
        const found = this.#quiet(() => again(filter.left)).filter(truthy);
        return found.length > 0 ? found : again(filter.right);
      }
      case 'and':
        return again(filter.left).flatMap((left) =>
          truthy(left) ? again(filter.right).map(truthy) : [false],
        );
      case 'or':
        return again(filter.left).flatMap((left) =>
          truthy(left) ? [true] : again(filter.right).map(truthy),
        );
      case 'operator':
        return again(filter.right).flatMap((right) =>
          again(filter.left).map((left) => calculate(filter.operator, left, right)),
        );
      case 'negative':
        return again(filter.of).map((one) => {
          if (typeof one !== 'number') throw new JqError(`${where(one)} cannot be negated`);
          return -one;
        });
      case 'array':
        return [this.#array(filter.of, again)];
      case 'object':
        return this.#object(filter.entries, again);
      case 'if':
        return this.#choose(filter.branches, filter.otherwise, value, again);
      case 'variable': {
        const found = variables.get(filter.name);
        if (found === undefined) throw new FilterError(`the variable $${filter.name}`);
        return [found];
      }
      case 'as':
        return through(
          () => again(filter.source),
          (one) => this.run(filter.body, value, new Map([...variables, [filter.name, one]])),
        );
      default:
        return this.#call(filter.name, filter.args, value, again);
    }
  }

  #quiet(work: () => readonly Json[]): readonly Json[] {
    try {
      return work();
    } catch (error) {
      if (error instanceof JqError) return error.before;
      throw error;
    }
  }

  /** All of it or nothing: what had come before an error is no part of an array. */
  #array(of: Filter | null, again: (one: Filter) => readonly Json[]): readonly Json[] {
    if (of === null) return [];
    try {
      return [...again(of)];
    } catch (error) {
      if (error instanceof JqError) error.before = [];
      throw error;
    }
  }

  #everything(value: Json): readonly Json[] {
    const all: Json[] = [];
    const walk = (one: Json): void => {
      this.#steps += 1;
      if (this.#steps > MOST) throw new FilterError('a filter that takes so many steps');
      all.push(one);
      if (Array.isArray(one) || isObject(one)) for (const inner of each(one)) walk(inner);
    };
    walk(value);
    return all;
  }

  #text(
    pieces: readonly (string | Filter)[],
    format: string | null,
    again: (one: Filter) => readonly Json[],
  ): readonly Json[] {
    let texts = [''];
    for (const piece of pieces) {
      const added = typeof piece === 'string' ? [piece] : again(piece).map((one) => formatted(format, one));
      texts = added.flatMap((end) => texts.map((text) => text + end));
      if (texts.length > MOST) throw new FilterError('a string with so many values');
    }
    return texts;
  }

  #object(
    entries: readonly (readonly [Filter, Filter])[],
    again: (one: Filter) => readonly Json[],
  ): readonly Json[] {
    let objects: JsonObject[] = [{}];
    for (const [key, value] of entries) {
      const pairs = again(key).flatMap((name) => {
        if (typeof name !== 'string') throw new JqError(`Object keys must be strings`);
        return again(value).map((one) => [name, one] as const);
      });
      objects = pairs.flatMap(([name, one]) => objects.map((object) => ({ ...object, [name]: one })));
      if (objects.length > MOST) throw new FilterError('an object with so many values');
    }
    return objects;
  }

  #choose(
    branches: readonly (readonly [Filter, Filter])[],
    otherwise: Filter | null,
    value: Json,
    again: (one: Filter) => readonly Json[],
  ): readonly Json[] {
    const [first, ...rest] = branches;
    if (first === undefined) return otherwise === null ? [value] : again(otherwise);
    const [test, body] = first;
    return through(
      () => again(test),
      (one) => (truthy(one) ? again(body) : this.#choose(rest, otherwise, value, again)),
    );
  }

  #call(
    name: string,
    args: readonly Filter[],
    value: Json,
    again: (one: Filter, of?: Json) => readonly Json[],
  ): readonly Json[] {
    const known = Object.hasOwn(FUNCTIONS, `${name}/${args.length}`)
      ? FUNCTIONS[`${name}/${args.length}`]
      : undefined;
    if (known === undefined) throw new FilterError(`the function ${name}/${args.length}`);
    try {
      return known(
        value,
        args.map(
          (one) =>
            (of: Json = value) =>
              again(one, of),
        ),
      );
    } catch (error) {
      if (error instanceof NotKnown) throw new FilterError(error.message);
      throw error;
    }
  }
}

export const truthy = (value: Json): boolean => value !== null && value !== false;

function each(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value as readonly Json[];
  if (isObject(value)) return Object.values(value).map((one) => one ?? null);
  throw new JqError(`Cannot iterate over ${where(value)}`);
}

function field(of: Json, name: Json): Json {
  if (of === null && (typeof name === 'string' || typeof name === 'number')) return null;
  if (isObject(of) && typeof name === 'string') return Object.hasOwn(of, name) ? (of[name] ?? null) : null;
  if (Array.isArray(of) && typeof name === 'number') {
    const list = of as readonly Json[];
    const at = Math.floor(name);
    return list[at < 0 ? list.length + at : at] ?? null;
  }
  if (typeof name === 'string' && !isObject(of))
    throw new JqError(`Cannot index ${typeOf(of)} with string ${JSON.stringify(name)}`);
  throw new JqError(`Cannot index ${typeOf(of)} with ${typeOf(name)}`);
}

function slice(of: Json, from: Json, to: Json): Json {
  if (of === null) return null;
  if (typeof of !== 'string' && !Array.isArray(of))
    throw new JqError(`Cannot index ${typeOf(of)} with object`);
  const bound = (value: Json): number | undefined =>
    typeof value === 'number' ? Math.floor(value) : undefined;
  if (typeof of === 'string')
    return Array.from(of)
      .slice(bound(from) ?? 0, bound(to))
      .join('');
  return (of as readonly Json[]).slice(bound(from) ?? 0, bound(to));
}

function formatted(format: string | null, value: Json): string {
  const text = textOf(value);
  if (format === null || format === '@text') return text;
  if (format === '@json') return shown(value);
  const cells = (write: (one: Json) => string, between: string): string => {
    if (!Array.isArray(value))
      throw new JqError(
        `${where(value)} cannot be ${format === '@csv' ? 'csv' : 'tsv'}-formatted, only an array can be`,
      );
    return (value as readonly Json[]).map(write).join(between);
  };
  if (format === '@csv')
    return cells(
      (one) => (typeof one === 'string' ? `"${one.replace(/"/g, '""')}"` : one === null ? '' : textOf(one)),
      ',',
    );
  if (format === '@tsv')
    return cells(
      (one) =>
        one === null ? '' : textOf(one).replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n'),
      '\t',
    );
  if (format === '@base64') {
    let bytes = '';
    for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
    return btoa(bytes);
  }
  if (format === '@base64d') {
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw new JqError(`${where(value)} is not valid base64 data`);
    return new TextDecoder().decode(
      Uint8Array.from(atob(withoutTrailing(text, '=')), (one) => one.charCodeAt(0)),
    );
  }
  throw new FilterError(`the format ${format}`);
}

function calculate(operator: string, left: Json, right: Json): Json {
  switch (operator) {
    case '==':
      return compare(left, right) === 0;
    case '!=':
      return compare(left, right) !== 0;
    case '<':
      return compare(left, right) < 0;
    case '<=':
      return compare(left, right) <= 0;
    case '>':
      return compare(left, right) > 0;
    case '>=':
      return compare(left, right) >= 0;
    default:
      return arithmetic(operator, left, right);
  }
}

function arithmetic(operator: string, left: Json, right: Json): Json {
  const wrong = (what: string): JqError =>
    new JqError(`${where(left)} and ${where(right)} cannot be ${what}`);
  const numbers = typeof left === 'number' && typeof right === 'number';
  if (operator === '+') {
    if (left === null) return right;
    if (right === null) return left;
    if (numbers) return left + right;
    if (typeof left === 'string' && typeof right === 'string') return left + right;
    if (Array.isArray(left) && Array.isArray(right)) return [...(left as Json[]), ...(right as Json[])];
    if (isObject(left) && isObject(right)) return { ...left, ...right };
    throw wrong('added');
  }
  if (operator === '-') {
    if (numbers) return left - right;
    if (Array.isArray(left) && Array.isArray(right))
      return (left as Json[]).filter((one) => !(right as Json[]).some((other) => compare(one, other) === 0));
    throw wrong('subtracted');
  }
  if (operator === '*') {
    if (numbers) return left * right;
    throw isObject(left) || typeof left === 'string'
      ? new FilterError('* of these values')
      : wrong('multiplied');
  }
  if (operator === '/') {
    if (typeof left === 'string' && typeof right === 'string') return left === '' ? [] : left.split(right);
    if (!numbers) throw wrong('divided');
    if (right === 0) throw wrong('divided because the divisor is zero');
    return left / right;
  }
  if (!numbers) throw wrong('divided');
  if (Math.trunc(right) === 0) throw wrong('divided because the divisor is zero');
  return Math.trunc(left) % Math.trunc(right);
}
