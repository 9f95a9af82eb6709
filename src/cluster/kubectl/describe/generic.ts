/** A description of any object from its fields alone (describe.go genericDescriber, printUnstructuredContent). */
import type { Json, JsonObject } from '../../json.ts';
import { entriesOf } from '../print/json.ts';
import type { Page } from './page.ts';

const SKIPPED = [
  '.metadata.managedFields',
  '.metadata.name',
  '.metadata.namespace',
  '.metadata.labels',
  '.metadata.annotations',
];

export function generic(page: Page, object: JsonObject): void {
  page.head(object);
  page.marks(object);
  fields(page, 0, object, '');
}

function fields(page: Page, level: number, object: JsonObject, prefix: string): void {
  for (const [key, value] of entriesOf(object)) {
    const path = `${prefix}.${key}`;
    if (SKIPPED.includes(path)) continue;
    if (Array.isArray(value)) {
      page.line(level, `${label(key)}:`);
      for (const item of value as readonly Json[]) {
        if (item !== null && typeof item === 'object' && !Array.isArray(item))
          fields(page, level + 1, item as JsonObject, path);
        else page.line(level + 1, String(item));
      }
    } else if (value !== null && typeof value === 'object') {
      page.line(level, `${label(key)}:`);
      fields(page, level + 1, value as JsonObject, path);
    } else page.line(level, `${label(key)}:\t${value === null ? '<nil>' : String(value)}`);
  }
}

const ACRONYMS = ['API', 'URL', 'UID', 'OSB', 'GUID'];

/** `involvedObject` → `Involved Object`, `apiVersion` → `API Version`. */
function label(field: string): string {
  if (/[^A-Za-z]/.test(field)) return field;
  return field
    .split(/(?<=[a-z])(?=[A-Z])/)
    .map((part) =>
      ACRONYMS.includes(part.toUpperCase())
        ? part.toUpperCase()
        : part.charAt(0).toUpperCase() + part.slice(1),
    )
    .join(' ');
}
