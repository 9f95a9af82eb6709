/** Functions and values of Go templates. */
import type { Json, JsonObject } from '../../../json.ts';
import { entriesOf } from '../json.ts';
import { shown } from '../jsonpath/index.ts';
import { TemplateError } from './node.ts';

/** A field that is not there: printed as `<no value>`. */
export const NO_VALUE = Symbol('no value');
export type Value = Json | typeof NO_VALUE;

export function truth(value: Value): boolean {
  if (typeof value === 'symbol' || value === null || value === false || value === 0 || value === '')
    return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== 'object' || entriesOf(value as JsonObject).length > 0;
}

export function printed(value: Value): string {
  return typeof value === 'symbol' || value === null ? '<no value>' : shown(value);
}

export function called(name: string, args: readonly Value[]): Value {
  const [first = NO_VALUE, second = NO_VALUE] = args;
  const json = (value: Value): Json => (typeof value === 'symbol' ? null : value);
  switch (name) {
    case 'len':
      if (typeof first === 'string' || Array.isArray(first)) return first.length;
      if (first !== null && typeof first === 'object') return entriesOf(first as JsonObject).length;
      throw new TemplateError('execute', '1: executing "output": error calling len: len of nil pointer');
    case 'index':
    case 'exists': {
      let at: Value = first;
      for (const key of args.slice(1)) {
        if (Array.isArray(at) && typeof key === 'number') at = (at as readonly Json[])[key] ?? NO_VALUE;
        else if (at !== null && typeof at === 'object' && typeof key === 'string')
          at = (at as JsonObject)[key] ?? NO_VALUE;
        else at = NO_VALUE;
      }
      return name === 'index' ? at : typeof at !== 'symbol' && at !== null;
    }
    case 'eq':
      return args.slice(1).some((other) => first === other);
    case 'ne':
      return first !== second;
    case 'lt':
      return (first as number) < (second as number);
    case 'le':
      return (first as number) <= (second as number);
    case 'gt':
      return (first as number) > (second as number);
    case 'ge':
      return (first as number) >= (second as number);
    case 'not':
      return !truth(first);
    case 'and':
      return args.find((value) => !truth(value)) ?? args.at(-1) ?? NO_VALUE;
    case 'or':
      return args.find((value) => truth(value)) ?? args.at(-1) ?? NO_VALUE;
    case 'print':
      return args.map(printed).join('');
    case 'println':
      return `${args.map(printed).join(' ')}\n`;
    case 'base64decode':
      return decodeBase64(typeof first === 'string' ? first : '');
    case 'printf':
      return formatted(typeof first === 'string' ? first : '', args.slice(1).map(json));
    default:
      if (['html', 'js', 'urlquery', 'slice', 'call'].includes(name))
        throw new TemplateError('not-simulated', name);
      throw new TemplateError('parse', `1: function ${JSON.stringify(name)} not defined`);
  }
}

function formatted(format: string, args: readonly Json[]): string {
  let next = 0;
  return format.replace(/%(-?\d*)([svdqt%])/g, (_, width: string, verb: string) => {
    if (verb === '%') return '%';
    const value = args[next] ?? null;
    next += 1;
    const text = verb === 'q' ? JSON.stringify(value) : shown(value);
    const room = Math.min(Math.abs(Number(width || 0)), 500);
    return width.startsWith('-') ? text.padEnd(room) : text.padStart(room);
  });
}

function decodeBase64(text: string): string {
  try {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    throw new TemplateError(
      'execute',
      '1: executing "output": error calling base64decode: base64 decode failed: illegal base64 data at input byte 0',
    );
  }
}
