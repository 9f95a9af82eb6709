import { fieldsOf, type TypeRef } from '../shape/index.ts';
import { lineList, mapped, type Pasted, repaired } from './pasted.ts';
import { keyAt } from './token.ts';

/** A piece in which every line is indented: the indentation that all share is taken off. */
export function dedented(paste: Pasted): Pasted {
  let least = Number.POSITIVE_INFINITY;
  for (const line of paste.lines) {
    const indent = line.search(/\S/);
    if (indent >= 0 && !line.trimStart().startsWith('#')) least = Math.min(least, indent);
    if (least === 0) return paste;
  }
  if (!Number.isFinite(least)) return paste;
  return {
    ...paste,
    lines: paste.lines.map((line) => line.slice(Math.min(least, Math.max(0, line.search(/\S/))))),
  };
}

/** A run of lines at the start of a piece that stands deeper than what follows it. */
interface Stair {
  readonly column: number;
  readonly first: number;
  /** The keys at this column, from here to the next stair's end. */
  readonly keys: readonly string[];
}

/** Types a piece's outermost keys can be fields of, likeliest first. */
const OUTERMOST = [
  'v1.PodSpec',
  'v1.Container',
  'v1.PodTemplateSpec',
  'v1.DeploymentSpec',
  'v1.CronJobSpec',
  'v1.Pod',
  'v1.Deployment',
  'v1.PodSecurityContext',
  'v1.SecurityContext',
];
const MOST_STAIRS = 12;
const DEEPEST_PATH = 4;

/**
 * A piece that begins deeper than it goes on (`runAsUser: 1` of a container, then keys of its pod): what holds its
 * first lines is not in it. The shape of the API and the columns say what that can be; it is written in front.
 * First lines for which nothing fits are named as not read.
 */
export function piece(paste: Pasted): Pasted {
  const stairs = stairsOf(paste.lines);
  if (stairs.length < 2 || stairs.length > MOST_STAIRS) return paste;
  for (let skipped = 0; skipped < stairs.length - 1; skipped++) {
    const some = stairs.slice(skipped);
    const front = frontOf(some);
    if (front !== undefined) return written(paste, some, front, stairs[0]?.first ?? 0);
  }
  const last = stairs.at(-1);
  return last === undefined ? paste : written(paste, [last], [], stairs[0]?.first ?? 0);
}

function stairsOf(lines: readonly string[]): readonly Stair[] {
  const stairs: { column: number; first: number; keys: string[] }[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const indent = line.search(/\S/);
    if (indent < 0 || line.trimStart().startsWith('#')) continue;
    const body = line.trimStart();
    if (/^(?:---|\.\.\.)/.test(line)) return i === 0 || stairs.length === 0 ? [] : stairs;
    const top = stairs.at(-1);
    if (top === undefined || indent < top.column) {
      if (top !== undefined && /^-\s/.test(body) && top.column > indent) return [];
      if (stairs.length > MOST_STAIRS) return [];
      stairs.push({ column: indent, first: i, keys: [] });
    }
    const key = keyAt(body)?.key;
    const at = stairs.at(-1);
    if (at !== undefined && indent === at.column && key !== undefined) at.keys.push(key);
  }
  return stairs;
}

interface Step {
  readonly key: string;
  readonly list: boolean;
}

/** What has to be written in front of the first stair, outermost first; undefined where no types fit. */
function frontOf(stairs: readonly Stair[]): readonly string[] | undefined {
  const outermost = stairs.at(-1);
  if (outermost === undefined || stairs.some(({ keys }) => keys.length === 0)) return undefined;
  for (const type of OUTERMOST) {
    if (!fits(type, outermost.keys)) continue;
    const front: string[] = [];
    let dash = false;
    let holder = type;
    let good = true;
    for (let i = stairs.length - 1; i > 0 && good; i--) {
      const outer = stairs[i];
      const inner = stairs[i - 1];
      const found = outer === undefined || inner === undefined ? undefined : path(holder, outer, inner);
      if (outer === undefined || inner === undefined || found === undefined) good = false;
      else {
        holder = found.type;
        let { column } = outer;
        for (const step of found.steps) {
          front.push(`${dashed(column, dash)}${step.key}:`);
          dash = step.list;
          column += 2;
        }
      }
    }
    if (good) return [...front, dashed(stairs[0]?.column ?? 0, dash)];
  }
  return undefined;
}

