/** jq's builtin functions that people use on objects of a cluster, by name and number of arguments. */
import { isObject, type Json } from '../../json.ts';
import { compile, PatternError } from '../regex.ts';
import { compare, JqError, shown, textOf, through, typeOf, where } from './values.ts';

/** An argument: a filter, for a value or for the call's own. */
type Argument = (of?: Json) => readonly Json[];
type Builtin = (value: Json, args: readonly Argument[]) => readonly Json[];

/** A case of a known function that is not simulated. */
export class NotKnown extends Error {}

const truthy = (value: Json): boolean => value !== null && value !== false;

function list(value: Json, what: string): readonly Json[] {
  if (Array.isArray(value)) return value as readonly Json[];
  throw new JqError(`${where(value)} ${what}`);
}

function items(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value as readonly Json[];
  if (isObject(value)) return Object.values(value).map((one) => one ?? null);
  throw new JqError(`Cannot iterate over ${where(value)}`);
}

function length(value: Json): number {
  if (value === null) return 0;
  if (typeof value === 'string') return Array.from(value).length;
  if (typeof value === 'number') return Math.abs(value);
  if (typeof value === 'boolean') throw new JqError(`boolean (${value}) has no length`);
  return Array.isArray(value) ? value.length : Object.keys(value).length;
}

/** Values with what their filter gives for each, in the order of that. */
function keyed(value: Json, by: Argument | undefined): { readonly one: Json; readonly key: Json }[] {
  return list(value, 'cannot be sorted, as it is not an array')
    .map((one) => ({ one, key: by === undefined ? one : ([...by(one)] as Json) }))
    .sort((a, b) => compare(a.key, b.key));
}

function grouped(value: Json, by: Argument | undefined): readonly (readonly Json[])[] {
  const groups: { key: Json; all: Json[] }[] = [];
  for (const { one, key } of keyed(value, by)) {
    const last = groups.at(-1);
    if (last !== undefined && compare(last.key, key) === 0) last.all.push(one);
    else groups.push({ key, all: [one] });
  }
  return groups.map(({ all }) => all);
}

function entries(value: Json): readonly Json[] {
  if (!isObject(value)) throw new JqError(`${where(value)} has no keys`);
  return Object.entries(value).map(([key, one]) => ({ key, value: one ?? null }));
}

function fromEntries(value: Json): Json {
  return Object.fromEntries(
    items(value).map((one) => {
      if (!isObject(one)) throw new JqError(`Cannot index ${typeOf(one)} with "key"`);
      const key = one.key ?? one.k ?? one.name ?? null;
      return [textOf(key), one.value ?? one.v ?? null];
    }),
  );
}

function contains(a: Json, b: Json): boolean {
  if (isObject(a) && isObject(b))
    return Object.entries(b).every(
      ([key, one]) => Object.hasOwn(a, key) && contains(a[key] ?? null, one ?? null),
    );
  if (Array.isArray(a) && Array.isArray(b))
    return (b as readonly Json[]).every((one) => (a as readonly Json[]).some((own) => contains(own, one)));
  if (typeof a === 'string' && typeof b === 'string') return a.includes(b);
  if (typeOf(a) !== typeOf(b))
    throw new JqError(`${where(a)} and ${where(b)} cannot have their containment checked`);
  return compare(a, b) === 0;
}

function matches(value: Json, pattern: Json, flags: Json): boolean {
  if (typeof value !== 'string' || typeof pattern !== 'string')
    throw new JqError(`${where(value)} cannot be matched, as it is not a string`);
  if (flags !== null && flags !== 'i' && flags !== '') throw new NotKnown('these flags of test');
  if (/\\[dwsbDWSB]|\(\?/.test(pattern)) throw new NotKnown('this pattern of test');
  try {
    return compile(pattern, { extended: true, ignoreCase: flags === 'i' }).test(value);
  } catch (error) {
    if (error instanceof PatternError) throw new NotKnown('this pattern of test');
    throw error;
  }
}

function string(value: Json, name: string): string {
  if (typeof value !== 'string') throw new JqError(`${name} input must be a string`);
  return value;
}

function has(value: Json, key: Json): boolean {
  if (isObject(value) && typeof key === 'string') return Object.hasOwn(value, key);
  if (Array.isArray(value) && typeof key === 'number') return key >= 0 && key < value.length;
  throw new JqError(
    `Cannot check whether ${typeOf(value)} has a ${typeof key === 'string' ? 'string' : typeOf(key)} key`,
  );
}

function number(value: Json): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && /^\s*-?\d+(\.\d+)?([eE][+-]?\d+)?\s*$/.test(value)) return Number(value);
  throw new JqError(`${where(value)} cannot be parsed as a number`);
}

