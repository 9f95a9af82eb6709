import { digest, slugOf } from '../../study/ids.ts';
import { DECK_LIMITS } from '../../study/limits.ts';

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
  const right = rightOptions(cell('correct'), numbers, cells, faults);
  const kind = cell('kind')?.trim().toLowerCase() ?? impliedKind(numbers.length, right.size);
  const answer = cell('answer');
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

/** `2`, `1 3`, `1;3`, letters as they are shown (`B`, `A C`), or the ids of options. */
function rightOptions(
  text: string | undefined,
  numbers: readonly number[],
  cells: ReadonlyMap<string, string>,
  faults: CellFault[],
): ReadonlySet<number> {
  const right = new Set<number>();
  const named = numbers.map((number) => [cells.get(`id ${number}`)?.trim() ?? '', number] as const);
  const ids = new Map(named.filter(([id]) => id !== ''));
  for (const mark of text?.split(/[\s,;|]+/).filter((each) => each !== '') ?? []) {
    const letter = /^[a-l]$/i.test(mark) ? mark.toLowerCase().charCodeAt(0) - 96 : Number.NaN;
    const number = numbers.includes(Number(mark)) ? Number(mark) : (ids.get(mark) ?? letter);
    if (numbers.includes(number)) right.add(number);
    else {
      const all = [...numbers, ...ids.keys()].join(', ');
      const there = numbers.length === 0 ? 'this row has no options' : `this row has ${all}`;
      const message = `names the option "${mark}", but ${there}: write the number${ids.size === 0 ? '' : ' or the id'} of the right option, or several with spaces between`;
      faults.push({ column: 'correct', message });
    }
  }
  return right;
}

/** A number where the text is one; the text itself otherwise, for the schema to refuse by name. */
function wholeOf(text: string | undefined): number | string | undefined {
  return numberOf(text) ?? text;
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}

/** The first of Anki's tags, which are separated by spaces and have underscores inside: `cks::pod_security`. */
function topicOfTags(tags: string | undefined): string | undefined {
  const first = tags?.trim().split(/\s+/)[0]?.split('::').at(-1)?.replaceAll('_', ' ').trim();
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
