import { axisLine } from './axis.ts';
import { monthIndex, monthName, monthOfDay, trueRetention } from './figures.ts';
import type { LearnerProgress } from './learner-progress.ts';
import { heading, type Panel, pixel, rule, text } from './svg.ts';
import { COLOUR, INNER, SIZE } from './theme.ts';

const MONTHS = 12;
/** One month alone does not stand in a chart for twelve. */
const LEAST_SLOTS = 6;
const PLOT = 130;
/** Above the line for 100 %, for the figure of a month that reaches it. */
const HEADROOM = 34;

/** A month of the chart: months since year 0, and its true retention in per cent. */
interface Month {
  readonly index: number;
  readonly percent: number;
}

/** The months with reviews of learned cards, of the last twelve, oldest first. */
export function monthsOf({ today, retention }: LearnerProgress): readonly Month[] {
  const current = monthOfDay(today);
  return retention.flatMap((one) => {
    const percent = trueRetention(one);
    const index = monthIndex(one.month);
    return percent === undefined || index > current || index <= current - MONTHS ? [] : [{ index, percent }];
  });
}

/** True retention by month as dots, joined where months follow each other, with the learner's goal as a dashed line. */
export function retention(progress: LearnerProgress): Panel {
  const months = monthsOf(progress);
  const goal = Math.round(100 * progress.desiredRetention);
  const recent = trueRetention(progress.recent);
  const [first] = months;
  if (first === undefined) {
    const words = [
      heading('True retention', 'none yet'),
      text(0, SIZE.heading + 26, 'Shown after your first reviews of cards you have learned:'),
      text(0, SIZE.heading + 70, 'how many of them you still knew when they came back.'),
    ];
    return { svg: words.join(''), height: SIZE.heading + 82 };
  }
  const lately = recent === undefined ? 'none in 30 days' : `${recent} % in 30 days`;
  const parts = [heading('True retention', `${lately} · `, `┄┄ goal ${goal} %`)];
  const top = SIZE.heading + HEADROOM;
  const lowest = Math.min(goal, ...months.map(({ percent }) => percent));
  const floor = Math.max(0, Math.min(80, 10 * Math.floor((lowest - 5) / 10)));
  const height = (percent: number): number => top + (PLOT * (100 - percent)) / (100 - floor);
  const last = monthOfDay(progress.today);
  const slot = (INNER - SIZE.axis) / Math.max(LEAST_SLOTS, last - first.index + 1);
  const place = (index: number): number => SIZE.axis + (index - first.index + 0.5) * slot;

  parts.push(axisLine(height(100), '100 %'), axisLine(height(floor), `${floor} %`));
  parts.push(rule(SIZE.axis, height(goal), INNER - SIZE.axis, COLOUR.mark, '9 9'));
  parts.push(line(months.map(({ index, percent }) => ({ index, x: place(index), y: height(percent) }))));
  for (let index = first.index; index <= last; index += 1)
    parts.push(
      text(place(index), top + PLOT + 40, monthName(index % 12), { size: SIZE.small, anchor: 'middle' }),
    );
  for (const { index, percent } of months) {
    const [x, y] = [place(index), height(percent)];
    parts.push(`<circle cx="${pixel(x)}" cy="${pixel(y)}" r="9" fill="${COLOUR.bar}"/>`);
    parts.push(
      text(x, y - 18, String(percent), { fill: COLOUR.text, bold: true, anchor: 'middle', halo: true }),
    );
  }
  return { svg: parts.join(''), height: top + PLOT + 46 };
}

/** Joins neighbouring months; a month without reviews leaves a gap. */
function line(points: readonly { readonly index: number; readonly x: number; readonly y: number }[]): string {
  const path = points
    .map(({ index, x, y }, at) => {
      const joined = at > 0 && points[at - 1]?.index === index - 1;
      return `${joined ? 'L' : 'M'}${pixel(x)} ${pixel(y)}`;
    })
    .join('');
  return `<path d="${path}" fill="none" stroke="${COLOUR.bar}" stroke-width="5" stroke-linejoin="round"/>`;
}
