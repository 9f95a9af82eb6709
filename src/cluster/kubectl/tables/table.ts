import type { JsonObject } from '../../json.ts';

/** A column of a server's table; `wide` ones are shown with -o wide only. */
export interface Column {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'boolean';
  readonly wide?: true;
  /** What the API says of it (for the table's definition). */
  readonly format?: 'name';
}

export interface Row {
  /** As they are printed, one for each column. */
  readonly cells: readonly string[];
  readonly object: JsonObject;
}

/** How the server shows the objects of one resource (kubernetes pkg/printers/internalversion/printers.go). */
export interface TableOf {
  readonly columns: readonly Column[];
  /** `now`: ms of the cluster's clock, for ages. */
  cells(object: JsonObject, now: number): readonly string[];
}

/** `Name`, or `+Name` for a wide column, `#Name` for an integer. */
export function columns(...words: readonly string[]): readonly Column[] {
  return words.map((word) => {
    const name = word.replace(/^[+#]+/, '');
    return {
      name,
      type: word.includes('#') ? 'integer' : 'string',
      ...(word.includes('+') ? { wide: true as const } : {}),
      ...(name === 'Name' ? { format: 'name' as const } : {}),
    };
  });
}
