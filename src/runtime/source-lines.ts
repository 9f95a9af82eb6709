import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapping } from 'node:module';
import { fileURLToPath } from 'node:url';

/** The maps read so far, by the address of the bundle; null where there is none. */
const maps = new Map<string, SourceMap | null>();

/**
 * A stack with the files and lines of `src/` in place of the bundle's. Node's own `--enable-source-maps` would read
 * megabytes of maps at every start; this reads one when an error first comes from its bundle. A frame of no bundle
 * stays as it is.
 */
export function atSource(stack: string): string {
  return stack.split('\n').map(lineAtSource).join('\n');
}

/** `    at name (file:///…/main.js:12:34)`, or without the name and the brackets. */
function lineAtSource(line: string): string {
  const start = line.indexOf('file:');
  const end = line.endsWith(')') ? line.length - 1 : line.length;
  const parts = line.slice(start, end).split(':');
  const [column, row] = [Number(parts.pop()), Number(parts.pop())];
  const address = parts.join(':');
  const entry = start < 0 ? undefined : mapOf(address)?.findEntry(row - 1, column - 1);
  if (entry === undefined || !isMapping(entry)) return line;
  const source = fileURLToPath(new URL(entry.originalSource, address));
  const place = `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  return `${line.slice(0, start)}${place}${line.slice(end)}`;
}

/** Where nothing stands at that place, Node gives an empty object. */
function isMapping(entry: SourceMapping | object): entry is SourceMapping {
  return 'originalSource' in entry;
}

function mapOf(address: string): SourceMap | null {
  const known = maps.get(address);
  if (known !== undefined) return known;
  const map = readMap(address);
  maps.set(address, map);
  return map;
}

function readMap(address: string): SourceMap | null {
  try {
    return new SourceMap(JSON.parse(readFileSync(fileURLToPath(`${address}.map`), 'utf8')));
  } catch {
    return null;
  }
}
