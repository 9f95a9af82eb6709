import { box, type Panel, pixel, shifted, text } from '../svg.ts';
import { GROUND, INK, PAGE, ROOM } from './ink.ts';
import { clipped, type Face, wrapped } from './measure.ts';

/** A part of a picture; `cut`: something of it was too long to be drawn whole. */
export interface Part extends Panel {
  readonly cut: boolean;
}

/** The faces that pictures are written in. */
export const FACE = {
  title: { size: PAGE.title, bold: true },
  name: { size: 29, bold: true },
  body: { size: PAGE.body },
  strong: { size: PAGE.body, bold: true },
  small: { size: PAGE.small },
  label: { size: PAGE.small, bold: true },
} as const satisfies Readonly<Record<string, Face>>;

/** Where a paragraph goes and how it looks. */
export interface Paragraph {
  readonly x: number;
  readonly width: number;
  readonly face: Face;
  readonly fill?: string;
  /** At most so many lines. */
  readonly most: number;
}

/** A text broken into lines, from its own top. */
export function paragraph(content: string, { x, width, face, fill = INK.text, most }: Paragraph): Part {
  const { lines, cut } = wrapped(content, width, face, most);
  const step = stepOf(face);
  const svg = lines.map((line, index) => text(x, index * step + baseOf(face), line, { ...face, fill }));
  return { svg: svg.join(''), height: lines.length * step, cut };
}

/** From one base line of a face to the next, in pixels. */
export function stepOf({ size }: Face): number {
  return size <= PAGE.small ? PAGE.smallLine : Math.round(size * 1.34);
}

/** From the top of a line of a face to its base line, in pixels. */
export function baseOf(face: Face): number {
  return Math.round((stepOf(face) + face.size * 0.72) / 2);
}

/** One line, shortened where it does not fit. */
export function line(content: string, at: Omit<Paragraph, 'most'> & { readonly y: number }): Part {
  const { x, y, width, face, fill = INK.text } = at;
  const shown = clipped(content, width, face);
  return {
    svg: text(x, y + baseOf(face), shown, { ...face, fill }),
    height: stepOf(face),
    cut: shown.endsWith('…') && !content.endsWith('…'),
  };
}

/** Parts one below the other. */
export function stacked(parts: readonly Part[], gap = 0): Part {
  let y = 0;
  const drawn: string[] = [];
  for (const part of parts) {
    if (part.height === 0) continue;
    if (y > 0) y += gap;
    drawn.push(shifted(0, y, part.svg));
    y += part.height;
  }
  return { svg: drawn.join(''), height: y, cut: parts.some(({ cut }) => cut) };
}

/** How a box is framed: colour, and dashes as SVG takes them. */
export interface Frame {
  readonly stroke: string;
  readonly dashes?: string;
  readonly fill?: string;
  /** A second line inside of the first. */
  readonly double?: boolean;
}

/** A frame around what is drawn in it, from its top left corner. */
export function framed(width: number, height: number, frame: Frame): string {
  const { stroke, dashes = '', fill = GROUND.box, double = false } = frame;
  const outline = (inset: number, thick: number): string => {
    const broken = dashes === '' ? '' : ` stroke-dasharray="${dashes}" stroke-linecap="round"`;
    return `<rect x="${pixel(inset)}" y="${pixel(inset)}" width="${pixel(width - 2 * inset)}" height="${pixel(height - 2 * inset)}" rx="${14 - inset / 2}" fill="none" stroke="${stroke}" stroke-width="${thick}"${broken}/>`;
  };
  return box(0, 0, width, height, fill, 14) + outline(1.5, 3) + (double ? outline(7, 2) : '');
}

/** A whole picture of parts on a ground of its own. */
export function page(parts: readonly Part[], gap: number): string {
  const { svg, height: inner } = stacked(parts, gap);
  const height = Math.ceil(inner + 2 * PAGE.padding);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${PAGE.width}" height="${height}" viewBox="0 0 ${PAGE.width} ${height}" font-family="DejaVu Sans">`,
    box(0, 0, PAGE.width, height, GROUND.page, PAGE.corner),
    shifted(PAGE.padding, PAGE.padding, svg),
    '</svg>',
  ].join('\n');
}

/** A line across the picture. */
export function divider(): Part {
  return { svg: box(0, 10, ROOM, 2, GROUND.line), height: 22, cut: false };
}
