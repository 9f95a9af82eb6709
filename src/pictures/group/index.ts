import { dateOf } from '../figures.ts';
import { GROUND, INK, PAGE, ROOM } from '../kit/ink.ts';
import { clipped, plain, widthOf } from '../kit/measure.ts';
import { FACE, line, type Part, page, paragraph, stacked } from '../kit/page.ts';
import { ALT_MAX, type Sheet } from '../picture.ts';
import { box, pixel, text } from '../svg.ts';

/** What a group remembers of a topic today and on the later day, in per cent. */
interface RememberedTopic {
  readonly topic: string;
  readonly now: number;
  readonly later: number;
}

/** What the picture shows. Days are whole days since 1970-01-01 on the group's calendar. */
export interface RememberedByGroup {
  readonly today: number;
  readonly later: number;
  /** The later day is that of the group's exam. */
  readonly exam: boolean;
  /** What loses most first, at least one. */
  readonly topics: readonly RememberedTopic[];
}

/** Topics that are drawn; the message tells of the rest. */
const MOST_DRAWN = 10;
const BAR = 24;
/** Right of a bar, for its figures. */
const FIGURES = 215;

/** The group's memory by topic: a bar as long as what it will know, and behind it what it knows today. */
export function groupSheet(memory: RememberedByGroup): Sheet {
  const shown = memory.topics.slice(0, MOST_DRAWN);
  const title = line('What the group remembers', { x: 0, y: 0, width: ROOM, face: FACE.title });
  const parts = [title, lead(memory), legend(memory), ...shown.map(bar)];
  return { svg: page([stacked(parts, 14)], PAGE.gap), alt: altOf(memory, shown) };
}

/** `12 days to go`, `1 day to go` */
function daysToGo({ today, later }: RememberedByGroup): string {
  const days = later - today;
  return `${days} ${days === 1 ? 'day' : 'days'} to go`;
}

function leadText(memory: RememberedByGroup): string {
  const day = dateOf(memory.later, true);
  return memory.exam
    ? `Exam on ${day}: ${daysToGo(memory)}`
    : `Today, and on ${day} if nobody reviews until then`;
}

function lead(memory: RememberedByGroup): Part {
  return paragraph(leadText(memory), {
    x: 0,
    width: ROOM,
    face: FACE.strong,
    fill: memory.exam ? INK.doubt : INK.text,
    most: 2,
  });
}

/** What the two lengths of a bar are; told by words and by pattern, not by colour alone. */
function legend({ later, exam }: RememberedByGroup): Part {
  const first = 'known today';
  const second = exam
    ? `on ${dateOf(later)} if nobody reviews until then`
    : `still known on ${dateOf(later)}`;
  const y = 21;
  const next = 34 + widthOf(first, FACE.small) + 30;
  const svg = [
    outline(0, 4, 24, 20),
    text(34, y, first, { ...FACE.small, fill: INK.muted }),
    box(next, 4, 24, 20, INK.good, 5),
    text(next + 34, y, second, { ...FACE.small, fill: INK.muted }),
  ];
  return { svg: svg.join(''), height: PAGE.smallLine, cut: false };
}

function bar({ topic, now, later }: RememberedTopic): Part {
  const width = ROOM - FIGURES;
  const top = PAGE.line + 4;
  const svg = [
    text(0, PAGE.line - 9, clipped(plain(topic), ROOM, FACE.body), { ...FACE.body, fill: INK.text }),
    box(0, top, width, BAR, GROUND.box, 6),
    outline(0, top, (width * now) / 100, BAR),
    box(0, top, (width * later) / 100, BAR, INK.good, 6),
    text(ROOM, top + 21, figures({ now, later }), { ...FACE.strong, fill: INK.text, anchor: 'end' }),
  ];
  return { svg: svg.join(''), height: top + BAR + 4, cut: false };
}

function figures({ now, later }: Pick<RememberedTopic, 'now' | 'later'>): string {
  return now === later ? `${now} %` : `${now} % → ${later} %`;
}

/** A frame with a dark ground: what is known today, where it is not covered by what is still known later. */
function outline(x: number, y: number, width: number, height: number): string {
  if (width <= 3) return '';
  return `<rect x="${pixel(x + 1.5)}" y="${pixel(y + 1.5)}" width="${pixel(width - 3)}" height="${pixel(height - 3)}" rx="5" fill="${GROUND.line}" stroke="${INK.doubt}" stroke-width="3"/>`;
}

function altOf(memory: RememberedByGroup, shown: readonly RememberedTopic[]): string {
  const listed = shown.map(({ topic, now, later }) => `${plain(topic)} ${now} %, then ${later} %`);
  const alt = `What the group remembers. ${leadText(memory)}. Each topic today and on that day if nobody reviews, what loses most first: ${listed.join('; ')}.`;
  return alt.length <= ALT_MAX ? alt : `${alt.slice(0, ALT_MAX - 1)}…`;
}
