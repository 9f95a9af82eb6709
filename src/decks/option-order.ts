import { digest } from '../study/ids.ts';

/**
 * The options of a card in the order in which a deck is written. People write the right one first; in a spreadsheet,
 * in Anki or in the file that would tell it, so they stand by the digests of their ids: in no order that means
 * anything, and in the same one each time.
 */
export function inOrder<Option extends { readonly id: string }>(
  card: string,
  options: readonly Option[],
): readonly Option[] {
  const place = new Map(options.map((option) => [option, digest(`${card}/${option.id}`)]));
  return options.toSorted((a, b) => ((place.get(a) ?? '') < (place.get(b) ?? '') ? -1 : 1));
}
