/**
 * Sizes in pixels of the picture. Discord shows it about half as large on a desktop and a third as large on a
 * phone, so nothing is written smaller than `small`.
 */
export const SIZE = {
  width: 1100,
  padding: 40,
  /** Between the parts. */
  gap: 38,
  corner: 28,
  title: 38,
  body: 31,
  small: 29,
  /** The line of a part's title. */
  heading: 64,
  /** Left of a chart, for its axis. */
  axis: 112,
} as const;

/** From the left edge of the content to the right one. */
export const INNER = SIZE.width - 2 * SIZE.padding;

/** Light on dark; every pair that must be told apart differs in lightness too, for eyes that see hues otherwise. */
export const COLOUR = {
  card: '#1b1d22',
  line: '#363a43',
  text: '#f2f3f5',
  muted: '#b5bac4',
  /** A day without answers. */
  empty: '#2b2e35',
  /** Few to many: one hue, each step lighter. */
  heat: ['#27457f', '#3b74cc', '#74a9f7', '#d3e5ff'],
  bar: '#74a9f7',
  /** Whatever is today's, and the goal. */
  mark: '#ffb454',
  learning: '#e69f00',
  young: '#7cc7f2',
  mature: '#12a67c',
  suspended: '#7d828d',
} as const;
