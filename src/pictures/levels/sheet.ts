import { GROUND, INK, PAGE, ROOM } from '../kit/ink.ts';
import { FACE, line, type Part, page, paragraph, stacked } from '../kit/page.ts';
import { drawnSign, told } from '../kit/told.ts';
import { box, pixel, shifted } from '../svg.ts';
import { containerBox, containerBrief, type LevelBox, podBox } from './box.ts';
import type { Arrival } from './field-row.ts';
import { legend } from './legend.ts';
import type { ContainerBox, Levels, PodBox } from './levels.ts';
import { arrow } from './marks.ts';

/** Where the values of the pod run down beside the containers. */
const RAIL = 20;
const BOX = 52;
const BOX_WIDTH = ROOM - BOX;
/** Containers are drawn in full until the picture is this high, in pixels; the next in lines, the rest is counted. */
const FULL_HEIGHT = 4600;
const MOST_BOXES = 8;
const MOST_LINES = 12;
const MOST_PODS = 6;

/** What of a picture's room is taken. Mutable, one per picture. */
interface Taken {
  height: number;
  boxes: number;
  lines: number;
}

/** The two levels as SVG: each pod with its level, the containers below it, and what reaches them. */
export function levelsSheet({ notes, pods }: Levels): string {
  const taken: Taken = { height: 0, boxes: 0, lines: 0 };
  const noteAt = { x: 0, width: ROOM, face: FACE.small, most: 3 };
  const head = notes.map((note) => told(note, noteAt));
  const drawn: Part[] = [];
  for (const pod of pods.slice(0, MOST_PODS)) {
    if (drawn.length > 0 && taken.height > FULL_HEIGHT) break;
    drawn.push(podPart(pod, taken));
  }
  const left = pods.length - drawn.length;
  const more =
    left === 0
      ? []
      : [leftOut(`${left} more ${left === 1 ? 'pod is' : 'pods are'} not drawn: see the answer in words.`)];
  const body = stacked([...(head.length === 0 ? [] : [stacked(head, 4)]), ...drawn, ...more], 40);
  return page([body, legend(pods, body.cut)], PAGE.gap);
}

function leftOut(words: string): Part {
  return told({ sign: 'doubt', words }, { x: 0, width: ROOM, face: FACE.strong, most: 2 });
}

function podPart(pod: PodBox, taken: Taken): Part {
  const top = stacked(
    [
      stacked([
        line(pod.title, { x: 0, y: 0, width: ROOM, face: FACE.title }),
        line(pod.place, { x: 0, y: 0, width: ROOM, face: FACE.small, fill: INK.muted }),
      ]),
      ...pod.told.map((each) => told(each, { x: 0, width: ROOM, face: FACE.strong, most: 4 })),
      ...pod.reasons.map((each) => told(each, { x: 0, width: ROOM, face: FACE.small, most: 4 })),
      podBox(pod, ROOM),
    ],
    12,
  );
  taken.height += top.height;
  const boxes: LevelBox[] = [];
  const briefs: Part[] = [];
  for (const container of pod.containers) {
    const next = briefs.length > 0 ? undefined : roomFor(container, taken);
    if (next !== undefined) boxes.push(next);
    else if (taken.lines < MOST_LINES) {
      const brief = containerBrief(container, ROOM);
      briefs.push(brief);
      taken.lines += 1;
      taken.height += brief.height;
    } else break;
  }
  const left = pod.containers.length - boxes.length - briefs.length;
  const lower = [
    ...(pod.containers.length === 0 ? [leftOut('No container of it could be read.')] : []),
    ...(briefs.length === 0 ? [] : [stacked([leftOut('In short, for want of room:'), ...briefs], 14)]),
    ...(left === 0
      ? []
      : [
          leftOut(
            `${left} more ${left === 1 ? 'container is' : 'containers are'} not drawn: see the answer in words.`,
          ),
        ]),
    ...(pod.left.length === 0 ? [] : [elsewhere(pod)]),
  ];
  const railed = withRail(boxes);
  return stacked([{ ...stacked([top, railed]), cut: top.cut || railed.cut }, ...lower], PAGE.gap);
}

/** The box of a container where there is room for it; always for the first. */
function roomFor(container: ContainerBox, taken: Taken): LevelBox | undefined {
  if (taken.boxes >= MOST_BOXES) return undefined;
  const drawn = containerBox(container, BOX_WIDTH);
  if (taken.boxes > 0 && taken.height + drawn.height > FULL_HEIGHT) return undefined;
  taken.boxes += 1;
  taken.height += drawn.height + PAGE.gap;
  return drawn;
}

/** What no box names. */
function elsewhere({ left, containers }: PodBox): Part {
  const where =
    containers.length > 1 ? 'Where a box does not name them, set at neither level' : 'Set at neither level';
  return paragraph(`${where}: ${left.join(', ')}`, {
    x: 0,
    width: ROOM,
    face: FACE.small,
    fill: INK.muted,
    most: 6,
  });
}

/** The boxes one below the other, and the line that brings them what the pod's level says. */
function withRail(boxes: readonly LevelBox[]): Part {
  let y = PAGE.gap;
  const drawn: string[] = [];
  const arrivals: Arrival[] = [];
  for (const each of boxes) {
    drawn.push(shifted(BOX, y, each.svg));
    for (const arrival of each.arrivals) arrivals.push({ ...arrival, y: y + arrival.y });
    y += each.height + PAGE.gap;
  }
  const last = arrivals.at(-1)?.y;
  const rail = last === undefined ? '' : box(RAIL - 2, -2, 4, last + 4, INK.pod);
  return {
    svg: rail + drawn.join('') + arrivals.map(branch).join(''),
    height: boxes.length === 0 ? 0 : y - PAGE.gap,
    cut: boxes.some(({ cut }) => cut),
  };
}

/** An arrow into the box, or a broken one that a cross stops at its edge. */
function branch({ y, how }: Arrival): string {
  if (how === 'inherited') return arrow(RAIL, BOX + 38, y);
  const stop = BOX + 26;
  return [
    `<path d="M${RAIL} ${pixel(y)}H${stop - 12}" stroke="${INK.pod}" stroke-width="4" stroke-dasharray="7 5"/>`,
    `<circle cx="${stop}" cy="${pixel(y)}" r="13" fill="${GROUND.box}"/>`,
    drawnSign('bad', stop, y),
  ].join('');
}
