import { STATES } from './card-states.ts';
import { count, counted, dateOf, monthName, trueRetention } from './figures.ts';
import { activityOf, WEEKS } from './heat-map.ts';
import type { LearnerProgress } from './learner-progress.ts';
import { ALT_MAX } from './picture.ts';
import { monthsOf } from './retention.ts';

/** What the picture shows, in sentences for a screen reader; at most {@link ALT_MAX} characters. */
export function altText(progress: LearnerProgress): string {
  const words = [reviews(progress), due(progress), retained(progress), cards(progress)].join(' ');
  return words.length <= ALT_MAX ? words : `${words.slice(0, ALT_MAX - 1)}…`;
}

function reviews(progress: LearnerProgress): string {
  const { total, answered, busiest } = activityOf(progress);
  if (busiest === undefined) return `Reviews in the last ${WEEKS} weeks: none.`;
  const most = `most on ${dateOf(busiest.day, true)}: ${count(busiest.answered)}`;
  const today = `today: ${count(answered.get(progress.today) ?? 0)}`;
  return `Reviews in the last ${WEEKS} weeks: ${count(total)} on ${counted(answered.size, 'day')}; ${most}; ${today}.`;
}

/** Each of the next seven days, and every week after them as one figure. */
function due({ today, forecast }: LearnerProgress): string {
  const total = sum(forecast);
  if (total === 0) return `Due in the next ${forecast.length} days: nothing.`;
  const first = forecast.slice(1, 7).map(count).join(', ');
  const weeks: string[] = [];
  for (let from = 7; from < forecast.length; from += 7) {
    const until = Math.min(from + 7, forecast.length);
    weeks.push(
      `${dateOf(today + from)} to ${dateOf(today + until - 1)}: ${count(sum(forecast.slice(from, until)))}`,
    );
  }
  const next = first === '' ? '' : `; the six days after: ${first}`;
  const later = weeks.length === 0 ? '' : `; ${weeks.join('; ')}`;
  return `Due in the next ${forecast.length} days: ${count(total)}; today: ${count(forecast[0] ?? 0)}${next}${later}.`;
}

function retained(progress: LearnerProgress): string {
  const months = monthsOf(progress);
  const goal = `goal ${Math.round(100 * progress.desiredRetention)} %`;
  const recent = trueRetention(progress.recent);
  const lately = recent === undefined ? '' : ` in the last 30 days: ${recent} %`;
  if (months.length === 0) return `True retention${lately || ': no reviews of learned cards yet'} (${goal}).`;
  const years = new Set<number>();
  const list = months.map(({ index, percent }) => {
    const year = Math.floor(index / 12);
    const named = years.has(year) ? '' : ` ${year}`;
    years.add(year);
    return `${monthName(index % 12)}${named} ${percent} %`;
  });
  return `True retention${lately} (${goal}), by month: ${list.join(', ')}.`;
}

function cards({ cards: by }: LearnerProgress): string {
  const total = sum(STATES.map(({ state }) => by[state]));
  if (total === 0) return 'Cards: none yet.';
  const list = STATES.map(({ state, name }) => `${name.toLowerCase()} ${count(by[state])}`);
  return `Cards: ${count(total)}; ${list.join(', ')}.`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
