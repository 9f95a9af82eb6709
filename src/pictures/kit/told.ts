import { pixel, text } from '../svg.ts';
import { INK } from './ink.ts';
import type { Face } from './measure.ts';
import { baseOf, type Part, paragraph } from './page.ts';

/** What a sentence says, beside its words: it is so, it is refused, it is lost, nobody knows. */
export type Sign = 'good' | 'bad' | 'warning' | 'doubt';

/** A sentence with its sign. */
export interface Told {
  readonly sign: Sign;
  readonly words: string;
}

/** How each sign is drawn: never by its colour alone. */
const SIGNS: Readonly<Record<Sign, { readonly mark: string; readonly fill: string }>> = {
  good: { mark: '✓', fill: INK.good },
  bad: { mark: '✗', fill: INK.bad },
  warning: { mark: '⚠', fill: INK.doubt },
  doubt: { mark: '?', fill: INK.doubt },
};

/** Between the left edge of a sentence and its words, for the sign. */
const INDENT = 34;

/** A sentence behind its sign. */
export function told(
  { sign, words }: Told,
  at: { readonly x: number; readonly width: number; readonly face: Face; readonly most: number },
): Part {
  const { fill } = SIGNS[sign];
  const { svg, height, cut } = paragraph(words, {
    ...at,
    x: at.x + INDENT,
    width: at.width - INDENT,
    fill: at.face.bold === true ? fill : INK.text,
  });
  const middle = baseOf(at.face) - at.face.size * 0.36;
  return { svg: drawnSign(sign, at.x + 12, middle) + svg, height, cut };
}

/** A sign around a point, in strokes as thick as bold letters: a tick, a cross, else its character. */
export function drawnSign(sign: Sign, x: number, y: number): string {
  const { mark, fill } = SIGNS[sign];
  const stroke = `fill="none" stroke="${fill}" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"`;
  if (sign === 'good') return `<path d="M${pixel(x - 9)} ${pixel(y + 1)}l6 7l12 -15" ${stroke}/>`;
  if (sign === 'bad') return `<path d="M${pixel(x - 8)} ${pixel(y - 8)}l16 16m0 -16l-16 16" ${stroke}/>`;
  return text(x, y + 10, mark, { size: 27, bold: true, fill, anchor: 'middle' });
}

/** The colour of each sign. */
export const SIGN_INK: Readonly<Record<Sign, string>> = {
  good: SIGNS.good.fill,
  bad: SIGNS.bad.fill,
  warning: SIGNS.warning.fill,
  doubt: SIGNS.doubt.fill,
};
