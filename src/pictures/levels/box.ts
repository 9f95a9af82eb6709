import type { Role } from '../../manifest/explanation.ts';
import { GROUND, INK } from '../kit/ink.ts';
import { widthOf } from '../kit/measure.ts';
import { baseOf, FACE, type Frame, framed, line, type Part, paragraph, stacked } from '../kit/page.ts';
import { told } from '../kit/told.ts';
import { box, shifted, text } from '../svg.ts';
import { type Arrival, faultRow, fieldRow, INDENT, MARGIN } from './field-row.ts';
import { identityWords } from './identity.ts';
import type { ContainerBox, Faults, Identity, LevelField, PodBox } from './levels.ts';

/** Between the parts of a box. */
const GAP = 10;
const INSET = 16;
/** More fields of one box than these are named and not drawn. */
const MOST_FIELDS = 18;

/** What a container is called, and how its box is framed: told apart without its colour. */
const ROLES: Readonly<Record<Role, { readonly label: string; readonly frame: Frame }>> = {
  container: { label: 'CONTAINER', frame: { stroke: INK.container } },
  init: { label: 'INIT CONTAINER', frame: { stroke: INK.container, dashes: '16 9' } },
  sidecar: { label: 'SIDECAR', frame: { stroke: INK.container, double: true } },
  ephemeral: { label: 'EPHEMERAL', frame: { stroke: INK.container, dashes: '1 8' } },
};
const ASSUMED: Frame = { stroke: INK.muted, dashes: '1 8' };

/** A box with the places where values come in from above. */
export interface LevelBox extends Part {
  readonly arrivals: readonly Arrival[];
}

/** The pod's level. */
export function podBox({ path, fields, wide, faults }: PodBox, width: number): Part {
  const head = heading('POD LEVEL', path, width, INK.pod);
  const room = width - INDENT - MARGIN;
  const small = { x: INDENT, width: room, face: FACE.small, fill: INK.muted, most: 4 };
  const empty = fields.length + wide.length + faults.told.length === 0;
  const rows = rowsOf(fields, width, 'pod');
  const whole = rowsOf(wide, width, 'pod');
  const parts = [
    head,
    ...(empty ? [paragraph('sets nothing', small)] : []),
    ...rows.parts,
    ...(whole.parts.length === 0 ? [] : [paragraph('for the pod as a whole:', small)]),
    ...whole.parts,
    ...faultParts(faults, width),
  ];
  const inner = stacked(parts, GAP);
  const height = inner.height + 2 * INSET;
  const frame = framed(width, height, { stroke: INK.pod });
  return { svg: frame + shifted(0, INSET, inner.svg), height, cut: inner.cut };
}

/** A container: its fields, what is wrong, who the process is, what comes of it. */
export function containerBox(container: ContainerBox, width: number): LevelBox {
  const { name, role, assumed, image, line: at, fields, faults, identity, fate } = container;
  const { label, frame } = ROLES[role];
  const title = assumed ? 'any container' : name;
  const source = assumed
    ? 'that sets nothing itself: the paste has none'
    : `${image ?? 'no image'} · line ${at}`;
  const colour = assumed ? INK.muted : INK.container;
  const badge = assumed ? 'ASSUMED' : label;
  const beside = width - 2 * INSET - widthOf(badge, FACE.label) - 20;
  const named = line(title, { x: INSET, y: 0, width: beside, face: FACE.name });
  const tag = text(width - MARGIN, baseOf(FACE.name), badge, { ...FACE.label, fill: colour, anchor: 'end' });
  const head = stacked([
    { ...named, svg: named.svg + tag },
    line(source, { x: INSET, y: 0, width: width - 2 * INSET, face: FACE.small, fill: INK.muted }),
  ]);
  const rows = rowsOf(fields, width, 'container');
  const [verdict, ...more] = fate;
  const at0 = { x: INSET - 4, width: width - 2 * INSET };
  const parts = [
    head,
    ...rows.parts,
    ...faultParts(faults, width),
    plate(identity, width),
    stacked([
      told(verdict, { ...at0, face: FACE.strong, most: 5 }),
      ...more.map((each) =>
        told(each, { ...at0, x: at0.x + 34, width: at0.width - 34, face: FACE.small, most: 5 }),
      ),
    ]),
  ];
  const inner = stacked(parts, GAP);
  const height = inner.height + 2 * INSET;
  let y = INSET;
  const arrivals: Arrival[] = [];
  for (const part of parts) {
    for (const arrival of rows.arrivals.get(part) ?? []) arrivals.push({ ...arrival, y: y + arrival.y });
    y += part.height + GAP;
  }
  return {
    svg: framed(width, height, assumed ? ASSUMED : frame) + shifted(0, INSET, inner.svg),
    height,
    cut: inner.cut,
    arrivals,
  };
}

