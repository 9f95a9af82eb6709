import type { Source } from '../../manifest/explanation.ts';
import { INK } from '../kit/ink.ts';
import { box, pixel } from '../svg.ts';

/** Which level a value is from, as a shape around a point: a square where it is set, a ring where the image decides. */
export function levelMark(source: Source, x: number, y: number): string {
  if (source === 'pod') return box(x - 8, y - 8, 16, 16, INK.pod, 3);
  if (source === 'container') return box(x - 8, y - 8, 16, 16, INK.container, 3);
  if (source === 'annotation')
    return `<path d="M${pixel(x)} ${pixel(y - 11)}l11 11l-11 11l-11 -11z" fill="${INK.container}"/>`;
  return `<circle cx="${pixel(x)}" cy="${pixel(y)}" r="8" fill="none" stroke="${INK.image}" stroke-width="3" stroke-dasharray="4 3"/>`;
}

/** A value that is handed down: from one x to another. */
export function arrow(from: number, to: number, y: number): string {
  return `<path d="M${pixel(from)} ${pixel(y)}H${pixel(to - 12)}" stroke="${INK.pod}" stroke-width="4"/><path d="M${pixel(to)} ${pixel(y)}l-18 -10v20z" fill="${INK.pod}"/>`;
}
