/**
 * Sizes in pixels of the pictures that explain. A phone of 390 pixels shows them half as large or a little more, so
 * nothing is written smaller than `small`.
 */
export const PAGE = {
  width: 720,
  padding: 28,
  corner: 26,
  /** Between boxes. */
  gap: 22,
  title: 34,
  body: 25,
  small: 22,
  /** From one base line to the next. */
  line: 34,
  smallLine: 29,
} as const;

/** From the left edge of the content to the right one. */
export const ROOM = PAGE.width - 2 * PAGE.padding;

/**
 * Light on dark, so that the picture has its own ground in a light client and in a dark one. Every colour that is
 * written with stands out from every ground by 4.5 to 1 at least (WCAG 2.2, 1.4.3).
 */
export const INK = {
  text: '#f2f3f5',
  muted: '#b5bac4',
  pod: '#8ab8ff',
  container: '#ffc069',
  image: '#c7b3f5',
  good: '#5fd39b',
  bad: '#ff8f87',
  doubt: '#f4d35e',
} as const;

/** What is written on: the picture itself, a box on it, a plate in a box. */
export const GROUND = { page: '#1b1d22', box: '#26292f', plate: '#14161a', line: '#444954' } as const;
