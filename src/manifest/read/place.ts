import { fieldsOf } from '../shape/index.ts';
import { borrowedType, decidesSecurity, meantField, rarity, strangeness } from './expectations.ts';
import { closing, type Frame, has, hashOf, open, type Shape, withChild } from './frame.ts';
import type { Token } from './token.ts';

/** One way to place a token: what is open afterwards, what it costs, and where it is written. */
export interface Placed {
  readonly top: Frame;
  readonly cost: number;
  /** Column of the first dash, or of the key where there is none. */
  readonly column: number;
  readonly dashes: number;
  /** Continues the text of the token before it (a block scalar, a long plain scalar, a comment). */
  readonly glue: boolean;
  /** Where the token stands, as a number; 0 where that decides nothing about security. */
  readonly place: number;
  /** The key is not legal at this place. */
  readonly odd: boolean;
}

export interface Surroundings {
  /** The paste still has list dashes: then a list item without one is unlikely. */
  readonly dashed: boolean;
  /** What it costs that a token's own indentation contradicts its place; 0 where all indentation is gone. */
  readonly indentWeight: number;
  /** The type of the object that begins at a token. */
  readonly objectAt: (token: number) => Shape;
}

const DUPLICATE = 12;
/** No manifest nests deeper; below this nothing more is opened. */
const DEEPEST = 28;
/** A reading that much worse than its neighbours is not followed. */
const HOPELESS = 14;
/** The two levels of a security context: what belongs to one is often written at the other. */
const TWINS: Readonly<Record<string, string>> = {
  'v1.PodSecurityContext': 'v1.SecurityContext',
  'v1.SecurityContext': 'v1.PodSecurityContext',
};
const POP = 0.05;

/** All places where the token can stand, from the innermost open container outwards. */
export function places(top: Frame, token: Token, index: number, around: Surroundings): Placed[] {
  const found: Placed[] = [];
  let shut = 0;
  let depth = 0;
  let frame: Frame | null = top;
  while (frame !== null && shut < HOPELESS && depth < DEEPEST) {
    attach(found, frame, token, index, around, shut + POP * depth, depth);
    shut += closing(frame);
    depth++;
    frame = frame.parent;
  }
  return found;
}

function attach(
  out: Placed[],
  frame: Frame,
  token: Token,
  index: number,
  around: Surroundings,
  cost: number,
  depth: number,
): void {
  const { kind } = frame.shape;
  if (kind === 'text' || kind === 'comment') {
    if (depth === 0) out.push(glued(frame, token, cost + gluing(frame, token)));
    return;
  }
  if (token.key === null && token.dashes === 0) {
    if (depth === 0) out.push(glued(frame, token, cost + 2));
    if (frame.list && !around.dashed) out.push(...item(frame, token, 1, index, around, cost + 0.5));
    return;
  }
  if (token.dashes > 0) {
    if (frame.list) out.push(...item(frame, token, token.dashes, index, around, cost));
    else if (frame.count === 0 && frame.parent !== null) {
      out.push(
        ...item(
          { ...frame, list: true },
          token,
          token.dashes,
          index,
          around,
          cost + (kind === 'any' ? 0.3 : 6),
        ),
      );
    }
    return;
  }
  if (frame.list) {
    const element = frame.shape.kind === 'list' ? frame.shape.of : undefined;
    if (element?.kind === 'object' || element === undefined) {
      out.push(
        ...item(frame, token, 1, index, around, cost + (around.dashed ? 9 : token.key === 'name' ? 1.5 : 4)),
      );
    }
    return;
  }
  out.push(...entry(frame, token, around, cost, depth));
}

/** A block scalar ends where a key is legal again; until then its lines are its own. */
function gluing(frame: Frame, token: Token): number {
  if (token.kind === 'comment') return 0;
  const misfit = token.indent !== null && frame.owner >= 0 && token.indent > frame.owner ? 0 : 2.2;
  if (token.key === null && token.dashes === 0) return 0;
  if (frame.shape.kind === 'comment') return 2;
  return token.dashes > 0 && token.key === null ? 0.8 : misfit;
}

function glued(frame: Frame, token: Token, cost: number): Placed {
  const inText = frame.shape.kind === 'text' || frame.shape.kind === 'comment';
  return {
    top: frame,
    cost,
    column: frame.column + (inText ? 0 : 2),
    dashes: token.dashes,
    glue: true,
    place: 0,
    odd: false,
  };
}

function misindented(frame: Frame, token: Token, around: Surroundings): number {
  if (around.indentWeight === 0 || token.indent === null) return 0;
  if (frame.origin >= 0) return frame.origin === token.indent ? 0 : around.indentWeight;
  return token.indent > frame.owner || frame.parent === null ? 0 : around.indentWeight;
}

