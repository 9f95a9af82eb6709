import { ManifestError } from '../explanation.ts';
import { fieldsOf } from '../shape/index.ts';
import { closing, type Frame, hashOf, mix, objectType, open, type Shape } from './frame.ts';
import { type Placed, places, type Surroundings } from './place.ts';
import type { Token } from './token.ts';

/** One decision of a reading; `before` leads back to the first. */
interface Step {
  readonly token: number;
  readonly placed: Placed | null;
  /** The token could legally stand at another place too. */
  readonly contested: boolean;
  readonly before: Step | null;
}

export interface Rebuilt {
  readonly steps: readonly Step[];
  /** How far the paste is from a manifest that says everything in its usual place; below 1 is a plain case. */
  readonly cost: number;
  /** Tokens whose key is not legal where it had to be put. */
  readonly odd: readonly Token[];
  /** Tokens that decide about security and could legally have stood elsewhere. */
  readonly contested: readonly Token[];
}

interface State {
  readonly top: Frame;
  readonly cost: number;
  readonly step: Step | null;
  readonly security: number;
}

const TOO_LARGE =
  'The indentation was lost, and the text is too large to rebuild it. Paste it in a code block or attach the file, so that its indentation stays, or paste one manifest at a time.';
/** Readings within this cost of the best one are shown beside it. */
const MARGIN = 2.4;
const READINGS = 4;
/** Placements after which only the two best readings are followed, and after which the search is given up. */
const NARROW = 25_000;
/** The most tokens that are looked at at all. */
const MOST = 16_000;
const ENOUGH = 120_000;

/**
 * Finds where each token stood, by the API's shape: a beam search over the stack of open containers. A reading is
 * good when every key is legal where it stands, no object lacks what it needs, none is empty and none has a key twice.
 * Returns the best reading and those nearly as good that differ in where a key that decides security stands.
 * The beam narrows as tokens and work grow; beyond a bound of placements a ManifestError says so.
 */
export function rebuild(tokens: readonly Token[], indentWeight: number): readonly Rebuilt[] {
  if (tokens.length > MOST) throw new ManifestError('too-large-to-rebuild', TOO_LARGE);
  const declared = declarations(tokens);
  const around: Surroundings = {
    dashed: tokens.some((token) => token.dashes > 0),
    indentWeight,
    objectAt: (index) => declared(index) ?? { kind: 'object', name: 'object' },
  };
  refuseHopeless(tokens);
  const work = { placed: 0 };
  let width = Math.max(3, Math.min(32, Math.floor(12_000 / (tokens.length + 1))));
  let states: State[] = roots(tokens, 0, declared).map(({ top, cost }) => ({
    top,
    cost,
    step: null,
    security: 0,
  }));
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) continue;
    if (work.placed > NARROW) width = 2;
    states = advance(states, tokens, token, i, around, declared, width, work);
    if (work.placed > ENOUGH)
      throw new ManifestError('too-large-to-rebuild', TOO_LARGE, { line: token.line });
  }
  const ends = states
    .map((state) => ({ ...state, cost: state.cost + closingAll(state.top) }))
    .sort((a, b) => a.cost - b.cost);
  const best = ends[0];
  if (best === undefined) return [];
  const seen = new Set<number>();
  const kept = ends.filter((end) => {
    if (end.cost > best.cost + MARGIN || seen.has(end.security)) return false;
    seen.add(end.security);
    return true;
  });
  return kept.slice(0, READINGS).map((end) => finish(end, tokens));
}

/** Each token costs two placements at the least: where that is more than enough, nothing is begun. */
function refuseHopeless(tokens: readonly Token[]): void {
  let least = 0;
  for (const { kind, line } of tokens) {
    if (kind === 'entry' || kind === 'scalar') least += 2;
    if (least > ENOUGH) throw new ManifestError('too-large-to-rebuild', TOO_LARGE, { line });
  }
}

function finish(state: State, tokens: readonly Token[]): Rebuilt {
  const steps: Step[] = [];
  for (let step = state.step; step !== null; step = step.before) steps.push(step);
  steps.reverse();
  const odd = steps.flatMap((step) => {
    const token = tokens[step.token];
    return step.placed?.odd === true && token !== undefined ? [token] : [];
  });
  const contested = steps.flatMap((step, i) => {
    const token = tokens[step.token];
    const doubtful =
      (step.contested && step.placed?.place !== 0) ||
      (token?.key === 'securityContext' && leftEmpty(steps, i, token));
    return doubtful && token !== undefined ? [token] : [];
  });
  return { steps, cost: state.cost, odd, contested };
}

/** Whether nothing was put under a key that holds something: what follows may have stood there. */
function leftEmpty(steps: readonly Step[], at: number, token: Token): boolean {
  const next = steps[at + 1]?.placed;
  const column = (placed: Placed): number => placed.column + 2 * placed.dashes;
  const own = steps[at]?.placed;
  return token.opens === 'nothing' && own != null && next != null && column(next) <= column(own);
}

function closingAll(top: Frame): number {
  let cost = 0;
  for (let frame: Frame | null = top; frame !== null; frame = frame.parent) cost += closing(frame);
  return cost;
}

