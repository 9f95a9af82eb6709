/** Columns as Go's text/tabwriter aligns them: a cell is what ends with a tab, the last one of a line is not padded. */
export interface Alignment {
  readonly minWidth: number;
  readonly padding: number;
}

/** Of tables (cli-runtime pkg/printers/tabwriter.go). */
export const TABLE: Alignment = { minWidth: 6, padding: 3 };
/** Of `describe` (kubectl pkg/describe/describe.go tabbedString). */
export const DESCRIPTION: Alignment = { minWidth: 0, padding: 2 };

/** Aligns a text: a column is a block of neighbouring lines that all have a cell there. */
export function aligned(text: string, { minWidth, padding }: Alignment): string {
  const lines = text.split('\n').map((line) => line.split('\t'));
  const out: string[] = [];
  const widths: number[] = [];
  const write = (from: number, to: number): void => {
    for (let at = from; at < to; at += 1) {
      const line = lines[at] ?? [];
      let row = '';
      for (const [column, cell] of line.entries()) {
        const width = widths[column];
        row += width === undefined ? cell : cell + ' '.repeat(Math.max(0, width - lengthOf(cell)));
      }
      out.push(row);
    }
  };
  const format = (from: number, to: number): void => {
    const column = widths.length;
    let written = from;
    for (let at = from; at < to; at += 1) {
      if (column >= (lines[at]?.length ?? 0) - 1) continue;
      write(written, at);
      written = at;
      let width = minWidth;
      for (; at < to; at += 1) {
        const line = lines[at] ?? [];
        if (column >= line.length - 1) break;
        width = Math.max(width, lengthOf(line[column] ?? '') + padding);
      }
      widths.push(width);
      format(written, at);
      widths.pop();
      written = at;
    }
    write(written, to);
  };
  format(0, lines.length);
  return out.join('\n');
}

/** Characters as tabwriter counts them. */
function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}
