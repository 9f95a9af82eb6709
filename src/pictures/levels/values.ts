import type { Json } from '../../manifest/explanation.ts';

/** A value as a person would say it: `2000`, `drop ALL`, `RuntimeDefault`; a text that is empty in quotes. */
export function valueWords(value: Json): string {
  if (value === null) return 'not set';
  if (value === '') return '""';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueWords).join(', ');
  // Lists that add nothing and labels that say nothing stand in the Explanation for the sake of its shape.
  const entries = Object.entries(value).filter(([, each]) => !isEmpty(each));
  const [first] = entries;
  if (first === undefined) return 'empty';
  if (entries.length === 1 && first[0] === 'type') return valueWords(first[1]);
  return entries.map(([key, each]) => `${key} ${valueWords(each)}`).join('; ');
}

function isEmpty(value: Json): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