function advance(
  states: readonly State[],
  tokens: readonly Token[],
  token: Token,
  index: number,
  around: Surroundings,
  declared: Declared,
  width: number,
  work: { placed: number },
): State[] {
  const next = new Map<number, State>();
  const offer = (from: State, top: Frame, cost: number, placed: Placed | null, contested = false): void => {
    const security =
      placed === null || placed.place === 0
        ? from.security
        : mix(mix(from.security, index + 1), placed.place);
    const id = mix(top.id, security);
    const known = next.get(id);
    if (known !== undefined && known.cost <= cost) return;
    next.set(id, { top, cost, step: { token: index, placed, contested, before: from.step }, security });
  };
  for (const state of states) {
    if (token.kind === 'document') {
      for (const root of roots(tokens, index + 1, declared)) {
        offer(state, root.top, state.cost + closingAll(state.top) + root.cost, null);
      }
      continue;
    }
    if (token.kind === 'comment' && state.top.shape.kind !== 'text') {
      const { top } = state;
      const inLine = token.indent === null || around.indentWeight > 2;
      const base = top.shape.kind === 'comment' && top.parent !== null ? top.parent : top;
      const opened = inLine
        ? open({ kind: 'comment' }, base, { column: base.column, owner: -1, inside: '', place: 1 })
        : top;
      offer(state, opened, state.cost, placedComment(base.column));
      continue;
    }
    const found = places(state.top, token, index, around);
    const contested = rivals(found) > 1;
    work.placed += found.length + 1;
    for (const placed of found) {
      const afterComment = state.top.shape.kind === 'comment' && !placed.glue;
      const free = placed.top.shape.kind === 'map' || placed.top.shape.kind === 'any';
      offer(
        state,
        placed.top,
        state.cost + placed.cost + (afterComment && free && token.opens !== 'nothing' ? 2.5 : 0),
        placed,
        contested,
      );
    }
    if (token.key === 'apiVersion' || token.key === 'kind') {
      if (token.dashes === 0 && index > 0 && declared(index) !== undefined) {
        for (const root of roots(tokens, index, declared)) {
          for (const placed of places(root.top, token, index, around)) {
            offer(state, placed.top, state.cost + closingAll(state.top) + root.cost + placed.cost + 5, {
              ...placed,
              column: -1,
            });
          }
        }
      }
    }
  }
  const sorted = [...next.values()].sort((a, b) => a.cost - b.cost);
  const limit = (sorted[0]?.cost ?? 0) + 10;
  return sorted.slice(0, width).filter((state) => state.cost <= limit);
}

/** How many legal places a token has that are about as good as the best one. */
function rivals(found: readonly Placed[]): number {
  const legal = found.filter((placed) => placed.place !== 0);
  const best = Math.min(...legal.map((placed) => placed.cost));
  return legal.filter((placed) => placed.cost < best + 4).length;
}

function placedComment(column: number): Placed {
  return { top: NOWHERE, cost: 0, column, dashes: 0, glue: false, place: 0, odd: false };
}

const NOWHERE: Frame = open({ kind: 'any' }, null, { column: 0, owner: -1, inside: '', place: 0 });

/** The type of the object that begins at a token, where one is declared there. */
type Declared = (index: number) => Shape | undefined;

/** Asked for again by every reading that is followed, so each is found once, and each value is looked at once. */
function declarations(tokens: readonly Token[]): Declared {
  const values = tokens.map((token) =>
    token.key === 'apiVersion' || token.key === 'kind' ? bare(token) : '',
  );
  const known = new Map<number, Shape | undefined>();
  return (index) => {
    if (!known.has(index)) known.set(index, objectAt(tokens, values, index));
    return known.get(index);
  };
}

/** The type of the object that begins at a token, by the apiVersion and kind that follow before the next `---`. */
function objectAt(tokens: readonly Token[], values: readonly string[], from: number): Shape | undefined {
  let apiVersion: string | undefined;
  for (let i = from; i < tokens.length && i < from + 400; i++) {
    const token = tokens[i];
    if (token === undefined || token.kind === 'document') return undefined;
    if (token.key === 'apiVersion') {
      if (apiVersion !== undefined && i > from + 3) return undefined;
      apiVersion ??= values[i];
    }
    const kind = values[i] ?? '';
    if (token.key === 'kind' && /^[A-Z]/.test(kind)) return objectType(apiVersion, kind);
  }
  return undefined;
}

function bare(token: Token): string {
  const [value = ''] = token.value.split(' #', 1);
  return value.trim().replace(/^["']|["']$/g, '');
}

/** Types a fragment without apiVersion and kind can be of, likeliest first. */
const FRAGMENTS = [
  'v1.PodSpec',
  'v1.Container',
  'v1.Pod',
  'v1.Deployment',
  'v1.PodSecurityContext',
  'v1.SecurityContext',
  'v1.DeploymentSpec',
  'v1.CronJobSpec',
  'v1.PodTemplateSpec',
];

function roots(tokens: readonly Token[], from: number, objectOf: Declared): { top: Frame; cost: number }[] {
  const at = { column: 0, owner: -1, inside: '', place: from };
  let first = from;
  while (tokens[first]?.kind === 'comment') first++;
  const start = tokens[first];
  const declared = objectOf(first);
  if (start !== undefined && start.dashes > 0) {
    const list: Shape =
      declared === undefined
        ? { kind: 'list', name: '[]v1.Container', of: { kind: 'object', name: 'v1.Container' } }
        : { kind: 'list', name: '[]object', of: { kind: 'object', name: 'object' } };
    return [{ top: open(list, null, at), cost: 0 }];
  }
  if (declared !== undefined) return [{ top: open(declared, null, at), cost: 0 }];
  const key = start?.key ?? '';
  const fitting = FRAGMENTS.filter((type) => fieldsOf(type)?.has(key) === true);
  if (fitting.length === 0) return [{ top: open({ kind: 'any' }, null, at), cost: 0 }];
  return fitting.map((name, i) => ({
    top: open({ kind: 'object', name }, null, { ...at, place: mix(from, hashOf(name)) }),
    cost: 0.3 * i,
  }));
}
