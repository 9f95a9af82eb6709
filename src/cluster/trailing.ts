/**
 * The text without what stands at its end of some characters, in linear time: an expression such as `x+$` begins anew at
 * every one of them.
 */
export function withoutTrailing(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
