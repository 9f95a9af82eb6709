import { axisTop, gridLines } from './axis.ts';
import { count, dateOf } from './figures.ts';
import type { LearnerProgress } from './learner-progress.ts';
import { box, heading, type Panel, text } from './svg.ts';
import { COLOUR, INNER, SIZE } from './theme.ts';

const PLOT = 140;
/** A date under every so many days. */
const EVERY = 7;
/** The width of a date. */
const DATE = 115;

/** Cards that fall due on each of the next days; today, with everything overdue, in a colour of its own. */
export function forecast({ today, forecast: due }: LearnerProgress): Panel {
  const days = Math.max(1, due.length);
  const total = due.reduce((sum, cards) => sum + cards, 0);
  const figures = total === 0 ? 'nothing' : `${count(due[0] ?? 0)} today · ${count(total)} in all`;
  const parts = [heading(`Due in ${days} days`, figures)];
  if (total === 0) {
    parts.push(text(0, SIZE.heading + 26, 'Nothing is due. Learn new cards with /review.'));
    return { svg: parts.join(''), height: SIZE.heading + 38 };
  }
  const bottom = SIZE.heading + PLOT;
  const width = INNER - SIZE.axis;
  const slot = width / days;
  const top = axisTop(Math.max(...due));
  parts.push(gridLines(top, SIZE.heading, PLOT));
  for (const [ahead, cards] of due.entries()) {
    const x = SIZE.axis + ahead * slot;
    // A single card among thousands is still seen.
    const high = cards === 0 ? 0 : Math.max(4, (PLOT * cards) / top);
    parts.push(box(x + 3, bottom - high, slot - 6, high, ahead === 0 ? COLOUR.mark : COLOUR.bar, 4));
    if (ahead % EVERY === 0) {
      const [label, fill] = ahead === 0 ? ['today', COLOUR.mark] : [dateOf(today + ahead), COLOUR.muted];
      // The last date would run out of the picture, so it ends at its edge.
      const anchor = x + DATE > INNER ? 'end' : 'start';
      parts.push(
        text(anchor === 'end' ? INNER : x + 3, bottom + 38, label, { size: SIZE.small, fill, anchor }),
      );
    }
  }
  return { svg: parts.join(''), height: bottom + 46 };
}
