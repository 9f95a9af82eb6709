/** Advance widths of the printable ASCII characters, from the space on, in thousandths of the size: DejaVu Sans, hmtx. */
const REGULAR = widths(
  '318 401 460 838 636 950 780 275 390 390 500 838 318 361 318 337 636 636 636 636 636 636 636 636 636 636 337 337 838 838 838 531 1000 684 686 698 770 632 575 775 752 295 295 656 557 863 748 787 603 787 695 635 611 732 684 989 685 611 685 390 337 390 838 500 500 613 635 550 635 615 352 635 634 278 278 579 278 974 634 612 635 635 411 521 392 634 592 818 592 592 525 636 337 636 838',
);
/** The same of DejaVu Sans Bold. */
const BOLD = widths(
  '348 456 521 838 696 1002 872 306 457 457 523 838 380 415 380 365 696 696 696 696 696 696 696 696 696 696 400 400 838 838 838 580 1000 774 762 734 830 683 683 821 837 372 372 775 637 995 837 850 733 850 770 720 682 812 774 1103 771 724 725 457 365 457 838 500 500 675 716 593 716 678 435 716 712 343 343 665 343 1042 712 687 716 716 493 595 478 712 652 924 645 652 582 712 365 712 838',
);
/** What our own words have beside ASCII. */
const OTHERS: Readonly<Record<string, readonly [regular: number, bold: number]>> = {
  '’': [318, 380],
  '·': [318, 380],
};
/** Any other character: hardly one is wider than its size. */
const WIDEST = 1250;

function widths(list: string): readonly number[] {
  return list.split(' ').map(Number);
}

/** How text is written, as far as it changes its width: size in pixels. */
export interface Face {
  readonly size: number;
  readonly bold?: boolean;
}

/** The width of one line in pixels; of a text with characters that were not measured, at least that. */
export function widthOf(content: string, { size, bold = false }: Face): number {
  const table = bold ? BOLD : REGULAR;
  let total = 0;
  for (const each of content) {
    const other = OTHERS[each];
    total += table[each.charCodeAt(0) - 32] ?? (other === undefined ? WIDEST : other[bold ? 1 : 0]);
  }
  return (total * size) / 1000;
}

/** Text in lines; `cut`: something of it is in none of them. */
export interface Lines {
  readonly lines: readonly string[];
  readonly cut: boolean;
}

/** Line breaks, controls and invisible direction marks: they would move or hide what stands beside them. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;
/** More characters of one text than any picture has room for. */
const LONGEST = 4000;

/** Text of a stranger on one line, with nothing in it that cannot be seen. */
export function plain(content: string): string {
  return content.slice(0, LONGEST).replace(UNSEEN, ' ').trim();
}

/** Text in at most `most` lines of this width, broken at spaces, or inside of a word that is longer than a line. */
export function wrapped(content: string, width: number, face: Face, most: number): Lines {
  const lines: string[] = [];
  let line = '';
  let cut = content.length > LONGEST;
  for (const word of plain(content).split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (widthOf(joined, face) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (lines.length < most && widthOf(line, face) > width) {
      const head = fitting(line, width, face);
      lines.push(head);
      line = line.slice(head.length);
    }
    if (lines.length >= most) {
      cut = true;
      break;
    }
  }
  if (lines.length < most && line !== '') lines.push(line);
  const last = lines.at(-1);
  if (!cut || last === undefined) return { lines, cut };
  return { lines: [...lines.slice(0, -1), clipped(`${last}…`, width, face)], cut };
}

/** One line that fits, with `…` where it was longer. */
export function clipped(content: string, width: number, face: Face): string {
  const line = plain(content);
  if (widthOf(line, face) <= width) return line;
  return `${fitting(line, width - widthOf('…', face), face).replace(/…$/, '')}…`;
}

/** The longest beginning that fits; one character where none does. */
function fitting(content: string, width: number, face: Face): string {
  let total = 0;
  let end = 0;
  for (const each of content) {
    total += widthOf(each, face);
    if (total > width && end > 0) break;
    end += each.length;
    if (total > width) break;
  }
  return content.slice(0, end);
}
