const HEADER = /(?:^|[\s:-])[|>][-+0-9]{0,2}(?:\s+#.*)?\s*$/;

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
    if (holder < 0 && HEADER.test(line) && /^\s*(?:-|[^\s#]\S*?:)\s/.test(line))
      holder = keyed(line) ? column : indent;
  }
  return inside;
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
