import { isObject, type Json, type JsonObject } from '../json.ts';
import { same } from './equal.ts';

/**
 * Where two pod specs differ, in the manner in which the server shows it (go-cmp, whose blanks and elisions change from
 * one build to the next on purpose): the structs on the way, `-` what was, `+` what is asked for.
 */
export function podSpecDifference(before: JsonObject, after: JsonObject): string {
  return `  core.PodSpec{\n${differences(before, after, 1).join('\n')}\n  }\n`;
}

function differences(before: JsonObject, after: JsonObject, depth: number): readonly string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort((a, b) => (a < b ? -1 : 1));
  const changed = keys.filter((key) => !same(before[key], after[key]));
  const lines = changed.flatMap((key) => difference(goName(key), before[key], after[key], depth));
  const rest = keys.length - changed.length;
  return rest === 0 ? lines : [...lines, line(' ', depth, `... // ${rest} identical fields`)];
}

function difference(
  name: string,
  before: Json | undefined,
  after: Json | undefined,
  depth: number,
): readonly string[] {
  if (isObject(before) && isObject(after)) {
    return [line(' ', depth, `${name}: {`), ...differences(before, after, depth + 1), line(' ', depth, '},')];
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const [old, now] = [before as readonly Json[], after as readonly Json[]];
    const items = Array.from({ length: Math.max(old.length, now.length) }, (_, i) =>
      same(old[i], now[i]) ? [] : difference('', old[i], now[i], depth + 1),
    ).flat();
    return [line(' ', depth, `${name}: {`), ...items, line(' ', depth, '},')];
  }
  const label = name === '' ? '' : `${name}: `;
  const side = (sign: string, value: Json | undefined): readonly string[] =>
    value === undefined && name === ''
      ? []
      : [line(sign, depth, `${label}${value === undefined ? 'nil' : goValue(value)},`)];
  return [...side('-', before), ...side('+', after)];
}

const line = (sign: string, depth: number, text: string): string => `${sign} ${'\t'.repeat(depth)}${text}`;

/** `runAsUser` → `RunAsUser`, the field of the server's own struct. */
const goName = (key: string): string => (key === '' ? '' : `${key.charAt(0).toUpperCase()}${key.slice(1)}`);

function goValue(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' || typeof value === 'boolean') return `&${value}`;
  return JSON.stringify(value);
}
