const HEADER = /(?:^|[\s:-])[|>][-+0-9]{0,2}$/;
/** So many characters of a line's end hold a header and what must stand before it. */
const LONGEST_HEADER = 4;

/**
 * For each line whether it stands inside a block scalar (`|`, `>`): its text means nothing to the manifest. A line
 * at the first column does not end one for good: a foreign line may stand there. Linear.
 */
export function inBlockScalars(lines: readonly string[]): readonly boolean[] {
  const inside: boolean[] = [];
  let holder = -1;
  for (const line of lines) {
    const indent = line.search(/\S/);
    if (indent < 0) {
      inside.push(holder >= 0);
      continue;
    }
    const column = indent + dashes(line.slice(indent));
    if (holder >= 0 && indent <= holder) holder = -1;
    inside.push(holder >= 0);
    if (holder < 0 && endsInHeader(line) && /^\s*(?:-|[^\s#]\S*?:)\s/.test(line))
      holder = keyed(line) ? column : indent;
  }
  return inside;
}

/** `key: |`, `- >-`, `key: |2 # said`. */
function endsInHeader(line: string): boolean {
  const comment = line.search(/\s#/);
  return [line, comment < 0 ? '' : line.slice(0, comment)].some((text) =>
    HEADER.test(text.trimEnd().slice(-LONGEST_HEADER)),
  );
}

function dashes(text: string): number {
  let at = 0;
  while (text[at] === '-' && /\s/.test(text[at + 1] ?? '')) {
    at += 1;
    while (text[at] === ' ') at += 1;
  }
  return at;
}

/** Whether the block scalar belongs to a key and not to a dash alone. */
function keyed(line: string): boolean {
  return /:\s[^:]*$/.test(line);
}
