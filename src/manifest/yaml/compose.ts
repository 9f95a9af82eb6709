import { Budget, type Size } from './budget.ts';
import { MapBuilder } from './map-node.ts';
import type { Duplicate, Node, ScalarNode, SeqNode, YamlDocument } from './node.ts';
import { scalarNode } from './scalar.ts';
import type { Scanner } from './scanner.ts';
import { type Mark, YamlStop } from './stop.ts';
import { expandTag, type Handles, readDirectives } from './tags.ts';
import type { Token, TokenType } from './token.ts';

interface Anchored extends Size {
  readonly node: Node;
}

/**
 * Builds the nodes of one document after the other, as parserc.go walks its grammar and decode.go its events.
 * Throws YamlStop where kubectl stops reading and ManifestError where a bound is broken.
 */
export class Composer {
  readonly duplicates: Duplicate[] = [];
  private readonly scanner: Scanner;
  private anchors = new Map<string, Anchored | undefined>();
  private tags: Handles = new Map();
  private readonly path: (string | number)[] = [];
  private document = 0;
  /** First line of the last piece between two `---` of which a document was read. */
  private chunkRead = -1;
  /** The last document was a value of JSON. */
  private afterJson = false;
  private readonly budget = new Budget();

  constructor(scanner: Scanner) {
    this.scanner = scanner;
  }

  /** The next document, or undefined at the end of the text. */
  nextDocument(): YamlDocument | undefined {
    const { scanner } = this;
    const first = this.document === 0;
    if (this.chunkRead >= 0) {
      const line = scanner.skipPiece();
      this.chunkRead = -1;
      if (line !== undefined) {
        this.document += 1;
        return { root: null, line: line + 1, unread: true };
      }
    }
    const begins = scanner.peek();
    if (begins.type === 'document-end' && first)
      throw new YamlStop('parser', 'missing-value', 'did not find expected node content', begins);
    while (scanner.peek().type === 'document-end') scanner.next();
    this.anchors = new Map();
    this.tags = readDirectives(scanner);
    const token = scanner.peek();
    if (token.type === 'stream-end') return undefined;
    const piece = scanner.firstLine;
    if (token.type === 'document-start') scanner.next();
    else if (!first && !this.afterJson)
      throw new YamlStop('parser', 'document-start', 'did not find expected <document start>', token);
    const start = scanner.peek();
    const none = is(start, 'document-start', 'document-end', 'stream-end', 'directive');
    const root = none ? null : this.node(true, false);
    this.document += 1;
    const line = (none ? token : start).line + 1;
    if (isNothing(root)) return { root: null, line };
    // Behind a value of JSON a stream goes on with the next one, or with YAML, whether there is a --- or not.
    this.afterJson = root !== null && root.span.end <= scanner.json.end;
    this.chunkRead = this.afterJson ? -1 : piece;
    return { root, line };
  }

  private node(block: boolean, indentless: boolean): Node {
    const { scanner } = this;
    const start = scanner.peek();
    if (start.type === 'alias') return this.alias(scanner.next());
    let anchor: string | undefined;
    let tag: string | undefined;
    for (let token = start; ; token = scanner.peek()) {
      if (token.type === 'anchor' && anchor === undefined) anchor = scanner.next().text;
      else if (token.type === 'tag' && tag === undefined) tag = expandTag(scanner.next(), this.tags);
      else break;
    }
    this.budget.node(start);
    if (anchor === undefined) return this.content(start, tag, block, indentless, false);
    const before = this.budget.measure();
    this.anchors.set(anchor, undefined);
    const node = this.content(start, tag, block, indentless, true);
    this.anchors.set(anchor, { node, ...this.budget.measured(before, node) });
    return node;
  }

