import type { TypeRef } from '../shape/index.ts';
import type { Node } from '../yaml/node.ts';

/** The name of what a path ends in, as a person calls it: `runAsUser`, `args[0]`. */
export function fieldName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** What a field takes, in words. */
export function wantedWords(wants: TypeRef): string {
  if (wants.kind === 'list') return 'a list';
  if (wants.kind !== 'scalar') return 'a mapping, with keys of its own';
  switch (wants.go) {
    case 'bool':
      return 'true or false';
    case 'int32':
    case 'int64':
      return 'a whole number';
    case 'float64':
      return 'a number';
    case 'int-or-string':
      return 'a whole number or a name';
    case 'quantity':
      return 'a quantity such as 500m or 1Gi';
    case 'time':
      return 'a time such as 2026-01-31T12:00:00Z';
    case 'bytes':
      return 'text in base64';
    case 'string':
    case 'any':
      return 'text';
  }
}

/** What was written instead, in words. */
export function givenWords(node: Node): string {
  if (node.kind === 'map') return 'a mapping';
  if (node.kind === 'seq') return 'a list';
  if (typeof node.value === 'string') return 'text';
  return typeof node.value === 'boolean' ? 'true or false' : 'a number';
}

const LONGEST_SHOWN = 60;

/** A value as it was written, short enough for a sentence. */
export function shownSource(node: Node): string {
  if (node.kind !== 'scalar') return '';
  const line = node.source.split('\n', 1)[0] ?? '';
  return line.length < node.source.length || line.length > LONGEST_SHOWN
    ? `${line.slice(0, LONGEST_SHOWN)}…`
    : line;
}
