import type { Finding } from '../explanation.ts';
import { inBlockScalars } from './block-scalars.ts';
import { borrowedType } from './expectations.ts';
import type { Pasted } from './pasted.ts';
import { keyAt } from './token.ts';

/** Lines of more characters hold no slip of the hand. */
const LONG = 300;
/** Of fewer lines than these all may have stood on one. */
const SEVERAL = 3;

/**
 * Two slips that make YAML of another meaning or none: no space behind a dash, and a first child in the line of its
 * parent (a colon without its space is mended where its meaning is known, mend/spaces.ts). Each is named as an error, because kubectl reads it otherwise or not at all, and read as meant.
 */
export function slips(paste: Pasted): Pasted {
  if (!paste.lines.some((line) => GLUED.test(line) || BESIDE.test(line))) return paste;
  const inBlock = inBlockScalars(paste.lines);
  const several = paste.lines.filter((line) => line.trim() !== '').length >= SEVERAL;
  const lines: string[] = [];
  const from: number[] = [];
  const findings: Finding[] = [];
  paste.lines.forEach((line, i) => {
    const at = paste.from[i] ?? i + 1;
    const before = paste.lines[i - 1] ?? '';
    const spaced =
      inBlock[i] || line.length > LONG ? undefined : withSpace(line, paste.lines[i + 1] ?? '', before);
    if (spaced !== undefined) findings.push(noSpace(spaced.key, at));
    const now = spaced?.line ?? line;
    const parts = !several || inBlock[i] || line.length > LONG ? undefined : apart(now, paste.lines, i);
    if (parts !== undefined) findings.push(beside(parts.parent, parts.child, at));
    for (const part of parts?.lines ?? [now]) {
      lines.push(part);
      from.push(at);
    }
  });
  if (findings.length === 0) return paste;
  return { ...paste, lines, from, findings: [...paste.findings, ...findings] };
}

const GLUED = /^\s*-[A-Za-z]\w*:(?:\s|$)/;
const BESIDE = /^\s*(?:- +)*[A-Za-z]\w*:\s+[A-Za-z]\w*:(?:\s|$)/;

/** `-name:` in the place of an item, where the key is one of the API's. */
function withSpace(
  line: string,
  next: string,
  before: string,
): { readonly line: string; readonly key: string } | undefined {
  const item = /^(\s*)-([A-Za-z]\w*):(?=\s|$)/.exec(line);
  if (item?.[2] === undefined || borrowedType(item[2]) === undefined || !/:\s*$|^\s*-/.test(before))
    return undefined;
  const indent = (item[1] ?? '').length;
  const column = next.search(/\S/);
  if (column !== indent + 2 && column > indent) return undefined;
  return { line: `${item[1]}- ${line.slice(indent + 1)}`, key: `-${item[2]}` };
}

interface Apart {
  readonly lines: readonly string[];
  readonly parent: string;
  readonly child: string;
}

/** `securityContext:   runAsUser: 1`: the child goes to the next line, at the column of those that follow. */
function apart(line: string, lines: readonly string[], i: number): Apart | undefined {
  const lead = /^\s*(?:- +)*/.exec(line)?.[0] ?? '';
  const body = line.slice(lead.length);
  const parent = keyAt(body);
  if (parent === undefined) return undefined;
  const rest = body.slice(parent.length).trim();
  const child = keyAt(rest);
  if (child === undefined || /^["']/.test(rest)) return undefined;
  const type = borrowedType(parent.key);
  if (type === undefined || type.kind === 'scalar' || type.kind === 'list') return undefined;
  if (type.kind === 'object' && borrowedType(child.key) === undefined) return undefined;
  const value = rest.slice(child.length).trim();
  if (/\s[A-Za-z]\w*:(?:\s|$)/.test(value)) return undefined;
  let next = i + 1;
  while (next < lines.length && /^\s*(?:#|$)/.test(lines[next] ?? '')) next += 1;
  const deeper = (lines[next] ?? '').search(/\S/);
  const column = deeper > lead.length ? deeper : lead.length + 2;
  return {
    lines: [`${lead}${body.slice(0, parent.length)}`, `${' '.repeat(column)}${rest}`],
    parent: parent.key,
    child: child.key,
  };
}

function noSpace(key: string, line: number): Finding {
  return {
    severity: 'error',
    code: 'space-after-dash',
    path: '',
    line,
    message: `A space is missing behind the dash of \`${key}\`, so for YAML this begins no list item: kubectl refuses it. It was read with the space.`,
    fix: 'Write a space between the dash and the key.',
  };
}

function beside(parent: string, child: string, line: number): Finding {
  const detail = 'mapping values are not allowed in this context';
  return {
    severity: 'error',
    code: 'child-on-key-line',
    path: '',
    line,
    message: `\`${child}\` stands in the line of \`${parent}\`, and kubectl refuses that (${detail}). It was read as if it stood below.`,
    api: { type: 'decode', message: `error converting YAML to JSON: yaml: ${detail}`, detail },
    fix: `Put ${child} on a line of its own, indented under ${parent}.`,
  };
}
