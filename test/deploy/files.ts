import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A file of the checkout, by its path from the root. */
export const file = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Paths from the root that fit a pattern. */
export const files = (pattern: string): readonly string[] => globSync(pattern, { cwd: ROOT }).sort();
