import { count } from './figures.ts';
import { rule, text } from './svg.ts';
import { INNER, SIZE } from './theme.ts';

/** The next even round number (2, 4, 6, 10, 20, 40, …), so that its half is a whole number too. */
export function axisTop(most: number): number {
  for (let scale = 1; ; scale *= 10) {
    const found = [2, 4, 6, 10].find((step) => step * scale >= most);
    if (found !== undefined) return found * scale;
  }
}

/** Lines at nothing, half and `top`, each with its number at the left. */
export function gridLines(top: number, y: number, height: number): string {
  return [0, top / 2, top]
    .map((value) => {
      const at = y + height - (height * value) / top;
      return axisLine(at, count(value));
    })
    .join('');
}

/** A line over the width of a chart, with what it stands for at the left. */
export function axisLine(y: number, label: string): string {
  return (
    rule(SIZE.axis, y, INNER - SIZE.axis) +
    text(SIZE.axis - 16, y + 10, label, { size: SIZE.small, anchor: 'end' })
  );
}
