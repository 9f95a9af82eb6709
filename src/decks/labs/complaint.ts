import type { DeckPath } from '../subject.ts';

/** Something wrong with a lab: where in it, and what. */
export interface Complaint {
  readonly code: string;
  readonly path: DeckPath;
  readonly message: string;
}

/** Something that is named and that nobody has. */
export function unknown(path: DeckPath, message: string): Complaint {
  return { code: 'unknown-reference', path, message };
}

/** An id is its file's name, so that whoever looks for one finds the other. */
export function misnamed(file: string, id: string): readonly Complaint[] {
  const base = (file.split(/[\\/]/).at(-1) ?? '').replace(/\.ya?ml$/, '');
  return base === id ? [] : [unknown(['id'], `is "${id}", but the file is called ${file}: let them agree`)];
}
