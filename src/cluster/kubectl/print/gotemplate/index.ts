/** Go's text/template as far as people use it with kubectl: fields, range, if, else, end, with, variables, functions. */
import type { Json, JsonObject } from '../../../json.ts';
import { entriesOf } from '../json.ts';
import { shown } from '../jsonpath/index.ts';

import { called, NO_VALUE, printed, truth, type Value } from './functions.ts';
import { type Part, type Pipe, TemplateError, type Word } from './node.ts';
import { readTemplate } from './read.ts';

export { TemplateError } from './node.ts';

/** Prints a template for an object. Throws TemplateError. */
export function executeTemplate(text: string, data: Json, missing: boolean): string {
  return new Run(data, missing).parts(readTemplate(text), data);
}

const MOST = 100_000;

class Run {
  readonly #missing: boolean;
  readonly #variables: Map<string, Value>;
  #steps = 0;

  constructor(data: Json, missing: boolean) {
    this.#missing = missing;
    this.#variables = new Map([['$', data]]);
  }

  parts(list: readonly Part[], dot: Value): string {
    let out = '';
    for (const part of list) {
      this.#steps += 1;
      if (this.#steps > MOST) throw new TemplateError('execute', '1: the template prints too much');
      if (part.kind === 'text') out += part.text;
      else if (part.kind === 'set') this.#variables.set(part.name, this.#pipe(part.pipe, dot));
      else if (part.kind === 'pipe') out += printed(this.#pipe(part.pipe, dot));
      else if (part.kind === 'range') out += this.#range(part, dot);
      else {
        const value = this.#pipe(part.pipe, dot);
        out += truth(value)
          ? this.parts(part.then, part.kind === 'with' ? value : dot)
          : this.parts(part.otherwise, dot);
      }
    }
    return out;
  }

  #range(part: Part & { readonly kind: 'range' }, dot: Value): string {
    const value = this.#pipe(part.pipe, dot);
    let items: readonly (readonly [Json, Json])[] = [];
    if (Array.isArray(value)) items = (value as readonly Json[]).map((item, index) => [index, item] as const);
    else if (value !== null && typeof value === 'object') items = entriesOf(value as JsonObject);
    else if (typeof value !== 'symbol' && value !== null)
      throw new TemplateError('execute', `1: executing "output": range can't iterate over ${shown(value)}`);
    if (items.length === 0) return this.parts(part.otherwise, dot);
    let out = '';
    for (const [index, item] of items) {
      const [first, second] = part.names;
      if (second !== undefined) {
        this.#variables.set(first ?? '$', index);
        this.#variables.set(second, item);
      } else if (first !== undefined) this.#variables.set(first, item);
      out += this.parts(part.then, item);
    }
    return out;
  }

  #pipe(pipe: Pipe, dot: Value): Value {
    let carried: readonly Value[] = [];
    for (const command of pipe) carried = [this.#command(command, carried, dot)];
    return carried[0] ?? NO_VALUE;
  }

  #command(command: readonly Word[], carried: readonly Value[], dot: Value): Value {
    const [first, ...rest] = command;
    if (first === undefined) return NO_VALUE;
    if (first.kind !== 'call') return this.#word(first, dot);
    return called(first.name, [...rest.map((one) => this.#word(one, dot)), ...carried]);
  }

  #word(one: Word, dot: Value): Value {
    if (one.kind === 'value') return one.value;
    if (one.kind === 'call') return called(one.name, []);
    if (one.kind === 'pipe') return this.#fields(this.#pipe(one.pipe, dot), one.fields);
    const from = one.from === '.' ? dot : this.#variables.get(one.from);
    if (from === undefined)
      throw new TemplateError('parse', `1: undefined variable ${JSON.stringify(one.from)}`);
    return this.#fields(from, one.fields);
  }

  #fields(from: Value, fields: readonly string[]): Value {
    let value = from;
    for (const field of fields) {
      if (value === null || typeof value === 'symbol') return NO_VALUE;
      if (typeof value !== 'object' || Array.isArray(value)) {
        throw new TemplateError(
          'execute',
          `1: executing "output" at <.${fields.join('.')}>: can't evaluate field ${field} in type interface {}`,
        );
      }
      const found: Json | undefined = Object.hasOwn(value, field) ? (value as JsonObject)[field] : undefined;
      if (found === undefined && !this.#missing)
        throw new TemplateError(
          'execute',
          `1: executing "output" at <.${fields.join('.')}>: map has no entry for key ${JSON.stringify(field)}`,
        );
      value = found ?? (found === null ? null : NO_VALUE);
    }
    return value;
  }
}
