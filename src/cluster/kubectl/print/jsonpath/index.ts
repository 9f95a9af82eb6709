/** JSONPath templates as kubectl takes them (client-go util/jsonpath). */
import type { Json } from '../../../json.ts';
import { Evaluation, textOf } from './evaluate.ts';
import { parsePath } from './parse.ts';

export { shown } from './evaluate.ts';
export { PathError } from './node.ts';

/** What a template prints for an object. Throws PathError where it cannot be read or evaluated. */
export function printPath(template: string, data: Json, missing: boolean): string {
  return new Evaluation(missing)
    .results(parsePath(template), data)
    .map((values) => values.map(textOf).join(' '))
    .join('');
}

/** The values that a template picks, part by part. Throws PathError. */
export function pickPath(template: string, data: Json, missing: boolean): readonly (readonly Json[])[] {
  return new Evaluation(missing).results(parsePath(template), data);
}

/**
 * What people may leave out around a path (cli-runtime pkg/printers RelaxedJSONPathExpression): `metadata.name`,
 * `.metadata.name`, `{metadata.name}` are `{.metadata.name}`. undefined: it is no path.
 */
export function relaxedPath(text: string): string | undefined {
  if (text === '') return '';
  const inner = /^\{\.?([^{}]+)\}$/.exec(text)?.[1] ?? /^\.?([^{}]+)$/.exec(text)?.[1];
  return inner === undefined ? undefined : `{.${inner}}`;
}
