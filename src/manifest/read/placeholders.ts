import type { Finding } from '../explanation.ts';
import { fields } from '../fields.ts';
import { inBlockScalars } from './block-scalars.ts';
import { borrowedType } from './expectations.ts';
import { moreDoubts, type Pasted } from './pasted.ts';
import { keyAt } from './token.ts';

/** What people write where a value of their own belongs. */
const PLACEHOLDER =
  /^(?:<[^<>]{1,60}>|\[(?:your|my|the|insert|some|any|a|uid|gid|user|group|id|value|number|name)[\w .-]{0,40}\]|x{2,40}|X{2,40}|\*{3,40}|_{3,40}|\?{1,5}|\.{3,5}|…|\$\{?[A-Za-z_]\w{0,60}\}?|%\w{1,60}%|@\w{1,60}@|\{[A-Za-z]\w{0,40}\}|(?:YOUR|MY|your|my)[-_ ][\w -]{1,40}|TODO|TBD|REDACTED|\[?redacted\]?|CHANGE_?ME|changeme)$/;
/** Those that no string is meant by either. */
const NO_TEXT = /^(?:<[^<>]{1,60}>|\.{3,5}|…|\$\{[A-Za-z_]\w{0,60}\}|%\w{1,60}%|@\w{1,60}@|\*{3,40})$/;
/** Strings of which the API asks more than that they are there. */
const CHECKED: ReadonlySet<string> = new Set([
  ...fields.map(({ name }) => name),
  'name',
  'namespace',
  'imagePullPolicy',
  'restartPolicy',
  'type',
  'localhostProfile',
  'serviceAccountName',
  'mountPath',
]);

/**
 * Placeholders: where a number, a boolean, a list or an object belongs they are read as a value that is not known;
 * of a text that the API checks only the checks are left out. Each is named.
 */
export function placeholders(paste: Pasted): Pasted {
  if (!paste.lines.some((line) => valueIn(line) !== undefined)) return paste;
  const inBlock = inBlockScalars(paste.lines);
  const values: number[] = [];
  const missing: number[] = [];
  const findings: Finding[] = [];
  const lines = paste.lines.map((line, i) => {
    const found = inBlock[i] ? undefined : valueIn(line);
    if (found === undefined) return line;
    const at = paste.from[i] ?? i + 1;
    const type = borrowedType(found.key);
    if (type === undefined || (type.kind === 'scalar' && type.go === 'string')) {
      if (!NO_TEXT.test(found.value)) return line;
      if (CHECKED.has(found.key)) {
        values.push(at);
        findings.push(unknown(found.key, found.value, at));
      }
      return /^[%@*]/.test(found.value) ? `${found.before} '${found.value}'` : line;
    }
    if (type.kind !== 'scalar') missing.push(at);
    values.push(at);
    findings.push(unknown(found.key, found.value, at));
    return found.before;
  });
  if (lines.every((line, i) => line === paste.lines[i]) && findings.length === 0) return paste;
  return {
    ...paste,
    lines,
    findings: [...paste.findings, ...findings],
    doubts: moreDoubts(paste.doubts, { values, missing }),
  };
}

function valueIn(
  line: string,
): { readonly key: string; readonly value: string; readonly before: string } | undefined {
  const lead = /^\s*(?:- +)*/.exec(line)?.[0] ?? '';
  const body = line.slice(lead.length);
  const key = keyAt(body);
  if (key === undefined) return undefined;
  const [written = ''] = body.slice(key.length).split(/\s#/, 1);
  const value = written.trim().replace(/^(["'])(.*)\1$/, '$2');
  if (!PLACEHOLDER.test(value)) return undefined;
  return { key: key.key, value, before: line.slice(0, lead.length + key.length) };
}

function unknown(key: string, value: string, line: number): Finding {
  return {
    severity: 'warning',
    code: 'placeholder',
    path: '',
    line,
    message: `The value of \`${key}\` is not known here: \`${value}\` stands for one.`,
    fix: `Write the value of ${key} that you use.`,
  };
}
