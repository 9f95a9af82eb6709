import { digest, slugOf } from '../../study/ids.ts';
import { DECK_LIMITS } from '../../study/limits.ts';
import { optionNumber } from './columns.ts';

/** What a row's column is called, and what is wrong with the text in it. */
interface CellFault {
  readonly column: string;
  readonly message: string;
}

/** A row as a card of the deck format, still to be validated. */
export interface RowCard {
  readonly card: Readonly<Record<string, unknown>>;
  readonly faults: readonly CellFault[];
}

/** What a row without the column gets. */
export interface RowDefaults {
  readonly topic: string;
}

/** A card of somewhere else is neither easy nor hard until its author says so. */
const DEFAULT_DIFFICULTY = 2;

/**
 * A row's cells, by column name, as a card. What is left out follows from the rest: options make a choice (or, with
 * several right ones, a choose-all), an answer alone a recall card; the id follows from the prompt.
 */
export function cardOfRow(cells: ReadonlyMap<string, string>, defaults: RowDefaults): RowCard {
  const faults: CellFault[] = [];
  const cell = (column: string): string | undefined => {
    const text = cells.get(column);
    return text === undefined || text.trim() === '' ? undefined : text;
  };
  const json = (column: string): unknown => {
    const text = cell(column);
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text) as unknown;
    } catch {
      faults.push({ column, message: 'is not JSON: write it as in {"app": "1000"}' });
      return undefined;
    }
  };
  const numbers = optionNumbers(cells);
  const right = rightOf(cell, numbers, cells, faults);
  const kind = cell('kind')?.trim().toLowerCase() ?? impliedKind(numbers.length, right.size);
  const answer = kind === 'choice' || kind === 'multi' || kind === 'locate' ? undefined : cell('answer');
  const prompt = cell('prompt');
  const card = {
    kind,
    id: cell('id')?.trim() ?? `card-${digest(`${prompt ?? ''}\n${cell('manifest') ?? ''}`)}`,
    topic: cell('topic')?.trim() ?? topicOfTags(cell('tags')) ?? defaults.topic,
    difficulty: wholeOf(cell('difficulty')) ?? DEFAULT_DIFFICULTY,
    prompt,
    manifest: cell('manifest'),
    answer: kind === 'number' ? (numberOf(answer) ?? answer) : answer,
    options:
      numbers.length === 0
        ? undefined
        : numbers.map((number) => ({
            ...(kind === 'locate'
              ? { line: wholeOf(cell(`option ${number}`)) }
              : { text: cell(`option ${number}`) }),
            ...(right.has(number) ? { correct: true } : {}),
            ...given({
              id: cell(`id ${number}`)?.trim(),
              why: cell(`why ${number}`),
              value: json(`value ${number}`),
            }),
          })),
    goals: json('goals'),
    solution: cell('solution'),
    line: cell('line'),
    explanation: cell('explanation'),
    source: sourceOf(cell('source title')?.trim(), cell('source url')?.trim()),
    since: cell('since')?.trim(),
    revision: wholeOf(cell('revision')),
    family: cell('family')?.trim(),
    needs: cell('needs')
      ?.trim()
      .split(/[\s,;|]+/),
    imageUsers: json('image users'),
    verify: json('verify'),
  };
  return { card: given(card), faults };
}

/** Without what is not there: the format tells a missing key from an empty one. */
function given(entries: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}

function impliedKind(options: number, right: number): string {
  if (options === 0) return 'recall';
  return right > 1 ? 'multi' : 'choice';
}

/** The numbers of the options that a row has, in order. */
function optionNumbers(cells: ReadonlyMap<string, string>): readonly number[] {
  return [...cells]
    .flatMap(([column, text]) =>
      column.startsWith('option ') && text.trim() !== '' ? [Number(column.slice(7))] : [],
    )
    .toSorted((a, b) => a - b);
}

/**
 * The options that are right: what `correct` names; where there is no such column, what `answer` names, as many quiz
 * tables have it. Where both stand they must say the same.
 */