  private content(
    start: Token,
    tag: string | undefined,
    block: boolean,
    indentless: boolean,
    anchored: boolean,
  ): Node {
    const token = this.scanner.peek();
    if (indentless && token.type === 'block-entry') return this.blockSequence(token, true);
    if (token.type === 'scalar') return scalarNode(this.scanner.next(), tag);
    if (token.type === 'flow-seq-start') return this.flowSequence();
    if (token.type === 'flow-map-start') return this.flowMapping();
    if (block && token.type === 'block-seq-start') return this.blockSequence(this.scanner.next(), false);
    if (block && token.type === 'block-map-start') return this.blockMapping();
    if (anchored || tag !== undefined) return empty(token, tag);
    throw new YamlStop('parser', 'missing-value', 'did not find expected node content', token, start);
  }

  private blockSequence(start: Token, indentless: boolean): SeqNode {
    const { scanner } = this;
    const items: Node[] = [];
    this.budget.enter(start);
    while (scanner.peek().type === 'block-entry') {
      const entry = scanner.next();
      this.path.push(items.length);
      const none = indentless
        ? is(scanner.peek(), 'block-entry', 'key', 'value', 'block-end')
        : is(scanner.peek(), 'block-entry', 'block-end');
      items.push(none ? this.nothing(entry) : this.node(true, false));
      this.path.pop();
    }
    if (!indentless) {
      const token = scanner.peek();
      if (token.type !== 'block-end')
        throw new YamlStop('parser', 'list-indentation', "did not find expected '-' indicator", token, start);
      scanner.next();
    }
    this.budget.leave();
    return sequence(start, items, false, items.at(-1)?.span.end ?? start.end);
  }

  private blockMapping(): Node {
    const { scanner } = this;
    const start = scanner.next();
    const map = new MapBuilder();
    this.budget.enter(start);
    while (scanner.peek().type === 'key') {
      const mark = scanner.next();
      const key = is(scanner.peek(), 'key', 'value', 'block-end')
        ? this.nothing(mark)
        : this.node(true, true);
      const { name, merge } = this.key(map, key, scanner.peek());
      let value: Node;
      if (scanner.peek().type === 'value') {
        const colon = scanner.next();
        value = is(scanner.peek(), 'key', 'value', 'block-end') ? this.nothing(colon) : this.node(true, true);
      } else value = this.nothing(scanner.peek(), key.span.end);
      this.add(map, name, key, value, merge, start);
    }
    const token = scanner.peek();
    if (token.type !== 'block-end')
      throw new YamlStop('parser', 'map-indentation', 'did not find expected key', token, start);
    scanner.next();
    this.budget.leave();
    return this.finish(map, start, false, -1);
  }

  private flowSequence(): SeqNode {
    const { scanner } = this;
    const start = scanner.next();
    const items: Node[] = [];
    this.budget.enter(start);
    for (let first = true; scanner.peek().type !== 'flow-seq-end'; first = false) {
      if (!first) {
        const token = scanner.peek();
        if (token.type !== 'flow-entry')
          throw new YamlStop('parser', 'flow-list', "did not find expected ',' or ']'", token, start);
        scanner.next();
        if (scanner.peek().type === 'flow-seq-end') break;
      }
      this.path.push(items.length);
      items.push(scanner.peek().type === 'key' ? this.pair() : this.node(false, false));
      this.path.pop();
    }
    const { end } = scanner.next();
    this.budget.leave();
    return sequence(start, items, true, end);
  }

  /** `[a: b]`: a mapping of one key without braces. */
  private pair(): Node {
    const { scanner } = this;
    const start = scanner.next();
    const map = new MapBuilder();
    this.budget.enter(start);
    this.budget.node(start);
    this.flowPair(map, start, 'flow-seq-end', start);
    this.budget.leave();
    return this.finish(map, start, true, -1);
  }

  private flowMapping(): Node {
    const { scanner } = this;
    const start = scanner.next();
    const map = new MapBuilder();
    this.budget.enter(start);
    for (let first = true; scanner.peek().type !== 'flow-map-end'; first = false) {
      if (!first) {
        const token = scanner.peek();
        if (token.type !== 'flow-entry')
          throw new YamlStop('parser', 'flow-map', "did not find expected ',' or '}'", token, start);
        scanner.next();
        if (scanner.peek().type === 'flow-map-end') break;
      }
      if (scanner.peek().type === 'key') this.flowPair(map, scanner.next(), 'flow-map-end', start);
      else {
        const key = this.node(false, false);
        const { name, merge } = this.key(map, key, scanner.peek());
        this.add(map, name, key, this.nothing(scanner.peek(), key.span.end), merge, start);
      }
    }
    const { end } = scanner.next();
    this.budget.leave();
    return this.finish(map, start, true, end);
  }

