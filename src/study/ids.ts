import { createHash } from 'node:crypto';

/** The first hex digits of a text's SHA-256: the same text gives the same id for ever. */
export function digest(text: string, digits = 12): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}

/** Whether an id has the form of a deck's or card's: lower-case letters and digits with single hyphens between. */
export function isSlug(text: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}

/** A title or file name as an id: `CKS: pods & users.csv` → `cks-pods-users-csv`. Empty where no letter is left. */
export function slugOf(text: string, max: number): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, max)
    .replace(/^-|-$/g, '');
}
