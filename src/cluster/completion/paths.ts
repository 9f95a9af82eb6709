/** Files and directories at the cursor. */
import { attempt } from '../files/errors.ts';
import type { FileSystem } from '../files/system.ts';
import type { Found } from './candidate.ts';

/** Whose files, and where from. */
export interface Looking {
  readonly files: FileSystem;
  readonly cwd: string;
  readonly home: string;
}

/** Which files count: all, directories alone, what may be run, or those with one of these endings. */
export type Wanted = 'all' | 'directories' | 'programs' | readonly string[];

/** How many characters of a word are the directory that its last name stands in. */
export function directoryOf(value: string): number {
  return value.lastIndexOf('/') + 1;
}

/** The names that a word may go on with, behind the directory it has; a directory has its slash. */
export function pathsFor(looking: Looking, value: string, wanted: Wanted): readonly Found[] {
  const kept = directoryOf(value);
  const begun = value.slice(kept);
  const directory = placeOf(looking, value.slice(0, kept));
  const names = attempt(() => looking.files.list(directory));
  if ('refused' in names) return [];
  const out: Found[] = [];
  for (const name of names.value) {
    if (!name.startsWith(begun)) continue;
    const path = `${directory}/${name}`;
    if (looking.files.peek(path)?.node.type === 'directory')
      out.push({ value: `${name}/`, kind: 'directory', open: true });
    else if (counts(looking.files, path, name, wanted)) out.push({ value: name, kind: 'file' });
  }
  return out;
}

function counts(files: FileSystem, path: string, name: string, wanted: Wanted): boolean {
  if (wanted === 'all') return true;
  if (wanted === 'directories') return false;
  if (wanted === 'programs') return files.may(path, 1);
  const dot = name.lastIndexOf('.');
  return dot !== -1 && wanted.includes(name.slice(dot + 1).toLowerCase());
}

function placeOf({ cwd, home }: Looking, directory: string): string {
  if (directory === '') return cwd;
  if (directory.startsWith('~/')) return `${home}/${directory.slice(2)}`;
  return directory.startsWith('/') ? directory : `${cwd}/${directory}`;
}
