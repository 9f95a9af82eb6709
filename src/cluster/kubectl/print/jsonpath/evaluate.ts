import { isObject, type Json } from '../../../json.ts';
import { entriesOf, goJson } from '../json.ts';
import { type Param, PathError, type PathNode } from './node.ts';

/** How many values a template may pick in all, so that `..` on `..` ends. */
const MOST = 20_000;

/** Evaluates templates over one object (client-go util/jsonpath/jsonpath.go). */
export class Evaluation {
  readonly #missing: boolean;
  #opened = 0;
  #depth = 0;
  #closed = 0;
  #picked = 0;
  #lastEnd = -1;

  /** `missing`: a field that is not there gives nothing instead of an error. */
  constructor(missing: boolean) {
    this.#missing = missing;
  }

  /** The values of each part of a template. Throws PathError. */
  results(nodes: readonly PathNode[], data: Json, from = 0): readonly (readonly Json[])[] {
    const all: (readonly Json[])[] = [];
    for (let at = from; at < nodes.length; at += 1) {
      const node = nodes[at];
      if (node === undefined) break;
      const found = this.#walk([data], node);
      if (this.#closed > 0 && this.#closed <= this.#depth) {
        this.#closed -= 1;
        this.#lastEnd = at;
        break;
      }
      if (this.#opened > 0) {
        this.#opened -= 1;
        this.#depth += 1;
        for (const value of found) all.push(...this.results(nodes, value, at + 1));
        if (found.length === 0) this.results(nodes, null, at + 1);
        this.#depth -= 1;
        if (this.#lastEnd > at) at = this.#lastEnd;
        continue;
      }
      all.push(found);
    }
    return all;
  }

  #walk(input: readonly Json[], node: PathNode): readonly Json[] {
    this.#picked += input.length + 1;
    if (this.#picked > MOST) throw new PathError('the expression picks too many values');
    switch (node.kind) {
      case 'text':
        return [node.text];
      case 'list':
        return this.#list(input, node.nodes);
      case 'field':
        return this.#field(input, node.name);
      case 'slice':
        return input.flatMap((value) => (value === null ? [] : sliced(value, node.params)));
      case 'filter':
        return input.flatMap((value) => this.#filtered(value, node));
      case 'value':
        return input.map(() => node.value);
      case 'wildcard':
        return input.flatMap(partsOf);
      case 'recursive':
        return this.#recursive(input);
      case 'union':
        return node.lists.flatMap((list) => this.#list(input, list));
      case 'identifier':
        return this.#identifier(input, node.name);
    }
  }

  #list(input: readonly Json[], nodes: readonly PathNode[]): readonly Json[] {
    let values = input;
    for (const node of nodes) values = this.#walk(values, node);
    return values;
  }

  #identifier(input: readonly Json[], name: string): readonly Json[] {
    if (name === 'range') {
      this.#opened += 1;
      return input;
    }
    if (name !== 'end') throw new PathError(`unrecognized identifier ${name}`);
    if (this.#depth === 0) throw new PathError('not in range, nothing to end');
    this.#closed += 1;
    return [];
  }

  #field(input: readonly Json[], name: string): readonly Json[] {
    if (input.length === 0) return [];
    const found = input.flatMap((value) => {
      const own = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
      return own === undefined ? [] : [own];
    });
    if (found.length === 0 && !this.#missing) throw new PathError(`${name} is not found`);
    return found;
  }

  #recursive(input: readonly Json[]): readonly Json[] {
    return input.flatMap((value) => {
      const parts = typeof value === 'string' ? [] : partsOf(value);
      this.#picked += parts.length;
      if (this.#picked > MOST) throw new PathError('the expression picks too many values');
      return parts.length === 0 ? [] : [value, ...this.#recursive(parts)];
    });
  }

  #filtered(value: Json, node: PathNode & { readonly kind: 'filter' }): readonly Json[] {
    if (!Array.isArray(value))
      throw new PathError(`${shown(value)} is not array or slice and cannot be filtered`);
    return (value as readonly Json[]).filter((item) => {
      if (node.operator === 'exists') {
        try {
          return this.#list([item], node.left).length > 0;
        } catch (error) {
          if (error instanceof PathError) return false;
          throw error;
        }
      }
      const left = this.#list([item], node.left);
      if (left.length === 0) return false;
      if (left.length > 1) throw new PathError('can only compare one element at a time');
      const right = this.#list([item], node.right);
      if (right.length === 0) return false;
      if (right.length > 1) throw new PathError('can only compare one element at a time');
      return compared(left[0] ?? null, right[0] ?? null, node.operator);
    });
  }
}

function partsOf(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value as readonly Json[];
  if (isObject(value)) return entriesOf(value).map(([, part]) => part);
  return [];
}

function sliced(value: Json, [first, second, third]: readonly [Param, Param, Param]): readonly Json[] {
  if (!Array.isArray(value)) throw new PathError(`${goType(value)} is not array or slice`);
  const items = value as readonly Json[];
  const { length } = items;
  let start = first.known ? first.value : 0;
  if (start < 0) start += length;
  let end = second.known ? second.value : length;
  if (end < 0 || (end === 0 && second.derived)) end += length;
  if (start === end) return [];
  const outside = (index: number): PathError =>
    new PathError(`array index out of bounds: index ${index}, length ${length}`);
  if (start >= length || start < 0) throw outside(start);
  if (end > length || end < 0) throw outside(end - 1);
  if (start > end) throw new PathError(`starting index ${start} is greater than ending index ${end}`);
  const step = third.known ? third.value : 1;
  if (step <= 0) throw new PathError('step must be > 0');
  return items.slice(start, end).filter((_, index) => index % step === 0);
}

function goType(value: Json): string {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  return 'map[string]interface {}';
}

/** client-go third_party/forked/golang/template/funcs.go: numbers of one kind, strings, booleans. */
function compared(left: Json, right: Json, operator: string): boolean {
  const kinds = [left, right].map(goType);
  if (kinds[0] !== kinds[1]) throw new PathError('incompatible types for comparison');
  if (operator === '==') return left === right;
  if (operator === '!=') return left !== right;
  if (typeof left !== 'number' && typeof left !== 'string')
    throw new PathError('invalid type for comparison');
  const [a, b] = [left, right as number | string];
  if (operator === '<') return a < b;
  if (operator === '>') return a > b;
  if (operator === '<=') return a <= b;
  if (operator === '>=') return a >= b;
  throw new PathError(`unrecognized filter operator ${operator}`);
}

/** A value as JSONPath prints it: objects and lists as JSON, null as `null`. */
export function textOf(value: Json): string {
  if (value === null) return 'null';
  return typeof value === 'object' ? goJson(value) : shown(value);
}

/** A value as Go's fmt prints it with %v. */
export function shown(value: Json): string {
  if (value === null) return '<nil>';
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(shown).join(' ')}]`;
  if (isObject(value))
    return `map[${entriesOf(value)
      .map(([key, item]) => `${key}:${shown(item)}`)
      .join(' ')}]`;
  return String(value);
}