function rightOf(
  cell: (column: string) => string | undefined,
  numbers: readonly number[],
  cells: ReadonlyMap<string, string>,
  faults: CellFault[],
): ReadonlySet<number> {
  const [correct, answer] = [cell('correct'), cell('answer')];
  const { right, strange } = rightOptions(
    correct ?? (numbers.length > 0 ? answer : undefined),
    numbers,
    cells,
    correct === undefined,
  );
  const column = correct === undefined ? 'answer' : 'correct';
  const ids = numbers.map((number) => cells.get(`id ${number}`)?.trim() ?? '').filter((id) => id !== '');
  for (const mark of strange) {
    const all = [...numbers, ...ids].join(', ');
    const there = numbers.length === 0 ? 'this row has no options' : `this row has ${all}`;
    const message = `names the option "${mark}", but ${there}: write the number${ids.length === 0 ? '' : ' or the id'} of the right option, or several with spaces between`;
    faults.push({ column, message });
  }
  if (correct === undefined || answer === undefined || numbers.length === 0) return right;
  const other = rightOptions(answer, numbers, cells, true);
  if (other.strange.length > 0 || [...other.right].some((number) => !right.has(number)))
    faults.push({
      column: 'answer',
      message: 'is not what "correct" says: leave one of the two empty, or write the same in both',
    });
  return right;
}

/** `2`, `1 3`, `1;3`, letters as they are shown (`B`, `Option B`, `A C`), ids of options, or their texts (before numbers where `textFirst`). */
function rightOptions(
  text: string | undefined,
  numbers: readonly number[],
  cells: ReadonlyMap<string, string>,
  textFirst: boolean,
): { readonly right: ReadonlySet<number>; readonly strange: readonly string[] } {
  if (text === undefined) return { right: new Set(), strange: [] };
  const named = (mark: string): number | undefined => {
    const bare = /^(?:option|choice|answer)?\s*(\d{1,2}|[a-l])[).:]?$/i.exec(mark)?.[1];
    const number = numbers.find((each) => cells.get(`id ${each}`)?.trim() === mark);
    const counted = bare === undefined ? Number.NaN : optionNumber(bare);
    if (numbers.includes(Number(mark))) return Number(mark);
    return number ?? (numbers.includes(counted) ? counted : undefined);
  };
  const same = (words: string): string => words.trim().replace(/\s+/g, ' ').toLowerCase();
  const bySaid = (part: string): number | undefined => {
    const mark = named(part.trim());
    const said = numbers.find((number) => same(cells.get(`option ${number}`) ?? '') === same(part));
    return textFirst ? (said ?? mark) : (mark ?? said);
  };
  const whole = bySaid(text);
  if (whole !== undefined) return { right: new Set([whole]), strange: [] };
  // Texts have commas and spaces in them; marks are what is between either.
  for (const between of [/[;|\n]+/, /[,;|\n]+/]) {
    const parts = text.split(between).filter((each) => each.trim() !== '');
    const found = parts.flatMap((part) => bySaid(part) ?? []);
    if (parts.length > 1 && found.length === parts.length) return { right: new Set(found), strange: [] };
  }
  const marks = text.split(/[\s,;|]+/).filter((each) => each !== '');
  const found = marks.map((mark) => [mark, named(mark)] as const);
  const strange = found.flatMap(([mark, number]) => (number === undefined ? [mark] : []));
  const sentence = strange.length > 1 && strange.length === marks.length;
  return {
    right: new Set(found.flatMap(([, number]) => number ?? [])),
    strange: sentence ? [text.trim().slice(0, 80)] : strange,
  };
}

/** A number where the text is one; the text itself otherwise, for the schema to refuse by name. */
function wholeOf(text: string | undefined): number | string | undefined {
  return numberOf(text) ?? text;
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}

/** Tags that are no topic: those that Anki gives by itself, and those that say what Podium's note is. */
const OTHER_TAGS = /^(?:leech|marked|podium::.*)$/i;

/** The first of Anki's tags, which are separated by spaces and have underscores inside: `cks::pod_security`. */
function topicOfTags(tags: string | undefined): string | undefined {
  const own = tags
    ?.trim()
    .split(/\s+/)
    .find((tag) => !OTHER_TAGS.test(tag));
  const first = own?.split('::').at(-1)?.replaceAll('_', ' ').trim();
  return first === undefined || first === '' ? undefined : cut(first, DECK_LIMITS.topic);
}

/** A title with an address; an address alone is called after its host. */
function sourceOf(title: string | undefined, url: string | undefined): unknown {
  if (url === undefined && title !== undefined && URL.canParse(title))
    return { title: new URL(title).hostname, url: title };
  if (title === undefined && url !== undefined && URL.canParse(url))
    return { title: new URL(url).hostname, url };
  return title === undefined && url === undefined ? undefined : given({ title, url });
}

/** At most so many UTF-16 units, and never half a character. */
export function cut(text: string, most: number): string {
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
}

/** The id of a deck that names none, from its title or its file's name. */
export function deckId(title: string): string {
  const slug = slugOf(title, DECK_LIMITS.id);
  return slug === '' ? `deck-${digest(title)}` : slug;
}
