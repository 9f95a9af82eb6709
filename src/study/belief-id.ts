/** Longest id of a belief, in characters. */
const LONGEST = 60;

/**
 * What a belief is called in what is remembered of a person. Where whoever wrote it gave no id, it follows from the
 * words, as an option's does: who rewords such a belief begins to count it anew.
 */
export function beliefId(misconception: string, id?: string): string {
  if (id !== undefined) return id;
  const words = misconception.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.join('-').slice(0, LONGEST);
}
