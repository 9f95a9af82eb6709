import { cardStates } from './card-states.ts';
import { forecast } from './forecast.ts';
import { heatMap } from './heat-map.ts';
import type { LearnerProgress } from './learner-progress.ts';
import { retention } from './retention.ts';
import { box, shifted } from './svg.ts';
import { COLOUR, SIZE } from './theme.ts';

/** The picture as SVG: its parts one below the other on a dark card, as high as they need. */
export function progressSheet(progress: LearnerProgress): string {
  let y = SIZE.padding - 6;
  const parts: string[] = [];
  for (const part of [heatMap, forecast, retention, cardStates]) {
    const { svg, height } = part(progress);
    parts.push(shifted(SIZE.padding, y, svg));
    y += height + SIZE.gap;
  }
  const height = Math.ceil(y - SIZE.gap + SIZE.padding);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE.width}" height="${height}" viewBox="0 0 ${SIZE.width} ${height}" font-family="DejaVu Sans">`,
    box(0, 0, SIZE.width, height, COLOUR.card, SIZE.corner),
    ...parts,
    '</svg>',
  ].join('\n');
}