/** A container in two lines, where there is no room for its box. */
export function containerBrief({ name, role, identity, fate }: ContainerBox, width: number): Part {
  return stacked([
    line(`${name} (${ROLES[role].label.toLowerCase()})`, { x: 0, y: 0, width, face: FACE.strong }),
    paragraph(identityWords(identity), { x: 0, width, face: FACE.small, most: 2 }),
    told(fate[0], { x: 0, width, face: FACE.small, most: 2 }),
  ]);
}

/** The level's name, and at the right where it stands. */
function heading(label: string, path: string, width: number, fill: string): Part {
  const wide = widthOf(label, FACE.label) + 16;
  const name = line(label, { x: INSET, y: 0, width, face: FACE.label, fill });
  const where = line(path, {
    x: INSET + wide,
    y: 0,
    width: width - wide - 2 * INSET,
    face: FACE.small,
    fill: INK.muted,
  });
  return { svg: name.svg + where.svg, height: name.height, cut: where.cut };
}

interface Rows {
  readonly parts: readonly Part[];
  readonly arrivals: ReadonlyMap<Part, readonly Arrival[]>;
}

function rowsOf(fields: readonly LevelField[], width: number, level: 'pod' | 'container'): Rows {
  const rows = fields.slice(0, MOST_FIELDS).map((field) => fieldRow(field, width, level));
  const others = fields.slice(MOST_FIELDS).map(({ name }) => name);
  const names = paragraph(`Not drawn here: ${others.join(', ')}`, {
    x: INDENT,
    width: width - INDENT - MARGIN,
    face: FACE.small,
    fill: INK.doubt,
    most: 4,
  });
  return {
    parts: others.length === 0 ? rows : [...rows, names],
    arrivals: new Map<Part, readonly Arrival[]>(rows.map((row) => [row, row.arrivals])),
  };
}

function faultParts({ told: faults, more }: Faults, width: number): readonly Part[] {
  const words = `and ${more} more faults here: see the answer in words`;
  const room = width - INDENT - MARGIN;
  return [
    ...faults.map((fault) => faultRow(fault, width)),
    ...(more === 0
      ? []
      : [paragraph(words, { x: INDENT, width: room, face: FACE.small, fill: INK.bad, most: 2 })]),
  ];
}

/** Who the process is, on a plate: the answer that everything above leads to. */
function plate({ user, uid, gid, groups }: Identity, width: number): Part {
  const wide = width - 2 * INSET;
  const cells =
    gid === null || groups === null
      ? [{ label: `runs as ${user}`, value: uid, part: 1 }]
      : [
          { label: `runs as ${user}`, value: uid, part: 0.3 },
          { label: 'GID', value: gid, part: 0.28 },
          { label: 'groups', value: groups, part: 0.42 },
        ];
  let x = 14;
  const drawn = cells.map(({ label, value, part }) => {
    const room = part * (wide - 14);
    const cell = stacked([
      line(label, { x, y: 0, width: room - 10, face: FACE.small, fill: INK.muted }),
      cellValue(value, x, room - 14),
    ]);
    x += room;
    return cell;
  });
  const height = Math.max(...drawn.map((each) => each.height)) + 20;
  const svg =
    box(0, 0, wide, height, GROUND.plate, 10) + drawn.map((each) => shifted(0, 8, each.svg)).join('');
  return { svg: shifted(INSET, 0, svg), height, cut: drawn.some(({ cut }) => cut) };
}

/** As large as it fits on one line, else in small lines. */
function cellValue(value: string, x: number, width: number): Part {
  const large = { size: 31, bold: true };
  const face = widthOf(value, large) <= width ? large : FACE.label;
  return paragraph(value, { x, width, face, most: 4 });
}
