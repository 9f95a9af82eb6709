import { nearest } from '../../manifest/nearest.ts';

/**
 * The columns of a deck as a table, in the order they are written. A heading is compared in lower case, with spaces,
 * hyphens and underscores alike. The aliases are what spreadsheets, quiz sites and Anki's note types call the same thing.
 */
const COLUMNS: readonly (readonly [name: string, ...aliases: string[]])[] = [
  ['id', 'guid', 'card id', 'question id'],
  ['kind', 'type', 'question type', 'card type'],
  ['topic', 'category', 'subject'],
  ['difficulty', 'difficulty level'],
  ['prompt', 'question', 'front', 'text', 'question text', 'term'],
  ['manifest', 'yaml'],
  ['answer', 'back', 'definition'],
  ['goals'],
  ['solution'],
  ['line'],
  [
    'correct',
    'correct answer',
    'correct answers',
    'correct option',
    'correct options',
    'correct choice',
    'right',
    'right answer',
    'right answers',
    'right option',
    'answer key',
  ],
  ['explanation', 'extra', 'back extra', 'answer explanation', 'feedback', 'rationale'],
  ['source title', 'source', 'reference'],
  ['source url', 'url', 'link'],
  ['since'],
  ['revision'],
  ['family'],
  ['needs'],
  ['image users'],
  ['verify'],
  ['tags'],
  ['podium'],
];

/** `option 2`, `why 2`, `value 2`, `id 2`: the parts of an option, by number or by letter. */
const OPTION_COLUMN = /^([a-z]+) ?(\d{1,2}|[a-l])$/;
const OPTION_PARTS: Readonly<Record<string, string>> = {
  option: 'option',
  opt: 'option',
  choice: 'option',
  answer: 'option',
  alternative: 'option',
  why: 'why',
  reason: 'why',
  feedback: 'why',
  explanation: 'why',
  value: 'value',
  id: 'id',
};

/** A heading without what people write around its name: `Answer 1 - max 75 characters`, `Correct answer(s)`. */
function plainHeading(heading: string): string {
  return heading
    .slice(0, 100)
    .toLowerCase()
    .replace(/\([^()]*\)/g, '')
    .replace(/ - .*/, '')
    .replace(/[\s_.:#-]+/g, ' ')
    .trim();
}

/** The number of an option by its number or letter. */
export function optionNumber(mark: string): number {
  return /^[a-l]$/i.test(mark) ? mark.toLowerCase().charCodeAt(0) - 96 : Number(mark);
}

/** A column's own name for what stands at its head; undefined for one that the format has not. */
export function columnName(heading: string): string | undefined {
  const plain = plainHeading(heading);
  const [, word = '', mark = ''] = OPTION_COLUMN.exec(plain) ?? [];
  const part = Object.hasOwn(OPTION_PARTS, word) ? OPTION_PARTS[word] : undefined;
  if (part !== undefined) return `${part} ${optionNumber(mark)}`;
  return COLUMNS.find((names) => names.includes(plain))?.[0];
}

/** The column that an unknown heading was perhaps meant as. */
export function nearestColumn(heading: string): string | undefined {
  const plain = plainHeading(heading);
  const near = nearest(plain, COLUMNS.flat());
  if (near !== undefined) return COLUMNS.find((names) => names.includes(near))?.[0];
  const [, word = '', mark = ''] = /^([a-z]+) ?(\d{1,2}|[a-l])$/.exec(plain) ?? [];
  const part = nearest(word, Object.keys(OPTION_PARTS));
  return part === undefined ? undefined : `${OPTION_PARTS[part]} ${optionNumber(mark)}`;
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
