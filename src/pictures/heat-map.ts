import { DAY } from '../study/schedule/day.ts';
import { count, dateOf, monthName } from './figures.ts';
import type { LearnerProgress } from './learner-progress.ts';
import { box, heading, type Panel, pixel, text } from './svg.ts';
import { COLOUR, INNER, SIZE } from './theme.ts';

/** Half a year: a whole one would leave a phone three pixels a day. */
export const WEEKS = 26;

const LEFT = 76;
const STEP = (INNER - LEFT) / WEEKS;
const CELL = STEP - 5;
const MONTHS_HEIGHT = 40;
const LEGEND_HEIGHT = 58;
/** What fits beside a square of the legend. */
const LEGEND_CHARACTERS = 5;

/** The answers of the weeks shown, and what is to be said of them. */
export interface Activity {
  readonly firstDay: number;
  readonly answered: ReadonlyMap<number, number>;
  readonly total: number;
  readonly busiest: { readonly day: number; readonly answered: number } | undefined;
}

/** The last {@link WEEKS} weeks, the current one included; weeks begin on Monday. */
export function activityOf({ today, days }: LearnerProgress): Activity {
  const firstDay = today - weekday(today) - 7 * (WEEKS - 1);
  const shown = days.filter(({ day, answered }) => day >= firstDay && day <= today && answered > 0);
  const busiest = shown.reduce<(typeof shown)[number] | undefined>(
    (most, one) => (most === undefined || one.answered > most.answered ? one : most),
    undefined,
  );
  return {
    firstDay,
    answered: new Map(shown.map(({ day, answered }) => [day, answered])),
    total: shown.reduce((sum, { answered }) => sum + answered, 0),
    busiest,
  };
}

/** A calendar of the last half year, a column a week, the lighter the more was answered; today has a frame. */
export function heatMap(progress: LearnerProgress): Panel {
  const { today } = progress;
  const activity = activityOf(progress);
  const { firstDay, answered, total, busiest } = activity;
  const steps = thresholds([...answered.values()]);
  const top = SIZE.heading + MONTHS_HEIGHT;
  const parts = [heading('Reviews', summary(total, busiest)), months(firstDay, today)];
  for (const [row, name] of [
    [0, 'Mon'],
    [2, 'Wed'],
    [4, 'Fri'],
  ] as const)
    parts.push(text(0, top + row * STEP + CELL - 5, name, { size: SIZE.small }));
  for (let day = firstDay; day <= today; day += 1) {
    const x = LEFT + Math.floor((day - firstDay) / 7) * STEP;
    const y = top + weekday(day) * STEP;
    parts.push(box(x, y, CELL, CELL, shade(answered.get(day) ?? 0, steps), 7));
    if (day === today) parts.push(frame(x, y));
  }
  const bottom = top + 7 * STEP;
  parts.push(legend(bottom + 12, steps));
  return { svg: parts.join(''), height: bottom + LEGEND_HEIGHT };
}

function summary(total: number, busiest: Activity['busiest']): string {
  if (busiest === undefined) return `none in the last ${WEEKS} weeks`;
  return `${count(total)} in ${WEEKS} weeks · most ${count(busiest.answered)}, ${dateOf(busiest.day)}`;
}

/** A month's name stands over the week of its first day; one that would run into the next is left out. */
function months(firstDay: number, today: number): string {
  const starts = [{ column: 0, month: monthOf(firstDay) }];
  for (let day = firstDay; day <= today; day += 1) {
    if (new Date(day * DAY).getUTCDate() !== 1) continue;
    starts.push({ column: Math.floor((day - firstDay) / 7), month: monthOf(day) });
  }
  return starts
    .filter(({ column }, index) => (starts[index + 1]?.column ?? WEEKS) - column >= 2)
    .map(({ column, month }) =>
      text(LEFT + column * STEP, SIZE.heading + 27, monthName(month), { size: SIZE.small }),
    )
    .join('');
}

function monthOf(day: number): number {
  return new Date(day * DAY).getUTCMonth();
}

/** Upper ends of all steps but the last: quarters of a busy day, which one day in ten exceeds. */
function thresholds(counts: readonly number[]): readonly number[] {
  const sorted = [...counts].sort((a, b) => a - b);
  const busy = sorted[Math.ceil(sorted.length * 0.9) - 1] ?? 0;
  const steps = COLOUR.heat.length;
  return Array.from({ length: steps - 1 }, (_, index) =>
    Math.max(index + 1, Math.ceil((busy * (index + 1)) / steps)),
  );
}

function shade(answered: number, steps: readonly number[]): string {
  if (answered === 0) return COLOUR.empty;
  const step = steps.findIndex((end) => answered <= end);
  return COLOUR.heat[step === -1 ? COLOUR.heat.length - 1 : step] ?? COLOUR.empty;
}

function legend(y: number, steps: readonly number[]): string {
  const words = ['0'];
  for (const [index, end] of steps.entries()) {
    const start = (steps[index - 1] ?? 0) + 1;
    const both = `${count(start)}–${count(end)}`;
    if (start === end) words.push(count(end));
    else words.push(both.length <= LEGEND_CHARACTERS ? both : `≤${count(end)}`);
  }
  words.push(`${count((steps.at(-1) ?? 0) + 1)}+`);
  const colours = [COLOUR.empty, ...COLOUR.heat];
  const slot = (INNER - LEFT) / (colours.length + 1);
  const entry = (index: number, square: string, name: string): string =>
    square + text(LEFT + index * slot + STEP + 8, y + CELL - 2, name);
  const entries = colours.map((colour, index) =>
    entry(index, box(LEFT + index * slot, y + 4, CELL, CELL, colour, 7), words[index] ?? ''),
  );
  return [...entries, entry(colours.length, frame(LEFT + colours.length * slot, y + 4), 'today')].join('');
}

function frame(x: number, y: number): string {
  return `<rect x="${pixel(x - 2)}" y="${pixel(y - 2)}" width="${pixel(CELL + 4)}" height="${pixel(CELL + 4)}" rx="9" fill="none" stroke="${COLOUR.mark}" stroke-width="4"/>`;
}

/** 0 on Monday; 1 January 1970 was a Thursday. */
function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
