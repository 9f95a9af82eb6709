/** What is left out of an output that is shown. */
const LEFT_OUT = '…';

/**
 * Whether `whole` is what `shown` says: the same text, where `…` in a line stands for any characters and alone on a
 * line for any lines. Blanks at the ends of lines and of the text do not count. Linear but for lines that are tried
 * again behind a line of `…`.
 */
export function isShownAs(whole: string, shown: string): boolean {
  return follows(linesOf(whole), linesOf(shown), lineIs, (line) => line.trim() === LEFT_OUT);
}

/** Whether `shown` says nothing because everything is left out. */
export function saysNothing(shown: string): boolean {
  return shown.includes(LEFT_OUT) && shown.replaceAll(LEFT_OUT, '').trim() === '';
}

function linesOf(text: string): readonly string[] {
  const lines = text.trimEnd().split('\n');
  return lines.map((line) => line.trimEnd());
}

function lineIs(whole: string, shown: string): boolean {
  return follows(
    [...whole],
    [...shown],
    (a, b) => a === b,
    (letter) => letter === LEFT_OUT,
  );
}

/** Items match one by one; a gap stands for any number of them. Each piece is taken where it first fits. */
function follows<T>(
  whole: readonly T[],
  shown: readonly T[],
  same: (whole: T, shown: T) => boolean,
  isGap: (shown: T) => boolean,
): boolean {
  const pieces: T[][] = [[]];
  for (const item of shown)
    if (isGap(item)) pieces.push([]);
    else pieces.at(-1)?.push(item);
  const fits = (piece: readonly T[], at: number): boolean =>
    piece.every((item, index) => {
      const there = whole[at + index];
      return there !== undefined && same(there, item);
    });
  const [first = [], ...others] = pieces;
  const last = others.pop();
  if (last === undefined) return whole.length === first.length && fits(first, 0);
  if (!fits(first, 0)) return false;
  let at = first.length;
  for (const piece of others) {
    while (at + piece.length <= whole.length && !fits(piece, at)) at += 1;
    at += piece.length;
  }
  return at + last.length <= whole.length && fits(last, whole.length - last.length);
}
