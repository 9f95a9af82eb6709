/** What cells of tables are made of. */
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { humanDuration } from '../args/duration.ts';

/** The object behind keys; empty where there is none. */
export function at(value: Json | undefined, ...keys: readonly string[]): JsonObject {
  let found: Json | undefined = value;
  for (const key of keys) found = isObject(found) ? found[key] : undefined;
  return isObject(found) ? found : {};
}

/** The objects of a list; none where there is no list. */
export function items(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly JsonObject[]) : [];
}

export function text(value: Json | undefined, otherwise = ''): string {
  return value === undefined || value === null ? otherwise : String(value);
}

export function number(value: Json | undefined, otherwise = 0): number {
  return typeof value === 'number' ? value : otherwise;
}

/** How old a moment is; `<unknown>` without one. */
export function age(moment: Json | undefined, now: number): string {
  const ms = typeof moment === 'string' ? Date.parse(moment) : Number.NaN;
  return Number.isNaN(ms) ? '<unknown>' : humanDuration(now - ms);
}

/** The age of an object. */
export function ageOf(object: JsonObject, now: number): string {
  return age(at(object, 'metadata').creationTimestamp, now);
}

export function nameIn(object: JsonObject): string {
  return text(at(object, 'metadata').name);
}

/** A label selector as one text (apimachinery FormatLabelSelector); `<none>` where it selects nothing special. */
export function selectorText(selector: Json | undefined): string {
  const { matchLabels, matchExpressions } = at({ selector }, 'selector');
  const parts = Object.entries(at({ matchLabels }, 'matchLabels')).map(([key, value]) => ({
    key,
    text: `${key}=${text(value)}`,
  }));
  for (const one of items(matchExpressions)) {
    const key = text(one.key);
    const values = (Array.isArray(one.values) ? (one.values as readonly string[]) : []).toSorted().join(',');
    const shown = {
      In: `${key} in (${values})`,
      NotIn: `${key} notin (${values})`,
      Exists: key,
      DoesNotExist: `!${key}`,
    }[text(one.operator)];
    parts.push({ key, text: shown ?? key });
  }
  parts.sort((a, b) => (a.key < b.key ? -1 : 1));
  return parts.length === 0 ? '<none>' : parts.map((part) => part.text).join(',');
}

/** Names and images of a template's containers: two cells. */
export function containerCells(podSpec: JsonObject): readonly [names: string, images: string] {
  const list = items(podSpec.containers);
  return [list.map(({ name }) => text(name)).join(','), list.map(({ image }) => text(image)).join(',')];
}
