/**
 * A share as a person types it: `90 %`, `90%`, `90`, `0.9`, `92,5 %`. Without a sign, what is at most 1 is a share and
 * the rest is in per cent. undefined where it is no number.
 */
export function readShare(typed: string): number | undefined {
  const words = typed.trim().replace(',', '.');
  const signed = words.endsWith('%');
  const digits = (signed ? words.slice(0, -1) : words).trim();
  if (!/^\d{1,6}(?:\.\d{0,6})?$|^\.\d{1,6}$/.test(digits)) return undefined;
  const value = Number(digits);
  // Of a hundredth, rounded to what a person typed: 92.3 / 100 is not 0.923.
  return signed || value > 1 ? Number((value / 100).toFixed(8)) : value;
}

/** A share as it is shown and may be typed: `90 %`, `92.5 %`. */
export function shownShare(share: number): string {
  return `${Number((100 * share).toFixed(2))} %`;
}