  private flowPair(map: MapBuilder, mark: Token, closing: TokenType, start: Mark): void {
    const { scanner } = this;
    const key = is(scanner.peek(), 'value', 'flow-entry', closing)
      ? this.nothing(mark)
      : this.node(false, false);
    const { name, merge } = this.key(map, key, mark);
    let value: Node;
    if (scanner.peek().type === 'value') {
      const colon = scanner.next();
      value = is(scanner.peek(), 'flow-entry', closing) ? this.nothing(colon) : this.node(false, false);
    } else value = this.nothing(scanner.peek(), key.span.end);
    this.add(map, name, key, value, merge, start);
  }

  /** Reads a key's name and enters its path; the value is read next. */
  private key(map: MapBuilder, key: Node, mark: Mark): { name: string; merge: boolean } {
    this.budget.key(mark);
    const merge =
      key.kind === 'scalar' && key.style === 'plain' && key.value === '<<' && key.tag === undefined;
    const name = merge ? '<<' : map.nameOf(key, mark);
    this.path.push(name);
    return { name, merge };
  }

  private add(map: MapBuilder, name: string, key: Node, value: Node, merge: boolean, mark: Mark): void {
    this.path.pop();
    if (merge) map.merge(value, mark);
    else map.set({ key: name, keyLine: key.line, keySpan: key.span, value }, false);
  }

  private finish(map: MapBuilder, start: Token, flow: boolean, end: number): Node {
    for (const { key, lines, valueLines, overridden, merged } of map.duplicates()) {
      const path = spell([...this.path, key]);
      const { document } = this;
      this.duplicates.push({ key, lines, valueLines, path, document, overridden, flow, merged });
    }
    return map.finish(start, flow, end);
  }

  private alias(token: Token): Node {
    if (!this.anchors.has(token.text))
      throw new YamlStop('decoder', 'unknown-anchor', `unknown anchor '${token.text}' referenced`, token);
    const found = this.anchors.get(token.text);
    if (found === undefined)
      throw new YamlStop(
        'decoder',
        'anchor-in-itself',
        `anchor '${token.text}' value contains itself`,
        token,
      );
    this.budget.alias(found, token);
    return found.node;
  }

  private nothing(mark: Mark, offset?: number): ScalarNode {
    this.budget.node(mark);
    return empty(mark, undefined, offset);
  }
}

function is(token: Token, a: TokenType, b: TokenType, c?: TokenType, d?: TokenType): boolean {
  const { type } = token;
  return type === a || type === b || type === c || type === d;
}

/** What stands where nothing was written: null, or an empty string under `!!str`. */
function empty(mark: Mark, tag?: string, offset = mark.pos): ScalarNode {
  const { line, lineStart } = mark;
  const token: Token = {
    type: 'scalar',
    pos: offset,
    end: offset,
    line,
    lineStart,
    text: '',
    source: '',
    style: 'plain',
    key: undefined,
  };
  return scalarNode(token, tag);
}

function isNothing(root: Node | null): boolean {
  return root === null || (root.kind === 'scalar' && root.value === null);
}

function sequence(start: Mark, items: readonly Node[], flow: boolean, end: number): SeqNode {
  return { kind: 'seq', line: start.line + 1, span: { start: start.pos, end }, flow, items };
}

/** Longer paths are cut: keys of any length can stand above any number of others. */
const LONGEST_PATH = 1000;

function spell(path: readonly (string | number)[]): string {
  let spelt = '';
  for (const step of path) {
    if (typeof step === 'number') spelt += `[${step}]`;
    else spelt += `${spelt === '' ? '' : '.'}${step.slice(0, LONGEST_PATH)}`;
    if (spelt.length >= LONGEST_PATH) return `${spelt.slice(0, LONGEST_PATH)}…`;
  }
  return spelt;
}
