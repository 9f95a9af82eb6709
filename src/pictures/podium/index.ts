import { GROUND, INK, PAGE, ROOM } from '../kit/ink.ts';
import { clipped, plain } from '../kit/measure.ts';
import { FACE, line, type Part, page } from '../kit/page.ts';
import { ALT_MAX, type Sheet } from '../picture.ts';
import { box, shifted, text } from '../svg.ts';

/** One step of a podium. */
export interface Step {
  /** Equal points share one. */
  readonly rank: number;
  readonly name: string;
  readonly points: number;
}

/** Heights of the steps by rank, in pixels. */
const HEIGHT: Readonly<Record<number, number>> = { 1: 170, 2: 120, 3: 80 };
/** The ground of each rank and what is written on it; the rank stands there as a number too. */
const COLOUR: Readonly<Record<number, string>> = { 1: INK.doubt, 2: INK.muted, 3: INK.container };
const GAP = 14;
const ABOVE = 74;

/** The three best of a match on a podium, the best in the middle. With fewer there are fewer steps. */
export function podiumSheet(steps: readonly Step[]): Sheet {
  const shown = steps.slice(0, 3);
  const title = line('The podium', { x: 0, y: 0, width: ROOM, face: FACE.title });
  return { svg: page([title, stepsOf(shown)], PAGE.gap), alt: altOf(shown) };
}

function stepsOf(steps: readonly Step[]): Part {
  // Second, first, third from left to right.
  const [first, second, third] = steps;
  const placed = [second, first, third].filter((step) => step !== undefined);
  const width = (ROOM - 2 * GAP) / 3;
  const left = (ROOM - placed.length * width - (placed.length - 1) * GAP) / 2;
  const base = ABOVE + (HEIGHT[1] ?? 0);
  const drawn = placed.map((step, index) =>
    shifted(left + index * (width + GAP), 0, stepOf(step, width, base)),
  );
  const floor = box(0, base, ROOM, 6, GROUND.line, 3);
  return { svg: drawn.join('') + floor, height: base + 6, cut: false };
}

function stepOf({ rank, name, points }: Step, width: number, base: number): string {
  const height = HEIGHT[rank] ?? 80;
  const top = base - height;
  const middle = width / 2;
  const shown = clipped(plain(name), width - 8, FACE.strong);
  return [
    text(middle, top - 42, shown, { ...FACE.strong, fill: INK.text, anchor: 'middle' }),
    text(middle, top - 12, `${points} ${points === 1 ? 'point' : 'points'}`, {
      ...FACE.small,
      fill: INK.muted,
      anchor: 'middle',
    }),
    box(0, top, width, height, COLOUR[rank] ?? INK.muted, 8),
    text(middle, top + 54, String(rank), { size: 44, bold: true, fill: GROUND.plate, anchor: 'middle' }),
  ].join('');
}

function altOf(steps: readonly Step[]): string {
  const places = steps.map(
    ({ rank, name, points }) => `${rank}: ${plain(name)} with ${points} ${points === 1 ? 'point' : 'points'}`,
  );
  const alt = `The podium. ${places.join('; ')}.`;
  return alt.length <= ALT_MAX ? alt : `${alt.slice(0, ALT_MAX - 1)}…`;
}