function item(
  frame: Frame,
  token: Token,
  dashes: number,
  index: number,
  around: Surroundings,
  cost: number,
): Placed[] {
  const dash = token.indent === null ? -1 : token.indent - 2 * token.dashes;
  const inList = withChild(frame, null, dash);
  const written = token.dashes === 0 ? 1 : token.dashes;
  let off = 0;
  if (around.indentWeight > 0 && dash >= 0) {
    if (frame.origin >= 0) off = Math.abs(frame.origin - dash) < 1 ? 0 : around.indentWeight;
    else off = dash >= frame.owner ? 0 : around.indentWeight;
  }
  const declared: Shape = frame.shape.kind === 'list' ? frame.shape.of : { kind: 'any' };
  const element =
    declared.kind === 'object' && declared.name === 'object' ? around.objectAt(index) : declared;
  const base = { top: inList, column: frame.column, dashes: written, glue: false, place: 0, odd: false };
  if (dashes > 1 && frame.depth < DEEPEST && dashes < DEEPEST) {
    const inner = open({ kind: 'any' }, inList, {
      column: frame.column + 2,
      owner: dash,
      inside: frame.inside,
      place: frame.count + 1,
    });
    const deep = item({ ...inner, list: true }, token, dashes - 1, index, around, cost + off + 1);
    return deep.map((placed) => ({ ...placed, column: frame.column, dashes: written }));
  }
  const at = { column: frame.column + 2, owner: dash, inside: frame.inside, place: frame.count + 1 };
  if (token.key !== null) {
    const type: Shape = element.kind === 'scalar' && element.go !== 'any' ? { kind: 'any' } : element;
    const opened = open(type, inList, at);
    const price =
      cost + off + (type === element || (element.kind === 'scalar' && element.go === 'any') ? 0 : 6);
    return entry(opened, token, { ...around, indentWeight: 0 }, price, 0).map((placed) => ({
      ...placed,
      column: frame.column,
      dashes: written,
    }));
  }
  if (token.opens === 'block')
    return [{ ...base, top: text(inList, frame.column + 2, dash), cost: cost + off }];
  if (token.opens === 'nothing') return [{ ...base, top: open(element, inList, at), cost: cost + off + 0.5 }];
  const fits =
    element.kind === 'scalar' ||
    element.kind === 'any' ||
    token.opens === 'map' ||
    token.text.startsWith('*');
  return [{ ...base, cost: cost + off + (fits ? 0 : 5) }];
}

function text(parent: Frame, column: number, owner: number): Frame {
  return open({ kind: 'text' }, parent, { column, owner, inside: parent.inside, place: 1 });
}

function entry(frame: Frame, token: Token, around: Surroundings, cost: number, depth: number): Placed[] {
  const key = token.key ?? '';
  const legal = legality(frame, key, token.value);
  let price = cost + legal.cost + misindented(frame, token, around) + (legal.odd ? 0.5 * depth : 0);
  if (has(frame, key)) price += frame.shape.kind === 'any' ? 3 : DUPLICATE;
  price += mismatch(legal.type, token, frame);
  const child = withChild(frame, key, token.indent ?? -1);
  const place =
    !legal.odd && frame.shape.kind === 'object' && decidesSecurity(key)
      ? (hashOf(key) ^ frame.place) >>> 0
      : 0;
  const at = { column: frame.column + 2, owner: token.indent ?? -1, inside: key, place: hashOf(key) };
  let top = child;
  if (token.opens === 'block') top = text(child, frame.column + 2, token.indent ?? -1);
  else if (frame.depth > DEEPEST) price += 1;
  else if (token.opens === 'nothing' && legal.type.kind !== 'scalar') top = open(legal.type, child, at);
  else if (token.opens === 'nothing' && legal.type.kind === 'scalar' && legal.type.go === 'any')
    top = open({ kind: 'any' }, child, at);
  return [{ top, cost: price, column: frame.column, dashes: 0, glue: false, place, odd: legal.odd }];
}

function legality(frame: Frame, key: string, value: string): { cost: number; type: Shape; odd: boolean } {
  const { shape } = frame;
  if (shape.kind === 'map') return { cost: strangeness(frame.inside, key), type: shape.of, odd: false };
  const type = frame.fields?.get(key);
  if (type !== undefined && shape.kind === 'object') {
    return { cost: rarity(shape.name, key, value, frame.inside), type, odd: false };
  }
  if (shape.kind === 'object') {
    if (shape.name === 'object') return { cost: 1.5, type: borrowedType(key) ?? { kind: 'any' }, odd: false };
    if (key === '<<') return { cost: 0, type: { kind: 'any' }, odd: false };
    const twin = TWINS[shape.name];
    const other = twin === undefined ? undefined : fieldsOf(twin)?.get(key);
    if (other !== undefined) return { cost: 1.2, type: other, odd: true };
    const meant = meantField(shape.name, key);
    const meantType = meant === undefined ? undefined : frame.fields?.get(meant);
    if (meantType !== undefined) return { cost: 4, type: meantType, odd: true };
    const borrowed = borrowedType(key);
    return { cost: borrowed === undefined ? 8 : 6, type: borrowed ?? { kind: 'any' }, odd: true };
  }
  const nested = key === 'template' || key === 'securityContext' || /^(?:initC|c)ontainers$/.test(key);
  return {
    cost: /^[fkv]:|^\.$/.test(key) ? 0 : 1,
    type: (nested ? borrowedType(key) : undefined) ?? { kind: 'any' },
    odd: false,
  };
}

/** What it costs that a value is of another kind than the place wants. */
function mismatch(type: Shape, token: Token, frame: Frame): number {
  if (type.kind === 'any' || (type.kind === 'scalar' && type.go === 'any')) return 0;
  if (/^(?:\*|~|null|\{\{)/.test(token.value)) return 0;
  if (type.kind === 'scalar') {
    if (token.opens === 'nothing') return frame.shape.kind === 'map' ? 8 : 2.5;
    return token.opens === 'map' || token.opens === 'list' ? 2 : 0;
  }
  if (token.opens === 'nothing') return 0;
  if (token.opens === 'scalar' || token.opens === 'block') return 4;
  return (token.opens === 'list') === (type.kind === 'list') ? 0 : 1.5;
}
