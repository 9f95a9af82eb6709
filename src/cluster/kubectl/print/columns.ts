/** -o custom-columns (kubectl pkg/cmd/get/customcolumn.go). */
import type { JsonObject } from '../../json.ts';
import type { Call } from '../call.ts';
import { failure } from '../failure.ts';
import { fileAt } from '../machine.ts';
import { PathError, pickPath, relaxedPath, shown } from './jsonpath/index.ts';
import type { ObjectPrinter } from './objects.ts';
import { aligned, TABLE } from './tabwriter.ts';

interface Column {
  readonly header: string;
  readonly path: string;
}

/** The printer for `custom-columns=…`, `custom-columns-file=…`; undefined for any other format. */
export function columnsPrinter(call: Call): ObjectPrinter | undefined {
  const output = call.text('output');
  const [format = '', ...rest] = output.split('=');
  if (format !== 'custom-columns' && format !== 'custom-columns-file') return undefined;
  const spec = rest.join('=') || call.text('template');
  const columns = format === 'custom-columns' ? fromSpec(spec) : fromFile(call, spec);
  const headers = call.on('no-headers') ? [] : [columns.map(({ header }) => header).join('\t')];
  return (object) => {
    const items = Array.isArray(object.items) ? (object.items as readonly JsonObject[]) : [object];
    const rows = items.map((item) => columns.map(({ path }) => cell(item, path)).join('\t'));
    const lines = [...headers, ...rows].map((line) => `${line}\n`).join('');
    call.streams.out(aligned(lines, TABLE));
  };
}

function cell(item: JsonObject, path: string): string {
  try {
    const values = pickPath(path, item, true);
    const first = values[0] ?? [];
    const texts = first.length === 0 ? ['<none>'] : [];
    for (const part of values) for (const value of part) texts.push(shown(value));
    return texts.join(',');
  } catch (error) {
    if (error instanceof PathError) throw failure(error.message);
    throw error;
  }
}

const EXPECTED =
  "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'";

function columnOf(header: string, path: string): Column {
  const relaxed = relaxedPath(path);
  if (relaxed === undefined) throw failure(EXPECTED);
  return { header, path: relaxed };
}

function fromSpec(spec: string): readonly Column[] {
  if (spec === '') throw failure('custom-columns format specified but no custom columns given');
  return spec.split(',').map((part) => {
    const colon = part.indexOf(':');
    if (colon === -1)
      throw failure(`unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`);
    return columnOf(part.slice(0, colon), part.slice(colon + 1));
  });
}

function fromFile(call: Call, path: string): readonly Column[] {
  const file = fileAt(call.draft, path);
  if (file?.type !== 'file')
    throw failure(`error reading template ${path}, open ${path}: no such file or directory\n`);
  const [headers = [], paths = []] = file.content
    .split('\n')
    .map((line) => line.split(/\s+/).filter((word) => word !== ''));
  if (headers.length !== paths.length)
    throw failure(
      `number of headers (${headers.length}) and field specifications (${paths.length}) don't match`,
    );
  return headers.map((header, index) => columnOf(header, paths[index] ?? ''));
}
