import { descend, isNull, numberAt, textAt } from '../access.ts';
import type { LineOf } from '../effective.ts';
import type { Json, SecurityStep } from '../explanation.ts';
import type { PodView } from '../pod.ts';
import type { Node } from '../yaml/node.ts';
import type { CheckId } from './violation.ts';

type Keys = SecurityStep['keys'];

/** Whoever something is written at: the pod's spec, one of its containers, its metadata. */
export interface Owner {
  readonly level: SecurityStep['level'];
  readonly node: Node | undefined;
  /** Line of the text, where the node says none. */
  readonly line: number;
  readonly container?: number;
}

/** A step while it is put together for one container after the other. */
interface Draft {
  readonly step: Omit<SecurityStep, 'containers' | 'lines'>;
  readonly containers: number[];
  readonly lines: number[];
}

/** Collects the steps of one check; what is the same for several containers becomes one step. */
export class Steps {
  readonly pod: PodView;
  readonly ofPod: Owner;
  readonly ofMetadata: Owner;
  readonly ofContainers: readonly Owner[];
  /** Checks whose steps these ones cannot do without. */
  readonly together = new Set<CheckId>();
  note: string | undefined;
  readonly #line: LineOf;
  readonly #drafts = new Map<string, Draft>();
  #made: readonly SecurityStep[] | undefined;

  constructor(pod: PodView, line: LineOf) {
    this.pod = pod;
    this.#line = line;
    const top = pod.spec?.line ?? pod.root.line;
    this.ofPod = { level: 'pod', node: pod.spec, line: top };
    const metadata = descend(pod.root, ...pod.metadataPath.split('.'));
    this.ofMetadata = { level: 'metadata', node: metadata, line: top };
    this.ofContainers = pod.containers.map(({ node }, i) => ({
      level: 'container',
      node,
      line: node.line,
      container: i,
    }));
  }

  /** What was collected; to be asked for when all of it is. */
  get steps(): readonly SecurityStep[] {
    this.#made ??= [...this.#drafts.values()].map(({ step, containers, lines }) => ({
      ...step,
      containers,
      lines,
    }));
    return this.#made;
  }

  /** Something is to stand there, whatever does now. */
  put(owner: Owner, keys: Keys, value: Json): void {
    const action = present(owner.node, keys) ? 'change' : 'add';
    this.#step(owner, { action, level: owner.level, keys, value, yaml: yamlOf(owner.node, keys, value) });
  }

  /** It goes, where it stands. */
  remove(owner: Owner, keys: Keys): void {
    if (!present(owner.node, keys)) return;
    const now = nodeAt(owner.node, keys);
    const value = now === undefined ? null : outline(now);
    this.#step(owner, { action: 'remove', level: owner.level, keys, yaml: yamlOf(owner.node, keys, value) });
  }

  /** These items of a list go. */
  removeItems(owner: Owner, keys: Keys, items: readonly Json[]): void {
    if (items.length === 0) return;
    const yaml = yamlOf(owner.node, keys, items);
    this.#step(owner, { action: 'remove-items', level: owner.level, keys, value: items, yaml });
  }

  #step(owner: Owner, step: Draft['step']): void {
    const key = `${step.action} ${step.level} ${step.keys.join(' ')}\n${JSON.stringify(step.value) ?? ''}\n${step.yaml.join('\n')}`;
    const draft = this.#drafts.get(key) ?? { step, containers: [], lines: [] };
    this.#drafts.set(key, draft);
    if (owner.container !== undefined) draft.containers.push(owner.container);
    draft.lines.push(this.#line(lineAt(owner, step.keys)));
  }
}

function entryAt(node: Node | undefined, key: string | number): { line: number; value: Node } | undefined {
  if (node?.kind === 'seq' && typeof key === 'number') {
    const item = node.items[key];
    return item === undefined ? undefined : { line: item.line, value: item };
  }
  const entry = node?.kind === 'map' ? node.get(String(key)) : undefined;
  return entry === undefined ? undefined : { line: entry.keyLine, value: entry.value };
}

function nodeAt(node: Node | undefined, keys: Keys): Node | undefined {
  let at = node;
  for (const key of keys) at = entryAt(at, key)?.value;
  return at;
}

const present = (node: Node | undefined, keys: Keys): boolean => nodeAt(node, keys) !== undefined;

/** Of what the keys lead to, or of the last of them that is written. */
function lineAt({ node, line }: Owner, keys: Keys): number {
  let [at, last] = [node, line];
  for (const key of keys) {
    const entry = entryAt(at, key);
    if (entry === undefined) return last;
    ({ line: last, value: at } = entry);
  }
  return last;
}

/** More characters of a value are not repeated. */
const LONGEST = 80;
/** More items of a list are not repeated line by line. */
const MOST_ITEMS = 20;

/** What stands in the manifest, as far as it helps to find it: texts of one mapping, nothing below. */
function outline(node: Node): Json {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'seq') return [];
  const texts = node.entries
    .slice(0, MOST_ITEMS)
    .flatMap(({ key, value }) =>
      value.kind === 'scalar' && !isNull(value) ? [[key, value.value] as const] : [],
    );
  return Object.fromEntries(texts);
}

/** Lines of YAML from a level down to a value. */
function yamlOf(owner: Node | undefined, keys: Keys, value: Json): readonly string[] {
  const lines: string[] = [];
  let at = owner;
  let indent = '';
  /** What the next line begins with: the indentation, or that with the dash of a list's item. */
  let lead = '';
  keys.forEach((key, i) => {
    at = entryAt(at, key)?.value;
    if (typeof key === 'number') {
      const label = labelOf(at);
      lead = `${indent}- `;
      indent += '  ';
      if (label === undefined) return;
      lines.push(`${lead}${label}`);
      lead = indent;
      return;
    }
    const last = i === keys.length - 1;
    if (!last) lines.push(`${lead}${plain(key)}:`);
    else lines.push(...valueLines(`${lead}${plain(key)}:`, indent, value));
    indent += '  ';
    lead = indent;
  });
  return lines;
}

/** What an item of a list is known by. */
function labelOf(item: Node | undefined): string | undefined {
  const name = textAt(item, 'name');
  if (name !== undefined) return `name: ${plain(name)}`;
  const port = numberAt(item, 'containerPort');
  return port === undefined ? undefined : `containerPort: ${port}`;
}

function valueLines(head: string, indent: string, value: Json): readonly string[] {
  if (value === null || typeof value !== 'object') return [`${head} ${plain(value)}`];
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    const shown = items.slice(0, MOST_ITEMS).map((item) => `${indent}  - ${inline(item)}`);
    const rest = items.length - shown.length;
    return [head, ...shown, ...(rest > 0 ? [`${indent}  # and ${rest} more`] : [])];
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return [`${head} {}`];
  return [head, ...entries.map(([key, one]) => `${indent}  ${plain(key)}: ${inline(one)}`)];
}

function inline(value: Json): string {
  if (value === null || typeof value !== 'object') return plain(value);
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  const entries = Object.entries(value).map(([key, one]) => `${plain(key)}: ${inline(one)}`);
  return `{${entries.join(', ')}}`;
}

/** Bare where nobody could read it as something else than text. */
const BARE = /^[A-Za-z][A-Za-z0-9_./-]*$/;
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

function plain(value: null | boolean | number | string): string {
  if (typeof value !== 'string') return String(value);
  const short = value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  return BARE.test(short) && !WORDS.test(short) ? short : JSON.stringify(short);
}
