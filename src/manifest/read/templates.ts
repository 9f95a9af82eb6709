import type { Finding } from '../explanation.ts';
import { borrowedType, decidesSecurity } from './expectations.ts';
import { moreDoubts, type Pasted } from './pasted.ts';
import { keyAt } from './token.ts';

const CONTROL = /^\s*\{\{-?\s*(?:if|else|end|with|range|define|block|\/\*|\$[\w]+\s*:?=)/;

/** Longer lines are left as they are: most are whole manifests whose line breaks were lost. */
const LONG = 2000;

/**
 * Helm and other Go templates: lines that only steer the template are removed (of if … else … the first branch is
 * kept), values that only the template knows become empty, and each of them is named in a finding.
 */
export function templates(paste: Pasted): Pasted {
  if (!paste.lines.some((line) => line.includes('{{'))) return paste;
  const lines: string[] = [];
  const from: number[] = [];
  const findings: Finding[] = [];
  let changed = false;
  const missing: number[] = [];
  const values: number[] = [];
  const branches: Branches = { open: [], skipped: 0, conditional: 0 };
  const lastEnd = paste.lines.findLastIndex((line) => /\*\/\s*-?\}\}/.test(line));
  let commented = false;
  paste.lines.forEach((line, i) => {
    const at = paste.from[i] ?? i + 1;
    const control = CONTROL.exec(line);
    if (commented || control !== null) {
      changed = true;
      steer(line, branches);
      commented = commented
        ? !/\*\/\s*-?\}\}/.test(line)
        : i < lastEnd && /\{\{-?\s*\/\*/.test(line) && !/\*\/\s*-?\}\}/.test(line);
      return;
    }
    if (branches.skipped > 0) {
      missing.push(at);
      return;
    }
    if (branches.conditional > 0 && decisive(line)) missing.push(at);
    if (!line.includes('{{') || line.length > LONG) {
      lines.push(line);
      from.push(at);
      return;
    }
    const told = findings.length;
    const out = filled(line, at, findings);
    if (out !== line) changed = true;
    if (out === undefined) missing.push(at);
    else if (findings.length > told) values.push(at);
    if (out !== undefined) {
      lines.push(out);
      from.push(at);
    }
  });
  if (!changed && findings.length === 0) return paste;
  const message =
    'This is a template: its control lines were left out, and values in {{ … }} are not known here. Run helm template and paste its output for the whole answer.';
  const repairs = changed ? [...paste.repairs, { code: 'template', message }] : paste.repairs;
  const doubts = moreDoubts(paste.doubts, { missing, values });
  return { lines, from, repairs, findings: [...paste.findings, ...findings], doubts };
}

interface Branch {
  skipping: boolean;
  /** Only some values of the template let it through. */
  readonly conditional: boolean;
}

/** The branches that are open, and how many of them are left out, or are taken by some values only. */
interface Branches {
  readonly open: Branch[];
  skipped: number;
  conditional: number;
}

/** Whether a line of a branch decides about security: then so does the branch. */
function decisive(line: string): boolean {
  const key = keyAt(line.trim().replace(/^(?:- +)+/, ''))?.key;
  return key !== undefined && decidesSecurity(key);
}

function steer(line: string, branches: Branches): void {
  const { open } = branches;
  for (const [, word] of line.matchAll(/\{\{-?\s*(if|with|range|define|block|else|end)\b/g)) {
    const top = open.at(-1);
    if (word === 'end') {
      open.pop();
      if (top?.skipping === true) branches.skipped -= 1;
      if (top?.conditional === true) branches.conditional -= 1;
    } else if (word !== 'else') {
      const conditional = word !== 'define' && word !== 'block';
      open.push({ skipping: false, conditional });
      if (conditional) branches.conditional += 1;
    } else if (top?.skipping === false) {
      top.skipping = true;
      branches.skipped += 1;
    }
  }
}

function filled(line: string, at: number, findings: Finding[]): string | undefined {
  const names = actions(line).map(({ inside }) => inside);
  const lead = /^\s*(?:- +)*/.exec(line)?.[0] ?? '';
  const body = line.slice(lead.length);
  const known = keyAt(filledIn(body));
  const found = /^["']?[\w./-]+["']?\s*:/.exec(body);
  const whole = /^\{\{.*\}\}\s*$/.test(body) && !lead.includes('-');
  if (whole) {
    tell(findings, at, '', names, 'Everything this line would insert is left out');
    return undefined;
  }
  if (found === null || known === undefined) {
    if (!/\.(?:Values|Release|Chart)|include|template|\{\{/.test(body)) return line;
    tell(findings, at, '', names, 'This value is not known here');
    if (/^["']/.test(body)) return line;
    const colon = colonOfKey(body);
    if (colon >= 0) return `${lead}'${body.slice(0, colon).replace(/'/g, "''")}'${body.slice(colon)}`;
    return `${lead}'${body.trim().replace(/'/g, "''")}'`;
  }
  const key = found[0].slice(0, -1).trim().replace(/["']/g, '');
  const value = body.slice(found[0].length).trim();
  const helm = names.some((name) =>
    /\.Values|\.Release|\.Chart|\.Capabilities|\binclude\b|\btemplate\b|\btpl\b|^\$|^\./.test(name),
  );
  if (/^["'#|>]/.test(value)) {
    if (helm) tell(findings, at, key, names, `The value of ${key} is not known here`);
    return line;
  }
  const type = borrowedType(key);
  const [bare = ''] = value.split(' #', 1);
  const text = type === undefined || (type.kind === 'scalar' && type.go === 'string');
  tell(
    findings,
    at,
    key,
    names,
    `The value of ${key} is not known here${text ? '' : ' and is read as not set'}`,
  );
  if (text) return `${lead}${found[0]} '${bare.replace(/'/g, "''")}'`;
  return `${lead}${found[0]}`;
}

/** An action of a template in a line: where it stands, and what its braces hold. */
interface Action {
  readonly start: number;
  readonly end: number;
  readonly inside: string;
}

function actions(line: string): readonly Action[] {
  const found: Action[] = [];
  for (let start = line.indexOf('{{'); start >= 0; start = line.indexOf('{{', found.at(-1)?.end)) {
    const close = line.indexOf('}}', start + 2);
    if (close < 0) break;
    const inside = line
      .slice(start + 2, close)
      .replace(/^-/, '')
      .replace(/-$/, '')
      .trim();
    found.push({ start, end: close + 2, inside });
  }
  return found;
}

/** A line with a letter for each action, by which its key is found. */
function filledIn(line: string): string {
  let out = '';
  let from = 0;
  for (const { start, end } of actions(line)) {
    out += `${line.slice(from, start)}x`;
    from = end;
  }
  return out + line.slice(from);
}

/** The colon behind the last word that an action is part of and that can be a key's end; -1 where there is none. */
function colonOfKey(body: string): number {
  let colon = -1;
  for (const { 0: word, index } of body.matchAll(/\S+/g))
    if (word.endsWith(':') && word.includes('}}')) colon = index + word.length - 1;
  return colon;
}

function tell(findings: Finding[], line: number, path: string, names: readonly string[], what: string): void {
  const values = names.join(', ') || '{{ … }}';
  findings.push({
    severity: 'warning',
    code: 'template-value-unknown',
    path,
    line,
    message: `${what}: it comes from the template value ${values}.`,
    fix: 'Run helm template (or whatever fills the template) and paste the result.',
    brief: 'The template fills this in, so it is not known here. Paste what helm template prints.',
  });
}
