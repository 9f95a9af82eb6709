import { fieldsOf } from '../shape/index.ts';
import { borrowedType } from './expectations.ts';
import { objectType } from './frame.ts';
import { closingOf, keyAt } from './token.ts';

const KEY_AT_START = /^(?:["']?[A-Za-z$_.][^\s#]*?["']?)\s*:(?=\s|$)/;
const ROOT = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'spec',
  'status',
  'data',
  'items',
  'stringData',
  'rules',
  'template',
]);

/** The line that holds a whole manifest, where line breaks became spaces; -1 where there is none. */
export function oneLineAt(lines: readonly string[]): number {
  return lines.findIndex((whole) => {
    if (whole.length < 12 || !severalKeys(whole) || /^\s*[{["']/.test(whole)) return false;
    const line = outsideValues(whole);
    return ONE_LINE.some((pattern) => pattern.test(line));
  });
}

/** Two keys in one line, cheaply: most lines fail here. */
function severalKeys(line: string): boolean {
  const first = line.search(/:\s/);
  return first >= 0 && /:(?:\s|$)/.test(line.slice(first + 1));
}

const ONE_LINE = [
  /(?:^|\s)(?:apiVersion|kind): +\S+ +(?:kind|metadata|spec|apiVersion|name):(?:\s|$)/,
  /(?:^|\s)(?:containers|initContainers): +- +(?:name|image):/,
  /(?:^|\s)(?:spec|securityContext|template|metadata|capabilities|resources): +[a-zA-Z]+:(?:\s|$)/,
  /(?:^|\s)(?:name|image|runAs\w+|fsGroup): +\S+ +[a-zA-Z]+:(?:\s|$)/,
];

/** A line with its quotes and brackets closed up to `x`, up to the first comment that no key of a manifest follows. */
function outsideValues(line: string): string {
  let out = '';
  let open = true;
  const commented = line.search(/(?:^|\s)#/);
  const goesOn = commented >= 0 && /\s(?:metadata|spec|containers|kind):\s/.test(line.slice(commented));
  for (let i = 0; i < line.length; i++) {
    const c = line[i] ?? '';
    const before = line[i - 1] ?? ' ';
    if (open && /["'[{]/.test(c) && /\s/.test(before)) {
      const end = closingOf(line, i);
      if (end > 0) {
        out += 'x';
        i = end - 1;
        continue;
      }
      open = false;
    }
    if (c === '#' && /\s/.test(before) && !goesOn) break;
    out += c;
  }
  return out;
}

/**
 * Whether the indentation was lost: keys that belong deeper stand at the first column although the key that should
 * hold them is empty there, or a key stands there twice. A plain YAML reader accepts such a text and keeps the last
 * of each key without a word. Linear; looks only at lines that begin at the first column.
 */
export function lostIndentation(lines: readonly string[]): boolean {
  let seen = new Set<string>();
  let held: string | undefined;
  let item = false;
  let block = false;
  let odd = 0;
  let root: Keys | undefined;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const code = line.charCodeAt(0);
    if (code === 32 || code === 35 || Number.isNaN(code)) {
      if (code === 32 && line.trim() !== '' && !line.trim().startsWith('#')) {
        held = undefined;
        if (item) item = !/^\s+\S+:/.test(line) && item;
      }
      continue;
    }
    if (code === 45 || code === 46) {
      if (line.startsWith('---') || line.startsWith('...')) {
        seen = new Set();
        held = undefined;
        item = false;
        root = undefined;
        continue;
      }
      item = KEY_AT_START.test(line.replace(/^(?:- *)+/, '')) && !/^- *#/.test(line);
      held = undefined;
      block = /[|>][-+]?$/.test(line);
      continue;
    }
    const found = KEY_AT_START.test(line) ? keyAt(line) : undefined;
    if (found === undefined) {
      if (block) odd++;
      block = false;
      continue;
    }
    root ??= rootKeys(lines, i);
    const known = root.has(found.key);
    if (seen.has(found.key) && found.key !== 'apiVersion' && found.key !== 'kind') {
      if (held !== undefined || item || borrowedType(found.key) !== undefined) odd++;
    }
    if (!known && (held !== undefined || item)) return true;
    if (held !== undefined && under(held, found.key) && !(known && found.key !== 'metadata')) odd++;
    if (item && !known) odd++;
    seen.add(found.key);
    const value = line.slice(found.length).trim();
    block = /^[|>][-+]?$/.test(value);
    held = value === '' || value.startsWith('#') ? found.key : undefined;
    item = false;
  }
  return odd > 0;
}

function under(holder: string, key: string): boolean {
  const type = borrowedType(holder);
  if (holder === 'spec') return true;
  if (type?.kind === 'object') return fieldsOf(type.name)?.has(key) === true;
  return type?.kind === 'map';
}

interface Keys {
  has(key: string): boolean;
}

function rootKeys(lines: readonly string[], from: number): Keys {
  for (let i = from; i < lines.length && i < from + 60; i++) {
    if (lines[i]?.startsWith('---')) break;
    const kind = /^kind:\s+["']?([A-Z]\w+)/.exec(lines[i] ?? '')?.[1];
    if (kind === undefined) continue;
    const type = objectType(undefined, kind);
    if (type.kind === 'object' && type.name !== 'object' && type.name !== 'List')
      return fieldsOf(type.name) ?? ROOT;
    return new Set([...ROOT, ...otherTop(lines, from)]);
  }
  return siblings(lines[from] ?? '');
}

/** Of a kind that is no workload any key may stand at the top, unless it is one that only pods and containers know. */
function otherTop(lines: readonly string[], from: number): string[] {
  const keys: string[] = [];
  for (let i = from; i < lines.length && !(lines[i] ?? '').startsWith('---'); i++) {
    const key = KEY_AT_START.test(lines[i] ?? '') ? keyAt(lines[i] ?? '')?.key : undefined;
    if (
      key !== undefined &&
      !/^(?:name|namespace|labels|annotations|selector|ports|containers|port|app)$/.test(key)
    )
      keys.push(key);
  }
  return keys;
}

const BARE: Keys = new Set(['apiVersion', 'kind']);
const beside = new Map<string, Keys>();

/** The keys that can stand beside a fragment's first key. */
function siblings(line: string): Keys {
  const first = keyAt(line.replace(/^(?:- +)+/, ''))?.key ?? '';
  const known = beside.get(first);
  if (known !== undefined) return known;
  const types = [
    'v1.PodSpec',
    'v1.Container',
    'v1.PodSecurityContext',
    'v1.SecurityContext',
    'v1.Pod',
    'v1.DeploymentSpec',
    'v1.PodTemplateSpec',
  ];
  const keys = types.flatMap((type) =>
    fieldsOf(type)?.has(first) === true ? [...(fieldsOf(type)?.keys() ?? [])] : [],
  );
  if (keys.length === 0) return BARE;
  const found = new Set(['apiVersion', 'kind', ...keys]);
  beside.set(first, found);
  return found;
}
