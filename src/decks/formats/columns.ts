/**
 * The columns of a deck as a table, in the order they are written. A heading is compared in lower case, with spaces,
 * hyphens and underscores alike. The aliases are what spreadsheets and Anki's note types call the same thing.
 */
const COLUMNS: readonly (readonly [name: string, ...aliases: string[]])[] = [
  ['id', 'guid'],
  ['kind'],
  ['topic'],
  ['difficulty'],
  ['prompt', 'question', 'front', 'text'],
  ['manifest', 'yaml'],
  ['answer', 'back'],
  ['goals'],
  ['solution'],
  ['line'],
  ['correct'],
  ['explanation', 'extra', 'back extra'],
  ['source title', 'source'],
  ['source url', 'url'],
  ['since'],
  ['revision'],
  ['family'],
  ['needs'],
  ['image users'],
  ['verify'],
  ['tags'],
  ['podium'],
];

/** `option 2`, `why 2`, `value 2`, `id 2`: the parts of an option. */
const OPTION_COLUMN = /^(option|why|value|id) ?(\d{1,2})$/;

/** A column's own name for what stands at its head; undefined for one that the format has not. */
export function columnName(heading: string): string | undefined {
  const plain = heading
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
  const option = OPTION_COLUMN.exec(plain);
  if (option !== null) return `${option[1]} ${Number(option[2])}`;
  return COLUMNS.find((names) => names.includes(plain))?.[0];
}

/** Every column there is, for messages. */
export const COLUMN_LIST = [
  ...COLUMNS.map(([name]) => name).filter((name) => name !== 'podium'),
  'option 1, why 1, value 1, id 1, option 2, …',
].join(', ');

/** The columns of a written table that holds any of `used`, in order; options after the answer. */
export function columnOrder(used: ReadonlySet<string>): readonly string[] {
  const names = COLUMNS.map(([name]) => name);
  const split = names.indexOf('correct') + 1;
  const options = Array.from({ length: 12 }, (_, index) => index + 1).flatMap((number) =>
    ['option', 'why', 'value', 'id'].map((part) => `${part} ${number}`),
  );
  return [...names.slice(0, split), ...options, ...names.slice(split)].filter((name) => used.has(name));
}

/** The column that holds what stands at this path inside a card: `options[1].why` is in `why 2`. */
export function columnAt(path: readonly (string | number)[]): string | undefined {
  const [part, index, inner] = path;
  if (part === 'options') {
    if (typeof index !== 'number') return 'correct';
    if (inner === 'correct') return 'correct';
    const own = inner === 'why' || inner === 'value' || inner === 'id';
    return `${own ? inner : 'option'} ${index + 1}`;
  }
  if (part === 'source') return index === 'url' ? 'source url' : 'source title';
  if (part === 'imageUsers') return 'image users';
  return typeof part === 'string' ? part : undefined;
}
