/** A word that a shell reads as itself, whatever is in it. */
export function quoted(word: string): string {
  return `'${word.replace(/'/g, "'\\''")}'`;
}
