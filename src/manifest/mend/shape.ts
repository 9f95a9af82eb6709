import { isNull, jsonOf } from '../access.ts';
import type { Fatal } from '../decode.ts';
import { gluedKey } from '../glued-key.ts';
import { entryOf, mapOf, seqOf, textOf } from '../nodes.ts';
import { fieldsOf, type TypeRef } from '../shape/index.ts';
import type { Entry, MapNode, Node, ScalarNode, SeqNode } from '../yaml/node.ts';
import type { How, Mend } from './mend.ts';
import { readAt } from './rebuild.ts';
import { fieldName } from './words.ts';

/** A mapping where a list belongs, a list where a mapping belongs, one value instead of a list, a missing space. */
export function mendShape(fatal: Fatal): Mend | undefined {
  const { node, wants } = fatal;
  if (wants.kind === 'list') {
    if (node.kind === 'map') return named(fatal, node, wants.of) ?? dashed(fatal, node, wants.of);
    return node.kind === 'scalar' ? listed(fatal, node, wants.of) : undefined;
  }
  if (wants.kind === 'scalar') return undefined;
  if (node.kind === 'seq') return undashed(fatal, node);
  return node.kind === 'scalar' ? (spaced(fatal, node) ?? emptied(fatal, node)) : undefined;
}

function made(
  { node, path }: Fatal,
  how: How,
  meant: Node,
  said: string,
  fix: string,
  change = `${path} is now a list.`,
): Mend {
  return { how, node, meant, path, line: node.line, said, fix, change };
}

/** One item without its dash. */
function dashed(fatal: Fatal, node: MapNode, of: TypeRef): Mend | undefined {
  const [first] = node.entries;
  const fields = of.kind === 'object' ? fieldsOf(of.name) : undefined;
  if (first === undefined || !node.entries.some(({ key }) => fields?.has(key) === true)) return undefined;
  const name = fieldName(fatal.path);
  const how: How = node.flow
    ? { kind: 'written', node, text: `[${jsonOf(node)}]` }
    : { kind: 'dashed', node };
  return made(
    fatal,
    how,
    seqOf(node, [node]),
    `\`${name}\` is a list, and its first item has no dash: \`- \` is missing before \`${first.key}\`.`,
    `Put \`- \` before \`${first.key}\`, and two more spaces before the lines that belong to it.`,
  );
}

/** Items under their names, as other tools write them: `env: {PORT: "8080"}`, `containers: {app: {image: x}}`. */
function named(fatal: Fatal, node: MapNode, of: TypeRef): Mend | undefined {
  const fields = of.kind === 'object' ? fieldsOf(of.name) : undefined;
  if (fields === undefined || !fields.has('name') || node.entries.length === 0) return undefined;
  const plain = fields.has('value');
  const fits = ({ key, value }: Entry): boolean =>
    !fields.has(key) &&
    (value.kind === 'map' ? value.get('name') === undefined : plain && value.kind === 'scalar');
  if (!node.entries.every(fits)) return undefined;
  const items = node.entries.map((entry) => {
    const { key, keyLine, keySpan, value } = entry;
    const head = { ...entryOf('name', textOf(value, key)), keyLine, keySpan };
    const rest = value.kind === 'map' ? value.entries : [entryOf('value', asText(value))];
    return mapOf({ line: keyLine, span: { start: keySpan.start, end: value.span.end } }, [head, ...rest]);
  });
  const name = fieldName(fatal.path);
  const key = node.entries[0]?.key ?? '';
  const meant = seqOf(node, items);
  return made(
    fatal,
    node.flow ? { kind: 'written', node, text: jsonOf(meant) } : { kind: 'named', node },
    meant,
    `\`${name}\` is a list, not a mapping: what is a key here is the \`name\` of an item.`,
    `Write \`- name: ${key}\` in place of \`${key}:\`.`,
    `${fatal.path} is now a list, whose items are named ${inWords(node.entries.map((entry) => entry.key))}.`,
  );
}

