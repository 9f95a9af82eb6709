import { count, counted } from './figures.ts';
import type { LearnerProgress } from './learner-progress.ts';
import { box, heading, type Panel, text } from './svg.ts';
import { COLOUR, INNER, SIZE } from './theme.ts';

/** The states in the order a card goes through them, as they are named and coloured. */
export const STATES = [
  { state: 'learning', name: 'Learning', colour: COLOUR.learning },
  { state: 'young', name: 'Young', colour: COLOUR.young },
  { state: 'mature', name: 'Mature', colour: COLOUR.mature },
  { state: 'suspended', name: 'Suspended', colour: COLOUR.suspended },
] as const;

const BAR = 34;
const SPACE = 5;

/** One bar of all cards the learner has met, by state, with the number of each below it. */
export function cardStates({ cards }: LearnerProgress): Panel {
  const total = STATES.reduce((sum, { state }) => sum + cards[state], 0);
  const parts = [heading('Cards', total === 0 ? 'none yet' : `${counted(total, 'card')} met`)];
  const top = SIZE.heading + 4;
  if (total === 0) {
    parts.push(text(0, SIZE.heading + 26, 'Answer one with /review or /quiz, and it is counted here.'));
    return { svg: parts.join(''), height: SIZE.heading + 38 };
  }
  const shown = STATES.filter(({ state }) => cards[state] > 0);
  // The least a state may take, so that one card among thousands is still seen.
  const least = 8;
  const room = INNER - SPACE * (shown.length - 1) - least * shown.length;
  let x = 0;
  for (const { state, colour } of shown) {
    const width = least + (room * cards[state]) / total;
    parts.push(box(x, top, width, BAR, colour, 7));
    x += width + SPACE;
  }
  const slot = INNER / STATES.length;
  for (const [index, { state, name, colour }] of STATES.entries()) {
    const left = index * slot;
    parts.push(
      box(left, top + BAR + 30, 24, 24, colour, 6),
      text(left + 36, top + BAR + 53, name),
      text(left + 36, top + BAR + 97, count(cards[state]), {
        size: SIZE.title,
        fill: COLOUR.text,
        bold: true,
      }),
    );
  }
  return { svg: parts.join(''), height: top + BAR + 102 };
}