function flat(value: Json, depth: number): Json[] {
  return items(value).flatMap((one) => (Array.isArray(one) && depth > 0 ? flat(one, depth - 1) : [one]));
}

function joined(value: Json, by: Json): string {
  return items(value)
    .map((one) => {
      if (typeof one === 'object' && one !== null)
        throw new JqError(
          `${where('')} and ${where(one)} cannot be added`.replace('string ("")', 'string ("")'),
        );
      return one === null ? '' : textOf(one);
    })
    .join(textOf(by));
}

const product = (args: readonly Argument[], make: (...values: Json[]) => Json): readonly Json[] => {
  let rows: Json[][] = [[]];
  for (const argument of args) rows = argument().flatMap((one) => rows.map((row) => [...row, one]));
  return rows.map((row) => make(...row));
};

const simple =
  (make: (value: Json) => Json): Builtin =>
  (value) => [make(value)];

const extreme =
  (sign: 1 | -1, by?: Argument): ((value: Json) => Json) =>
  (value) => {
    const all = keyed(value, by);
    return (sign === 1 ? all.at(-1) : all[0])?.one ?? null;
  };

export const FUNCTIONS: Readonly<Record<string, Builtin>> = {
  'empty/0': () => [],
  'not/0': simple((value) => !truthy(value)),
  'length/0': simple(length),
  'type/0': simple(typeOf),
  'keys/0': simple((value) => {
    if (Array.isArray(value)) return value.map((_one, index) => index);
    if (!isObject(value)) throw new JqError(`${where(value)} has no keys`);
    return Object.keys(value).sort();
  }),
  'keys_unsorted/0': simple((value) => {
    if (!isObject(value)) throw new JqError(`${where(value)} has no keys`);
    return Object.keys(value);
  }),
  'values/0': (value) => (value === null ? [] : [value]),
  'nulls/0': (value) => (value === null ? [value] : []),
  'strings/0': (value) => (typeof value === 'string' ? [value] : []),
  'numbers/0': (value) => (typeof value === 'number' ? [value] : []),
  'arrays/0': (value) => (Array.isArray(value) ? [value] : []),
  'objects/0': (value) => (isObject(value) ? [value] : []),
  'tostring/0': simple(textOf),
  'tojson/0': simple(shown),
  'tonumber/0': simple(number),
  'fromjson/0': simple((value) => {
    try {
      return JSON.parse(string(value, 'fromjson')) as Json;
    } catch {
      throw new NotKnown('fromjson of what is no JSON');
    }
  }),
  'add/0': simple((value) => {
    const all = items(value);
    if (all.every((one) => typeof one === 'number'))
      return all.length === 0 ? null : all.reduce((a, b) => a + b, 0);
    if (all.every((one) => typeof one === 'string' || one === null))
      return all.map((one) => one ?? '').join('');
    if (all.every((one) => Array.isArray(one) || one === null))
      return all.flatMap((one) => (one ?? []) as Json[]);
    if (all.every((one) => isObject(one) || one === null))
      return Object.assign({}, ...all.map((one) => one ?? {})) as Json;
    throw new NotKnown('add of values of several kinds');
  }),
  'any/0': simple((value) => items(value).some(truthy)),
  'all/0': simple((value) => items(value).every(truthy)),
  'any/1': (value, [test]) => [items(value).some((one) => (test?.(one) ?? []).some(truthy))],
  'all/1': (value, [test]) => [items(value).every((one) => (test?.(one) ?? []).every(truthy))],
  'any/2': (_value, [source, test]) => [(source?.() ?? []).some((one) => (test?.(one) ?? []).some(truthy))],
  'all/2': (_value, [source, test]) => [(source?.() ?? []).every((one) => (test?.(one) ?? []).every(truthy))],
  'select/1': (value, [test]) =>
    through(
      () => test?.() ?? [],
      (one) => (truthy(one) ? [value] : []),
    ),
  'map/1': (value, [filter]) => [items(value).flatMap((one) => filter?.(one) ?? [])],
  'map_values/1': (value, [filter]) => {
    const first = (one: Json): readonly Json[] => (filter?.(one) ?? []).slice(0, 1);
    if (!isObject(value)) return [items(value).flatMap(first)];
    return [
      Object.fromEntries(
        Object.entries(value).flatMap(([key, one]) => first(one ?? null).map((made) => [key, made])),
      ),
    ];
  },
  'recurse/0': () => {
    throw new NotKnown('recurse; .. is the same');
  },
  'to_entries/0': simple((value) => entries(value)),
  'from_entries/0': simple(fromEntries),
  'with_entries/1': (value, [filter]) => [fromEntries(entries(value).flatMap((one) => filter?.(one) ?? []))],
  'sort/0': simple((value) => keyed(value, undefined).map(({ one }) => one)),
  'sort_by/1': (value, [by]) => [keyed(value, by).map(({ one }) => one)],
  'group_by/1': (value, [by]) => [grouped(value, by)],
  'unique/0': simple((value) => grouped(value, undefined).map((all) => all[0] ?? null)),
  'unique_by/1': (value, [by]) => [grouped(value, by).map((all) => all[0] ?? null)],
  'min/0': simple(extreme(-1)),
  'max/0': simple(extreme(1)),
  'min_by/1': (value, [by]) => [extreme(-1, by)(value)],
  'max_by/1': (value, [by]) => [extreme(1, by)(value)],
  'reverse/0': simple((value) => {
    if (typeof value === 'string') return Array.from(value).reverse().join('');
    return value === null ? [] : [...list(value, 'cannot be reversed, as it is not an array')].reverse();
  }),
  'first/0': simple((value) => (value === null ? null : (items(value)[0] ?? null))),
  'last/0': simple((value) => (value === null ? null : (items(value).at(-1) ?? null))),
  'first/1': (_value, [source]) => (source?.() ?? []).slice(0, 1),
  'last/1': (_value, [source]) => (source?.() ?? []).slice(-1),
  'limit/2': (_value, [count, source]) =>
    (count?.() ?? []).flatMap((most) => (source?.() ?? []).slice(0, Math.max(0, Number(most)))),
  'range/1': (_value, [end]) =>
    (end?.() ?? []).flatMap((most) => {
      if (Number(most) > 10_000) throw new NotKnown('a range so long');
      return Array.from({ length: Math.max(0, Math.ceil(Number(most))) }, (_one, index) => index);
    }),
  'flatten/0': simple((value) => flat(value, 1_000)),
  'flatten/1': (value, [depth]) => (depth?.() ?? []).map((one) => flat(value, Number(one))),
  'has/1': (value, args) => product(args, (key) => has(value, key ?? null)),
  'in/1': (value, args) => product(args, (object) => has(object ?? null, value)),
  'contains/1': (value, args) => product(args, (other) => contains(value, other ?? null)),
  'inside/1': (value, args) => product(args, (other) => contains(other ?? null, value)),
  'index/1': (value, args) =>
    product(args, (other) => {
      if (typeof value !== 'string' || typeof other !== 'string') throw new NotKnown('index of these values');
      const at = value.indexOf(other);
      return at === -1 ? null : at;
    }),
  'startswith/1': (value, args) =>
    product(args, (start) => {
      if (typeof value !== 'string' || typeof start !== 'string')
        throw new JqError('startswith() requires string inputs');
      return value.startsWith(start);
    }),
  'endswith/1': (value, args) =>
    product(args, (end) => {
      if (typeof value !== 'string' || typeof end !== 'string')
        throw new JqError('endswith() requires string inputs');
      return value.endsWith(end);
    }),
  'ltrimstr/1': (value, args) =>
    product(args, (start) =>
      typeof value === 'string' && typeof start === 'string' && value.startsWith(start)
        ? value.slice(start.length)
        : value,
    ),
  'rtrimstr/1': (value, args) =>
    product(args, (end) =>
      typeof value === 'string' && typeof end === 'string' && end !== '' && value.endsWith(end)
        ? value.slice(0, -end.length)
        : value,
    ),
  'split/1': (value, args) =>
    product(args, (by) => {
      if (typeof value !== 'string' || typeof by !== 'string')
        throw new JqError('split input and separator must be strings');
      return value === '' ? [] : value.split(by);
    }),
  'join/1': (value, args) => product(args, (by) => joined(value, by ?? null)),
  'test/1': (value, args) => product(args, (pattern) => matches(value, pattern ?? null, null)),
  'test/2': (value, args) =>
    product(args, (pattern, flags) => matches(value, pattern ?? null, flags ?? null)),
  'ascii_downcase/0': simple((value) => {
    if (typeof value !== 'string') throw new JqError('ascii_downcase input must be a string');
    return value.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  }),
  'ascii_upcase/0': simple((value) => {
    if (typeof value !== 'string') throw new JqError('ascii_upcase input must be a string');
    return value.replace(/[a-z]/g, (letter) => letter.toUpperCase());
  }),
  'floor/0': simple((value) => Math.floor(number(value))),
  'error/0': (value) => {
    throw new JqError(typeof value === 'string' ? value : `${shown(value)} (not a string)`);
  },
};
