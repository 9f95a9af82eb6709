import type { JsonObject } from '../../json.ts';
import type { Call } from '../call.ts';
import type { Column, Row } from '../tables/table.ts';
import { aligned, TABLE } from './tabwriter.ts';

export interface TableOptions {
  readonly wide: boolean;
  readonly headers: boolean;
  readonly withNamespace: boolean;
  /** `pod`, `deployment.apps`: put before every name. */
  readonly kind?: string;
  readonly showLabels: boolean;
  readonly columnLabels: readonly string[];
}

/** A table of the server as kubectl shows it (cli-runtime pkg/printers/tableprinter.go); empty without rows. */
function tableText(columns: readonly Column[], rows: readonly Row[], options: TableOptions): string {
  if (rows.length === 0) return '';
  const shown = columns
    .map((column, index) => ({ ...column, index }))
    .filter(({ wide }) => options.wide || wide !== true);
  const nameColumn = columns.findIndex(({ name }) => name === 'Name');
  const header = [
    ...(options.withNamespace ? ['NAMESPACE'] : []),
    ...shown.map(({ name }) => name.toUpperCase()),
    ...options.columnLabels.map(labelHeader),
    ...(options.showLabels ? ['LABELS'] : []),
  ];
  const lines = rows.map(({ cells, object }) => {
    const labels = labelsOf(object);
    return [
      ...(options.withNamespace ? [String((object.metadata as JsonObject).namespace ?? '')] : []),
      ...shown.map(({ index }) => {
        const cell = cellText(cells[index] ?? '');
        return options.kind !== undefined && index === nameColumn ? `${options.kind}/${cell}` : cell;
      }),
      ...options.columnLabels.map((name) => labels[name] ?? ''),
      ...(options.showLabels ? [labelText(labels)] : []),
    ];
  });
  const all = options.headers ? [header, ...lines] : lines;
  return aligned(all.map((line) => `${line.join('\t')}\n`).join(''), TABLE);
}

/** Prints nothing behind a line break. */
function cellText(cell: string): string {
  const at = cell.search(/[\f\n\r]/);
  return at === -1 ? cell : `${cell.slice(0, at)}...`;
}

function labelHeader(label: string): string {
  return label.slice(label.lastIndexOf('/') + 1).toUpperCase();
}

function labelsOf(object: JsonObject): Readonly<Record<string, string>> {
  return ((object.metadata as JsonObject).labels ?? {}) as unknown as Readonly<Record<string, string>>;
}

/** `a=b,c=d` sorted by key, or `<none>`. */
function labelText(labels: Readonly<Record<string, string>>): string {
  const keys = Object.keys(labels).sort();
  return keys.length === 0 ? '<none>' : keys.map((key) => `${key}=${labels[key] ?? ''}`).join(',');
}

/** Writes a table. Gives whether anything was written. */
export function printTable(
  call: Call,
  columns: readonly Column[],
  rows: readonly Row[],
  options: TableOptions,
): boolean {
  const text = tableText(columns, rows, options);
  call.streams.out(text);
  return text !== '';
}
