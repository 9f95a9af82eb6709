import { child, descend, flagAt, itemsAt, textsAt } from './access.ts';
import { decode, type Fatal, type Unknown } from './decode.ts';
import { type Source, sourceIn } from './embedded/index.ts';
import { errorEdits } from './error-edits.ts';
import { explain, explainText, known } from './explain.ts';
import { type Explanation, ManifestError } from './explanation.ts';
import { fragmentRoot } from './fragment.ts';
import { type Located, locate } from './locate.ts';
import type { JudgeOptions } from './object.ts';
import { podView } from './pod.ts';
import { readPaste } from './read/index.ts';
import { applyEdits, blockLines, type Edit, insertUnder, removeEntry } from './text-edits.ts';
import { belonging } from './unknown.ts';
import { objectErrors } from './validate/object.ts';
import { readYaml } from './yaml/index.ts';
import type { Entry, MapNode, Node, ScalarNode } from './yaml/node.ts';

/** A manifest given back with its faulty lines changed. */
export interface Correction {
  /** The whole text; comments and order as they were. */
  readonly manifest: string;
  /** One sentence for each thing that was changed, in the order it was done. */
  readonly changes: readonly string[];
  /** What the corrected manifest still says about itself. */
  readonly explanation: Explanation;
}

/** Moves are made one a round, so that each finds the text as the one before left it; long texts get fewer rounds. */
const MOST_ROUNDS = 200;
const FEWEST_ROUNDS = 5;
const CHARACTERS_IN_ALL = 1_000_000;

/** Edits of one kind in one round. */
const MOST_AT_ONCE = 1000;

/**
 * Gives the manifest back with only the faulty lines changed: wrong spelling and case, fields at the wrong level,
 * quoted numbers and booleans, contradictions, keys that stand twice, surprising scalars, the prefix CAP_. What
 * only a person can decide stays as it is, and stays a finding; so does what is no manifest (a message, a patch).
 * Throws what `explain` throws.
 */
export function correct(paste: string): Correction {
  const source = sourceIn(paste);
  try {
    if (source?.patch === undefined) return correctText(paste, source);
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
  }
  return { manifest: paste, changes: [], explanation: explain(paste) };
}

function correctText(paste: string, source: Source | undefined): Correction {
  const [reading] = readPaste(source?.text ?? paste);
  let { text } = reading;
  const changes: string[] = source?.change === undefined ? [] : [source.change];
  const affordable = Math.max(FEWEST_ROUNDS, Math.floor(CHARACTERS_IN_ALL / (text.length + 1)));
  for (let round = 0; round < Math.min(MOST_ROUNDS, affordable); round++) {
    const edits = editsFor(text);
    if (edits.length === 0) break;
    const next = applyEdits(text, edits);
    if (next.text === text || !readable(next.text)) break;
    text = next.text;
    changes.push(...next.changes);
  }
  return { manifest: text, changes, explanation: explainText(text, corrected(source)) };
}

/** What is known around the manifest, of which the corrected text is no longer refused for how it was pasted. */
function corrected(source: Source | undefined): JudgeOptions {
  const { refused: _, ...options } = known(source, {});
  return options;
}

/** An edit that would leave something unreadable is not made. */
function readable(text: string): boolean {
  return readYaml(text).problem === undefined;
}

function editsFor(text: string): readonly Edit[] {
  const yaml = readYaml(text);
  const edits: Edit[] = [];
  for (const located of locate(yaml, text)) {
    // Of what stands as text in a value only the lines are known, not the offsets.
    if (located.inside !== undefined) continue;
    const header = (located.troubles ?? []).flatMap((trouble) => trouble.edits(text));
    if (header.length > 0) {
      edits.push(...header);
      continue;
    }
    if (located.part !== undefined) continue;
    for (const object of fragmentRoot(located).slice(0, 1).concat(located).slice(0, 1))
      ofObject(edits, object, text);
  }
  edits.push(...duplicateEdits(text));
  return edits;
}

