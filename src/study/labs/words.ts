/** Pieces of the judge's sentences. What a learner made goes into code marks, in one line and cut. */

const LONGEST = 200;
/** Of a message of the cluster, which names the pod at length before it comes to the point. */
const LONGEST_MESSAGE = 400;

/** Backticks would end the mark, line feeds the line; control characters are nobody's to send. */
function inOneLine(text: string): string {
  return text
    .slice(0, LONGEST_MESSAGE * 4)
    .replaceAll('`', '´')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .trim();
}

function marked(text: string, longest: number): string {
  const line = inOneLine(text);
  const letters = [...line];
  return `\`${letters.length > longest ? `${letters.slice(0, longest).join('')}…` : line}\``;
}

/** A text in code marks; a long one is cut at its end. */
export function code(text: string): string {
  return marked(text, LONGEST);
}

/** What the cluster says, in code marks, with room for a whole message. */
export function message(text: string): string {
  return marked(text, LONGEST_MESSAGE);
}

/** A value as a manifest would hold it, in code marks. */
export function valueCode(value: unknown): string {
  return code(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing'));
}

/** "a", "a and b", "a, b and c"; beyond `most` "a, b and 3 more". */
export function listed(items: readonly string[], most = 4): string {
  const shown =
    items.length > most ? [...items.slice(0, most - 1), `${items.length - most + 1} more`] : items;
  const last = shown.at(-1) ?? 'none';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

/** "1 pod", "2 pods". */
export function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