function dashed(column: number, dash: boolean): string {
  return dash ? `${' '.repeat(Math.max(0, column - 2))}- ` : ' '.repeat(column);
}

function fits(type: string, keys: readonly string[]): boolean {
  const fields = fieldsOf(type);
  return fields !== undefined && keys.every((key) => fields.has(key));
}

/** Fields of which a piece is cut out most often, likeliest first. */
const LIKELY = ['containers', 'securityContext', 'template', 'spec', 'livenessProbe', 'httpGet'];

/** The shortest way from a type to one with the inner keys, among those that the columns leave room for. */
function path(
  from: string,
  outer: Stair,
  inner: Stair,
): { readonly steps: readonly Step[]; readonly type: string } | undefined {
  const room = inner.column - outer.column;
  let level: { readonly type: string; readonly steps: readonly Step[] }[] = [{ type: from, steps: [] }];
  let found: { readonly type: string; readonly steps: readonly Step[] } | undefined;
  for (let depth = 1; depth <= DEEPEST_PATH && depth * 2 <= Math.max(2, room); depth++) {
    const next: typeof level = [];
    const seen = new Set<string>();
    for (const { type, steps } of level) {
      for (const [key, ref] of byLikelihood(type)) {
        if (steps.length === 0 && outer.keys.includes(key)) continue;
        const target = objectOf(ref);
        if (target === undefined || seen.has(target)) continue;
        seen.add(target);
        next.push({ type: target, steps: [...steps, { key, list: ref.kind === 'list' }] });
      }
    }
    const fitting = next.find((one) => fits(one.type, inner.keys));
    if (fitting !== undefined) {
      found ??= fitting;
      if (depth * 2 === room) return fitting;
    }
    level = next;
  }
  return found;
}

function byLikelihood(type: string): readonly (readonly [string, TypeRef])[] {
  const rank = (key: string): number => {
    const at = LIKELY.indexOf(key);
    return at < 0 ? LIKELY.length : at;
  };
  return [...(fieldsOf(type) ?? [])].sort(([a], [b]) => rank(a) - rank(b));
}

function objectOf(ref: TypeRef): string | undefined {
  if (ref.kind === 'object') return ref.name;
  return ref.kind === 'list' && ref.of.kind === 'object' ? ref.of.name : undefined;
}

/** The piece with what holds its first lines in front of them; lines before those were not read. */
function written(paste: Pasted, stairs: readonly Stair[], front: readonly string[], begin: number): Pasted {
  const first = stairs[0]?.first ?? 0;
  const origin = (i: number): number => paste.from[i] ?? i + 1;
  const unread: number[] = [];
  const kept = mapped(paste, (line, i) => {
    if (i >= begin && i < first) {
      if (line.trim() !== '') unread.push(origin(i));
      return undefined;
    }
    return i === first && front.length > 0 ? `${front.at(-1)}${line.trimStart()}` : line;
  });
  const at = kept.findIndex(([, from]) => from === origin(first));
  const added = front.slice(0, -1).map((line) => [line, origin(first)] as const);
  const names = front.slice(0, -1).map((line) => `\`${line.replace(/[\s:-]/g, '')}\``);
  const held =
    names.length === 0
      ? ''
      : ` What holds line ${origin(first)} is not in it; by the columns and the shape of the API it was taken to be ${names.join(', ')}.`;
  const lost =
    unread.length === 0 ? '' : ` Line ${lineList(unread)} fits under nothing that is in it and was not read.`;
  return repaired(
    paste,
    [...kept.slice(0, at), ...added, ...kept.slice(at)],
    { code: 'piece', message: `This piece begins deeper than it goes on.${held}${lost}` },
    { unread, cut: [origin(first)] },
  );
}