function ofObject(edits: Edit[], located: Located, text: string): void {
  const { root, type, specPath = '' } = located;
  if (type === undefined || root.kind !== 'map') return;
  const decoded = decode(root, type);
  if (decoded.fatal !== undefined) {
    const edit = typeEdit(decoded.fatal);
    if (edit !== undefined) edits.push(edit);
    return;
  }
  for (const unknown of decoded.unknown.slice(0, MOST_AT_ONCE)) {
    const edit = unknownEdits(unknown, root, specPath, text);
    if (edit.length === 0) continue;
    edits.push(...edit);
    if (edit.length > 1) return;
  }
  if (decoded.unknown.length > 0 && edits.length > 0) return;
  podEdits(edits, root, located.kind ?? 'Pod', specPath, text);
}

/** `"1000"` → `1000`, `"true"` → `true`, one value where a list is wanted → a list of it. */
function typeEdit({ node, wants, path }: Fatal): Edit | undefined {
  if (node.kind !== 'scalar') return undefined;
  const made = converted(node, wants.kind === 'scalar' ? wants.go : undefined);
  if (made !== undefined) return { ...node.span, text: made, change: `${path} is now ${made}.` };
  if (wants.kind === 'list' && node.style !== 'block') {
    return { ...node.span, text: `[${node.source}]`, change: `${path} is now a list.` };
  }
  return undefined;
}

function converted(node: ScalarNode, go: string | undefined): string | undefined {
  const { value } = node;
  const said = String(value).trim();
  if (go === 'int64' || go === 'int32') {
    if (typeof value === 'string' && /^-?(?:0|[1-9]\d{0,17})$/.test(said)) return said;
    return undefined;
  }
  if (go === 'bool') {
    if (/^(?:true|yes|on|y)$/i.test(said) || value === 1) return 'true';
    if (/^(?:false|no|off|n)$/i.test(said) || value === 0) return 'false';
    return undefined;
  }
  if (go === 'string' && typeof value !== 'string') return JSON.stringify(node.source);
  return undefined;
}

