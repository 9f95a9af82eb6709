import type { Yaml } from '../yaml/node.ts';
import type { Reading } from './index.ts';
import { moreDoubts, NO_DOUBTS } from './pasted.ts';

/** Pieces taken out one after the other; after so many all are. */
const MOST_CUTS = 6;
/** In a longer text all are at once: each is a parse. */
const LONG = 50_000;

/** A reading with its documents. */
export interface Parsed {
  readonly reading: Reading;
  readonly yaml: Yaml;
}

/**
 * Where the YAML reader stops behind a place at which text was joined, the joined piece is taken out again: up to
 * the next line at the first column it stands among the lines that were not read. At most so many parses.
 */
export function withoutBadPieces(start: Parsed, read: (text: string) => Yaml): Parsed {
  let now = start;
  const most = start.reading.text.length > LONG ? 0 : MOST_CUTS;
  for (let cuts = 0; now.yaml.problem !== undefined; cuts++) {
    const { line } = now.yaml.problem;
    const next = withoutPiece(now.reading, cuts < most ? line : Number.POSITIVE_INFINITY, cuts >= most);
    if (next === undefined) return cuts > most ? start : now;
    now = { reading: next, yaml: read(next.text) };
  }
  return now;
}

/** Without the last piece that begins at or before a line of the text (or without any piece); undefined where there is none. */
function withoutPiece(reading: Reading, line: number, all: boolean): Reading | undefined {
  const doubts = reading.doubts ?? NO_DOUBTS;
  const seams = new Set(doubts.seams);
  const lines = reading.text.split('\n');
  const starts: number[] = [];
  for (let i = 0; i < lines.length; i++) {
    if (seams.has(reading.lines[i] ?? -1) && (all || i < line)) starts.push(i);
  }
  const chosen = all ? starts : starts.slice(-1);
  if (chosen.length === 0) return undefined;
  const out = new Set<number>();
  let i = 0;
  for (const start of chosen) {
    // A seam inside of what is taken out already begins nothing new.
    if (start < i) continue;
    for (i = start; i < lines.length && (i === start || /^(?:\s|$)/.test(lines[i] ?? '')); i++) {
      if ((lines[i] ?? '').trim() !== '') out.add(i);
    }
  }
  const origin = (i: number): number => reading.lines[i] ?? i + 1;
  const gone = new Set([...out].map(origin));
  return {
    ...reading,
    text: lines.filter((_, i) => !out.has(i)).join('\n'),
    lines: lines.flatMap((_, i) => (out.has(i) ? [] : [origin(i)])),
    doubts: moreDoubts(
      { ...doubts, seams: doubts.seams.filter((seam) => !gone.has(seam)) },
      { unread: [...gone] },
    ),
  };
}
