import type { Edit, Home, Insertion, Mending } from './mending.ts';
import { insertion } from './text.ts';

/** A text, and for each of its lines the line of the first text that it came from. */
export interface Traced {
  readonly text: string;
  readonly from: readonly number[];
}

/** A text of which nothing was changed yet. */
export function traced(text: string): Traced {
  return { text, from: text.split('\n').map((_, i) => i + 1) };
}

/** The mendings that can be made at once: of two whose edits overlap, the later one waits. Sorted by their place. */
export function together(mendings: readonly Mending[]): readonly Mending[] {
  const taken: Edit[] = mendings.flatMap(({ edits }) => edits);
  if (!overlaps(taken)) return mendings;
  const byStart = [...mendings].sort((a, b) => (a.edits[0]?.start ?? 0) - (b.edits[0]?.start ?? 0));
  const kept = new Set<Mending>();
  let reached = -1;
  for (const one of byStart) {
    const starts = one.edits.map(({ start }) => start);
    const ends = one.edits.map(({ end }) => end);
    const from = Math.min(...starts.slice(0, MOST_EDITS));
    const to = Math.max(...ends.slice(-MOST_EDITS));
    if (one.edits.length > 0 && from < reached) continue;
    kept.add(one);
    reached = Math.max(reached, to);
  }
  return mendings.filter((one) => kept.has(one));
}

/** Edits of one mending stand in the order of the text; only so many at either end are looked at. */
const MOST_EDITS = 1000;

function overlaps(edits: readonly Edit[]): boolean {
  let reached = 0;
  return [...edits]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .some(({ start, end }) => {
      const inside = start < reached;
      reached = Math.max(reached, end);
      return inside;
    });
}

/** The text with the mendings made; they must not overlap. Linear in the text and the number of edits. */
export function made(given: Traced, mendings: readonly Mending[]): Traced {
  const { text } = given;
  const edits = [
    ...mendings.flatMap((one) => one.edits),
    ...insertionEdits(
      text,
      mendings.flatMap((one) => one.inserts),
    ),
  ].sort((a, b) => a.start - b.start || a.end - b.end);
  const writer = new Writer(given);
  for (const edit of edits) {
    writer.keep(edit.start);
    writer.put(edit.text);
    writer.skip(edit.end);
  }
  writer.keep(text.length);
  return writer.done();
}

/** What goes to the same place is put there at once. */
function insertionEdits(text: string, inserts: readonly Insertion[]): readonly Edit[] {
  const places = new Map<unknown, Map<string, { into: Home; entries: Insertion[] }>>();
  for (const one of inserts) {
    const { into } = one;
    const holder = into.empty ?? into.map;
    const paths = places.get(holder) ?? new Map<string, { into: Home; entries: Insertion[] }>();
    places.set(holder, paths);
    const key = into.path.join('.');
    const place = paths.get(key) ?? { into, entries: [] };
    paths.set(key, place);
    place.entries.push(one);
  }
  return [...places.values()].flatMap((paths) =>
    [...paths.values()].map(({ into, entries }) => insertion(text, into, entries)),
  );
}

/** Writes a text anew, piece by piece, and keeps where each line came from. */
class Writer {
  readonly #given: Traced;
  readonly #pieces: string[] = [];
  readonly #from: number[] = [];
  #at = 0;
  /** 0-based, in the given text. */
  #line = 0;
  #fresh = true;

  constructor(given: Traced) {
    this.#given = given;
  }

  /** Takes the given text over, up to an offset. */
  keep(until: number): void {
    if (until <= this.#at) return;
    const { text } = this.#given;
    const piece = text.slice(this.#at, until);
    for (let i = 0; i < piece.length; i++) {
      this.#mark();
      if (piece.charCodeAt(i) === LINE_FEED) {
        this.#line += 1;
        this.#fresh = true;
      }
    }
    this.#pieces.push(piece);
    this.#at = until;
  }

  put(piece: string): void {
    for (let i = 0; i < piece.length; i++) {
      this.#mark();
      if (piece.charCodeAt(i) === LINE_FEED) this.#fresh = true;
    }
    this.#pieces.push(piece);
  }

  /** Leaves the given text out, up to an offset. */
  skip(until: number): void {
    const { text } = this.#given;
    for (; this.#at < until; this.#at++) if (text.charCodeAt(this.#at) === LINE_FEED) this.#line += 1;
  }

  done(): Traced {
    this.#mark();
    return { text: this.#pieces.join(''), from: this.#from };
  }

  #mark(): void {
    if (!this.#fresh) return;
    this.#fresh = false;
    const { from } = this.#given;
    this.#from.push(from[this.#line] ?? from.at(-1) ?? 1);
  }
}

const LINE_FEED = 10;