function unknownEdits(unknown: Unknown, root: MapNode, specPath: string, text: string): readonly Edit[] {
  const { entry, parent, path } = unknown;
  const where = belonging(unknown, specPath);
  if (where.spelling !== undefined) {
    if (parent.get(where.spelling) !== undefined) {
      return [removeEntry(text, entry, parent, `${path} is removed: ${where.spelling} is set already.`)];
    }
    const change = `${path} is now ${where.spelling}.`;
    const quote = /^["']/.exec(text.slice(entry.keySpan.start, entry.keySpan.start + 1))?.[0] ?? '';
    return [{ ...entry.keySpan, text: `${quote}${where.spelling}${quote}`, change }];
  }
  if (where.home === undefined)
    return [removeEntry(text, entry, parent, `${path}, which does nothing, is removed.`)];
  const inserted = insertAt(root, where.home, entry, text);
  const said =
    inserted === undefined ? `is removed: ${where.home} is set already.` : `is moved to ${where.home}.`;
  const removed = removeEntry(text, entry, parent, `${path} ${said}`);
  if (inserted === undefined) return [removed];
  return [removed, inserted].map((edit) => ({ ...edit, together: path }));
}

/** Puts `entry` where it belongs, making the securityContext when there is none; nothing where it is set already. */
function insertAt(root: MapNode, home: string, entry: Entry, text: string): Edit | undefined {
  const steps = home.split('.').flatMap((step) => step.split(/[[\]]/).filter((part) => part !== ''));
  let at: Node = root;
  for (let i = 0; i < steps.length - 1; i++) {
    const step = steps[i] ?? '';
    const next: Node | undefined = at.kind === 'seq' ? at.items[Number(step)] : child(at, step);
    if (next === undefined) {
      return at.kind === 'map' ? insertUnder(text, at, steps.slice(i, -1), entry, lastName(home)) : undefined;
    }
    at = next;
  }
  const name = lastName(home);
  if (at.kind !== 'map' || at.get(name) !== undefined) return undefined;
  return insertUnder(text, at, [], entry, name);
}

const lastName = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

function podEdits(edits: Edit[], root: MapNode, kind: string, specPath: string, text: string): void {
  const pod = podView(root, kind, specPath);
  edits.push(...errorEdits(pod, objectErrors(pod), text));
  for (const container of pod.containers) {
    const { security, path } = container;
    if (security === undefined) continue;
    for (const list of ['add', 'drop']) {
      const names = textsAt(child(security, 'capabilities'), list);
      for (const [i, item] of itemsAt(child(security, 'capabilities'), list).entries()) {
        const name = names[i] ?? '';
        if (item.kind !== 'scalar' || !/^cap_/i.test(name)) continue;
        const change = `${path}: the capability ${name} is now ${name.slice(4)}.`;
        edits.push({ ...item.span, text: name.slice(4), change });
      }
    }
    const escalation = security.get('allowPrivilegeEscalation');
    if (
      escalation !== undefined &&
      flagAt(security, 'allowPrivilegeEscalation') === false &&
      flagAt(security, 'privileged') === true
    ) {
      const change = `${path}: allowPrivilegeEscalation: false is removed, since a privileged container cannot have it.`;
      edits.push(removeEntry(text, escalation, security, change));
    }
  }
  const contexts = [pod.security, ...pod.containers.map(({ security }) => security)];
  for (const security of contexts) if (security !== undefined) plainScalars(edits, security);
  if (kind === 'Job' || kind === 'CronJob') restartEdit(edits, root, specPath, text);
}

function restartEdit(edits: Edit[], root: MapNode, specPath: string, text: string): void {
  const spec = descend(root, ...specPath.split('.'));
  if (spec?.kind !== 'map') return;
  const entry = spec.get('restartPolicy');
  const change = `${specPath}.restartPolicy is now Never, which a Job needs (OnFailure would do as well).`;
  if (entry === undefined) {
    const value: ScalarNode = {
      kind: 'scalar',
      line: 0,
      span: { start: 0, end: 0 },
      style: 'plain',
      source: 'Never',
      value: 'Never',
    };
    const made: Entry = { key: 'restartPolicy', keyLine: 0, keySpan: { start: 0, end: 0 }, value };
    edits.push({ ...insertUnder(text, spec, [], made, 'restartPolicy'), change });
  } else if (entry.value.kind === 'scalar' && entry.value.value === 'Always') {
    edits.push({ ...entry.value.span, text: 'Never', change });
  }
}

/** Surprising spellings of numbers that a person reads as another number, written as Kubernetes reads them. */
function plainScalars(edits: Edit[], node: Node): void {
  if (node.kind === 'map') for (const entry of node.entries) plainScalars(edits, entry.value);
  else if (node.kind === 'seq') for (const item of node.items) plainScalars(edits, item);
  else if (typeof node.value === 'number' && node.style === 'plain' && /^[+-]?0\d/.test(node.source)) {
    edits.push({
      ...node.span,
      text: String(node.value),
      change: `${node.source} is now written ${node.value}, which is what it means.`,
    });
  }
}

/** Takes out all but the last of keys that stand twice, which is the one that counts. */
function duplicateEdits(text: string): readonly Edit[] {
  const { duplicates } = readYaml(text);
  if (duplicates.length === 0) return [];
  const lines = text.split('\n');
  const offsets: number[] = [0];
  for (const line of lines) offsets.push((offsets.at(-1) ?? 0) + line.length + 1);
  const edits: Edit[] = [];
  for (const duplicate of duplicates.slice(0, MOST_AT_ONCE)) {
    if (duplicate.merged) continue;
    const last = duplicate.lines.at(-1);
    for (const line of duplicate.lines) {
      if (line === last) continue;
      const range = blockLines(lines, offsets, line, duplicate.key);
      if (range === undefined) continue;
      edits.push({
        ...range,
        text: '',
        change: `${duplicate.path} in line ${line} is removed: line ${last} overrides it.`,
      });
    }
  }
  return edits;
}