/** A scalar as the text it was written as; nothing written is no text. */
function asText(node: Node): Node {
  const text = typeof (node.kind === 'scalar' ? node.value : '') === 'string' || isNull(node);
  return text || node.kind !== 'scalar' ? node : textOf(node, node.source);
}

/** So many names are told. */
const MOST_NAMES = 60;

const inWords = (names: readonly string[]): string =>
  names.length <= MOST_NAMES
    ? names.join(', ')
    : `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`;

/** One value where a list of them belongs. */
function listed(fatal: Fatal, node: ScalarNode, of: TypeRef): Mend | undefined {
  if (of.kind !== 'scalar' || node.style === 'block' || node.source === '' || node.source.includes('\n'))
    return undefined;
  const text = `[${node.source}]`;
  const meant = readAt(text, node.span.start, node.line);
  if (meant?.kind !== 'seq' || meant.items.length !== 1) return undefined;
  const name = fieldName(fatal.path);
  return made(
    fatal,
    { kind: 'written', node, text },
    meant,
    `\`${name}\` is a list, and this is a single value.`,
    `Write \`${name}: ${text}\`.`,
  );
}

/** A list of mappings where one mapping belongs. */
function undashed(fatal: Fatal, node: SeqNode): Mend | undefined {
  const entries: Entry[] = [];
  const keys = new Set<string>();
  for (const item of node.items) {
    if (item.kind !== 'map') return undefined;
    for (const entry of item.entries) {
      if (keys.has(entry.key)) return undefined;
      keys.add(entry.key);
      entries.push(entry);
    }
  }
  const meant = mapOf(node, entries);
  const name = fieldName(fatal.path);
  return made(
    fatal,
    node.flow ? { kind: 'written', node, text: jsonOf(meant) } : { kind: 'undashed', node },
    meant,
    `\`${name}\` is not a list: its keys stand below it without dashes.`,
    node.items.length === 0 ? `Write \`${name}: {}\`.` : `Take the \`- \` away below \`${name}\`.`,
    `${fatal.path} is no longer a list.`,
  );
}

/** Puts a space behind the first colon of a line. */
export const spaceOut = (line: string): string => line.replace(':', ': ');

/** `runAsUser:1000`: without a space behind the colon it is text. */
function spaced(fatal: Fatal, node: ScalarNode): Mend | undefined {
  if (node.style !== 'plain' || node.tag !== undefined) return undefined;
  const lines = node.source.split('\n');
  const fields = fatal.wants.kind === 'object' ? fieldsOf(fatal.wants.name) : undefined;
  const names = lines.map((line) => gluedKey(line.trimStart()));
  if (!names.every((name) => name !== undefined && fields?.has(name) !== false)) return undefined;
  const second = lines[1] ?? '';
  const lead = second.length - second.trimStart().length;
  const piece = [' '.repeat(lead) + (lines[0] ?? ''), ...lines.slice(1)].map(spaceOut).join('\n');
  const meant = readAt(piece, node.span.start - lead, node.line);
  if (meant?.kind !== 'map') return undefined;
  const name = names[0] ?? '';
  return made(
    fatal,
    { kind: 'spaced', node },
    meant,
    spaceMissing(name),
    spaceFix(name, (lines[0] ?? '').slice(name.length + 1)),
    `${fatal.path}: a space now stands behind the colon of ${names.join(', ')}.`,
  );
}

/** What is said where no space stands behind a colon. */
export const spaceMissing = (name: string): string =>
  `A space is missing behind the colon of \`${name}\`: without it the line is mere text, and sets nothing.`;

/** What to write instead. */
export const spaceFix = (name: string, value: string): string => `Write \`${name}: ${value.slice(0, 60)}\`.`;

/** `emptyDir: ""`. */
function emptied(fatal: Fatal, node: ScalarNode): Mend | undefined {
  if (isNull(node) || node.value !== '' || node.style === 'block') return undefined;
  const name = fieldName(fatal.path);
  return made(
    fatal,
    { kind: 'written', node, text: '{}' },
    mapOf(node, []),
    `\`${name}\` is empty text, and has to be a mapping.`,
    `Write \`${name}: {}\`.`,
    `${fatal.path} is now {}.`,
  );
}
