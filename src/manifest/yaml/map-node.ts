import type { Entry, MapNode, Node, Span } from './node.ts';
import { type Mark, YamlStop } from './stop.ts';
import type { Token } from './token.ts';

/** Up to this many keys a walk is quicker than a hash. */
const FEW = 8;
const LONGEST_SPELLING = 160;

class Mapping implements MapNode {
  readonly kind = 'map';
  readonly line: number;
  readonly span: Span;
  readonly flow: boolean;
  readonly entries: readonly Entry[];
  readonly #index: ReadonlyMap<string, number> | undefined;

  constructor(
    line: number,
    span: Span,
    flow: boolean,
    entries: readonly Entry[],
    index: ReadonlyMap<string, number> | undefined,
  ) {
    this.line = line;
    this.span = span;
    this.flow = flow;
    this.entries = entries;
    this.#index = index;
  }

  get(key: string): Entry | undefined {
    return this.entries[find(this.entries, this.#index, key)];
  }
}

function find(
  entries: readonly Entry[],
  index: ReadonlyMap<string, number> | undefined,
  key: string,
): number {
  if (index !== undefined) return index.get(key) ?? -1;
  for (let i = 0; i < entries.length; i += 1) if (entries[i]?.key === key) return i;
  return -1;
}

interface Repeated {
  readonly key: string;
  readonly lines: number[];
  readonly valueLines: number[];
  readonly overridden: Entry[];
  merged: boolean;
}

/** Collects the entries of one mapping in the order they are written: the last of a key wins. */
export class MapBuilder {
  private readonly entries: Entry[] = [];
  private index: Map<string, number> | undefined;
  private repeated: Map<string, Repeated> | undefined;
  private mergedKeys: Set<string> | undefined;
  private end = 0;

  set(entry: Entry, merged: boolean): void {
    const { key } = entry;
    if (!merged && entry.value.span.end > this.end) this.end = entry.value.span.end;
    const at = find(this.entries, this.index, key);
    const before = this.entries[at];
    if (merged) {
      this.mergedKeys ??= new Set();
      this.mergedKeys.add(key);
    }
    if (before !== undefined) {
      this.repeat(before, entry, this.mergedKeys?.has(key) ?? false);
      this.entries[at] = entry;
      return;
    }
    this.entries.push(entry);
    if (this.index !== undefined) this.index.set(key, this.entries.length - 1);
    else if (this.entries.length > FEW)
      this.index = new Map(this.entries.map(({ key: name }, i) => [name, i]));
  }

  /** `<<:` takes a mapping or a list of them, of which the earlier ones win (decode.go, `merge`). */
  merge(value: Node, mark: Mark): void {
    if (value.span.end > this.end && value.span.start >= mark.pos) this.end = value.span.end;
    const sources = value.kind === 'seq' ? value.items.toReversed() : [value];
    for (const source of sources) {
      if (source.kind !== 'map')
        throw new YamlStop(
          'decoder',
          'bad-merge',
          'map merge requires map or sequence of maps as the value',
          { ...mark, line: value.line - 1 },
        );
      for (const entry of source.entries) this.set(entry, true);
    }
  }

  duplicates(): Iterable<Repeated> {
    return this.repeated === undefined ? [] : this.repeated.values();
  }

  finish(start: Token, flow: boolean, end: number): MapNode {
    const span = { start: start.pos, end: end < 0 ? Math.max(this.end, start.end) : end };
    return new Mapping(start.line + 1, span, flow, this.entries, this.index);
  }

  /** The JSON name of a key, as sigs.k8s.io/yaml converts it. */
  nameOf(key: Node, mark: Mark): string {
    if (key.kind !== 'scalar')
      throw new YamlStop('decoder', 'complex-key', `invalid map key: ${clip(spellGo(key, 0))}`, {
        ...mark,
        line: key.line - 1,
      });
    if (key.value === null)
      throw new YamlStop('json', 'null-key', 'unsupported map key of type: %!s(<nil>)', {
        ...mark,
        line: key.line - 1,
      });
    return key.exact ?? String(key.value);
  }

  private repeat(before: Entry, entry: Entry, merged: boolean): void {
    const { key, keyLine, value } = entry;
    this.repeated ??= new Map();
    const known = this.repeated.get(key);
    if (known === undefined) {
      this.repeated.set(key, {
        key,
        lines: [before.keyLine, keyLine],
        valueLines: [before.value.line, value.line],
        overridden: [before],
        merged,
      });
      return;
    }
    known.lines.push(keyLine);
    known.valueLines.push(value.line);
    known.overridden.push(before);
    known.merged ||= merged;
  }
}

/** How Go prints a value with %#v, cut short: it stands in the message about a mapping used as a key. */
function spellGo(node: Node, depth: number): string {
  if (depth > 4) return '…';
  if (node.kind === 'scalar') {
    if (node.value === null) return 'interface {}(nil)';
    return typeof node.value === 'string'
      ? JSON.stringify(node.value.slice(0, LONGEST_SPELLING))
      : String(node.value);
  }
  if (node.kind === 'seq')
    return `[]interface {}{${node.items
      .slice(0, 8)
      .map((item) => spellGo(item, depth + 1))
      .join(', ')}}`;
  const entries = node.entries.slice(0, 8);
  const inside = entries.map(({ key, value }) => `${JSON.stringify(key)}:${spellGo(value, depth + 1)}`);
  return `map[interface {}]interface {}{${inside.join(', ')}}`;
}

function clip(text: string): string {
  return text.length > LONGEST_SPELLING ? `${text.slice(0, LONGEST_SPELLING)}…` : text;
}
