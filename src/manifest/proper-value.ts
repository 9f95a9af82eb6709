/** Older spellings of the profile types, from the annotations that came before the fields. */
const OLD: ReadonlyMap<string, string> = new Map([
  ['runtime/default', 'RuntimeDefault'],
  ['docker/default', 'RuntimeDefault'],
]);

/** The supported value a wrong one stands for, when only case or an old spelling is wrong; the only one there is. */
export function properValue(written: string, supported: readonly string[]): string | undefined {
  const old = OLD.get(written);
  if (old !== undefined && supported.includes(old)) return old;
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '');
  const same = supported.find((value) => plain(value) === plain(written));
  return same ?? (supported.length === 1 ? supported[0] : undefined);
}
