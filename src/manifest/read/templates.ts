import type { Finding } from '../explanation.ts';
import { borrowedType } from './expectations.ts';
import type { Pasted } from './pasted.ts';
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
  const branches: Branches = { skipping: [], count: 0 };
  let commented = false;
  paste.lines.forEach((line, i) => {
    const at = paste.from[i] ?? i + 1;
    const control = CONTROL.exec(line);
    if (commented || control !== null) {
      changed = true;
      steer(line, branches);
      commented = commented
        ? !/\*\/\s*-?\}\}/.test(line)
        : /\{\{-?\s*\/\*/.test(line) && !/\*\/\s*-?\}\}/.test(line);
      return;
    }
    if (branches.count > 0) return;
    if (!line.includes('{{') || line.length > LONG) {
      lines.push(line);
      from.push(at);
      return;
    }
    const out = filled(line, at, findings);
    if (out !== line) changed = true;
    if (out !== undefined) {
      lines.push(out);
      from.push(at);
    }
  });
  if (!changed && findings.length === 0) return paste;
  const message =
    'This is a template: its control lines were left out, and values in {{ … }} are not known here. Run helm template and paste its output for the whole answer.';
  const repairs = changed ? [...paste.repairs, { code: 'template', message }] : paste.repairs;
  return { lines, from, repairs, findings: [...paste.findings, ...findings] };
}

/** The branches that are open, each with whether it is left out, and how many are. */
interface Branches {
  readonly skipping: boolean[];
  count: number;
}

function steer(line: string, branches: Branches): void {
  const { skipping } = branches;
  for (const [, word] of line.matchAll(/\{\{-?\s*(if|with|range|define|block|else|end)\b/g)) {
    if (word === 'end') branches.count -= skipping.pop() === true ? 1 : 0;
    else if (word !== 'else') skipping.push(false);
    else if (skipping.at(-1) === false) {
      skipping[skipping.length - 1] = true;
      branches.count += 1;
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
  });
}
