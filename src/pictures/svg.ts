import { COLOUR, INNER, SIZE } from './theme.ts';

/** A part of the picture, drawn from its own top left corner. */
export interface Panel {
  readonly svg: string;
  readonly height: number;
}

interface TextStyle {
  readonly size?: number;
  readonly fill?: string;
  readonly bold?: boolean;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Keeps what lies behind away from the letters. */
  readonly halo?: boolean;
  /** Words after the content, in the colour of the mark. */
  readonly marked?: string;
}

/** Any text as the content of an element or attribute; what XML does not allow is left out. */
export function escapeXml(content: string): string {
  return [...content]
    .filter((each) => each >= ' ' && each !== '\ufffe' && each !== '\uffff' && !/^\p{Cs}$/u.test(each))
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** One line of text on its base line. */
export function text(x: number, y: number, content: string, style: TextStyle = {}): string {
  const {
    size = SIZE.body,
    fill = COLOUR.muted,
    bold = false,
    anchor = 'start',
    halo = false,
    marked = '',
  } = style;
  const around = halo
    ? ` stroke="${COLOUR.card}" stroke-width="8" stroke-linejoin="round" paint-order="stroke"`
    : '';
  const weight = bold ? ' font-weight="bold"' : '';
  const end = marked === '' ? '' : `<tspan fill="${COLOUR.mark}">${escapeXml(marked)}</tspan>`;
  return `<text x="${pixel(x)}" y="${pixel(y)}" font-size="${size}" fill="${fill}" text-anchor="${anchor}"${weight}${around}>${escapeXml(content)}${end}</text>`;
}

/** A filled rectangle; nothing where it would have no area. */
export function box(x: number, y: number, width: number, height: number, fill: string, corner = 0): string {
  if (width <= 0 || height <= 0) return '';
  const round = corner === 0 ? '' : ` rx="${pixel(Math.min(corner, width / 2, height / 2))}"`;
  return `<rect x="${pixel(x)}" y="${pixel(y)}" width="${pixel(width)}" height="${pixel(height)}"${round} fill="${fill}"/>`;
}

/** A thin horizontal line. */
export function rule(x: number, y: number, width: number, stroke: string = COLOUR.line, dashes = ''): string {
  const broken = dashes === '' ? '' : ` stroke-dasharray="${dashes}"`;
  return `<path d="M${pixel(x)} ${pixel(y)}h${pixel(width)}" stroke="${stroke}" stroke-width="${dashes === '' ? 2 : 4}"${broken}/>`;
}

/** A part's title at the left and its figures at the right, on one line. */
export function heading(title: string, figures: string, marked = ''): string {
  return [
    text(0, SIZE.title, title, { size: SIZE.title, fill: COLOUR.text, bold: true }),
    text(INNER, SIZE.title, figures, { anchor: 'end', marked }),
  ].join('');
}

/** Moves what was drawn. */
export function shifted(x: number, y: number, svg: string): string {
  return `<g transform="translate(${pixel(x)} ${pixel(y)})">${svg}</g>`;
}

/** At most two decimals, so that the same picture is the same text everywhere. */
export function pixel(value: number): string {
  return String(Math.round(value * 100) / 100);
}
