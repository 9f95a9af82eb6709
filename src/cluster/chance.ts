import type { Draft } from './draft.ts';

/** The next 32 bits that follow from the cluster's seed and counter (splitmix32): same lines, same bits. */
function bits(draft: Pick<Draft, 'seed' | 'counter'>): number {
  draft.counter += 1;
  let z = (draft.seed + Math.imul(draft.counter, 0x9e3779b9)) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) >>> 0;
}

/** A whole number of 0 to `below - 1`. */
export function chance(draft: Pick<Draft, 'seed' | 'counter'>, below: number): number {
  return Math.floor((bits(draft) / 2 ** 32) * below);
}

/** `length` hexadecimal digits (a container id has 64). */
export function hexadecimal(draft: Pick<Draft, 'seed' | 'counter'>, length: number): string {
  let text = '';
  while (text.length < length) text += bits(draft).toString(16).padStart(8, '0');
  return text.slice(0, length);
}

/** A UID of version 4, as the API server gives one to every object. */
export function newUid(draft: Pick<Draft, 'seed' | 'counter'>): string {
  const hex = hexadecimal(draft, 32);
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** No vowels and no 0, 1, 3, so that no words appear (apimachinery pkg/util/rand/rand.go `alphanums`). */
export const SAFE_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** What `generateName` appends: five safe letters. */
export function nameSuffix(draft: Pick<Draft, 'seed' | 'counter'>): string {
  let text = '';
  while (text.length < 5) text += SAFE_LETTERS.charAt(chance(draft, SAFE_LETTERS.length));
  return text;
}
