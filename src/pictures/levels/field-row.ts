import { INK } from '../kit/ink.ts';
import { widthOf, wrapped } from '../kit/measure.ts';
import { baseOf, FACE, line, type Part, paragraph, stepOf } from '../kit/page.ts';
import { told } from '../kit/told.ts';
import { box, shifted, text } from '../svg.ts';
import type { Fault, LevelField } from './levels.ts';
import { levelMark } from './marks.ts';

/** From the left edge of a box to its text; the mark stands before it. */
export const INDENT = 48;
/** From the text to the right edge of a box. */
export const MARGIN = 18;
const VALUE_LINES = 3;
const FAULT_LINES = 3;

/** What comes from the level above at some height: it arrives, or another value wins over it. */
export interface Arrival {
  readonly y: number;
  readonly how: 'inherited' | 'overridden';
}

/** A field of a box, and what of it comes from above. */
export interface FieldRow extends Part {
  readonly arrivals: readonly Arrival[];
}

/** A field at its own level (`pod` in the pod's box), as `name: value`, where it stands, and what it won over. */
export function fieldRow(field: LevelField, width: number, level: 'pod' | 'container'): FieldRow {
  const { name, value, unknown, source, lost } = field;
  const room = width - INDENT - MARGIN;
  const label = `${name}:`;
  const after = widthOf(label, FACE.body) + 12;
  const place = placeOf(field, level);
  const placeWidth = widthOf(place, FACE.small);
  const fill = unknown ? INK.doubt : INK.text;
  const shown = unknown ? `? ${value}` : value;
  const alone = widthOf(shown, FACE.strong);
  const beside = after + alone <= room;
  const parts: string[] = [];
  const first = line(label, { x: INDENT, y: 0, width: room, face: FACE.body, fill: INK.muted });
  parts.push(first.svg);
  let { height, cut } = first;
  if (beside) {
    parts.push(text(INDENT + after, baseOf(FACE.body), shown, { ...FACE.strong, fill }));
  } else {
    const below = paragraph(shown, { x: INDENT, width: room, face: FACE.strong, fill, most: VALUE_LINES });
    parts.push(shifted(0, height, below.svg));
    height += below.height;
    cut ||= below.cut;
  }
  const sameLine = beside && after + alone + 18 + placeWidth <= room;
  if (place === '') {
    // Nobody says where it stands: nothing to add to the value.
  } else if (sameLine) {
    const at = { ...FACE.small, fill: INK.muted, anchor: 'end' } as const;
    parts.push(text(width - MARGIN, baseOf(FACE.body), place, at));
  } else {
    const below = line(place, { x: INDENT, y: height - 4, width: room, face: FACE.small, fill: INK.muted });
    parts.push(below.svg);
    height += below.height - 4;
  }
  if (source !== 'pod' || level === 'pod') parts.push(levelMark(source, 26, stepOf(FACE.body) / 2));
  const arrivals: Arrival[] = [];
  if (source === 'pod' && level === 'container')
    arrivals.push({ y: stepOf(FACE.body) / 2, how: 'inherited' });
  if (lost !== undefined) {
    const struck = lostLine(lost, room);
    parts.push(shifted(0, height + 4, struck.svg));
    if (lost.source === 'pod') arrivals.push({ y: height + 4 + stepOf(FACE.small) / 2, how: 'overridden' });
    height += struck.height + 4;
    cut ||= struck.cut;
  }
  return { svg: parts.join(''), height, cut, arrivals };
}

/** Where a value stands, or who else decides it. */
function placeOf({ source, line: at }: LevelField, level: 'pod' | 'container'): string {
  const where = at === undefined ? '' : `line ${at}`;
  if (source === 'pod') return level === 'pod' ? where : `from pod, ${where}`;
  if (source === 'container') return `here, ${where}`;
  if (source === 'annotation') return `annotation, ${where}`;
  return source === 'default' ? 'no USER in the image' : '';
}

/** The value that lost, struck through, and whose it is. */
function lostLine(lost: NonNullable<LevelField['lost']>, room: number): Part {
  const whose = ` ${lost.source === 'pod' ? 'pod’s' : lost.source}, line ${lost.line}: overridden`;
  const left = room - widthOf(whose, FACE.small) - 8;
  const { lines, cut } = wrapped(lost.value, left, FACE.small, 1);
  const value = lines[0] ?? '';
  const wide = widthOf(value, FACE.small);
  const base = baseOf(FACE.small);
  const svg = [
    text(INDENT, base, value, { ...FACE.small, fill: INK.muted }),
    box(INDENT - 4, base - 9, wide + 8, 3, INK.bad),
    text(INDENT + wide + 8, base, whose, { ...FACE.small, fill: INK.bad }),
  ];
  return { svg: svg.join(''), height: stepOf(FACE.small), cut };
}

/** A field that cannot stand at its level, or not with its value: crossed, with the reason. */
export function faultRow({ name, line: at, sign, words, misplaced }: Fault, width: number): Part {
  const room = width - INDENT - MARGIN;
  const place = at === undefined ? '' : `line ${at}`;
  const head = told({ sign, words: name }, { x: 14, width: room - 90, face: FACE.strong, most: 1 });
  const wide = Math.min(widthOf(name, FACE.strong), room - 124);
  const why = paragraph(words, { x: INDENT, width: room, face: FACE.small, most: FAULT_LINES });
  const svg = [
    head.svg,
    misplaced ? box(INDENT - 4, baseOf(FACE.body) - 10, wide + 8, 3, INK.bad) : '',
    text(width - MARGIN, baseOf(FACE.body), place, { ...FACE.small, fill: INK.muted, anchor: 'end' }),
    shifted(0, head.height - 2, why.svg),
  ];
  return { svg: svg.join(''), height: head.height - 2 + why.height, cut: head.cut || why.cut };
}
