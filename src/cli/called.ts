import { ArgumentError } from './arguments.ts';
import type { CliIo } from './command.ts';
import { didYouMean } from './near.ts';
import { unreadable } from './unreadable.ts';

/** What `podium lab` and `podium lesson` take by name. */
interface Shelf<T> {
  readonly noun: 'lab' | 'lesson';
  /** What is done with one: "played". */
  readonly done: string;
  /** Those that come with Podium. */
  readonly ours: () => Promise<readonly T[]>;
  /** What a file holds. */
  readonly read: (file: { readonly name: string; readonly text: string }) => readonly T[];
}

/** The one of a name, or of an author's own file. Throws ArgumentError where there is none. */
export async function called<T extends { readonly id: string }>(
  { noun, done, ours, read }: Shelf<T>,
  name: string,
  io: CliIo,
): Promise<T> {
  if (!/\.ya?ml$/.test(name)) {
    const all = await ours();
    const one = all.find(({ id }) => id === name);
    if (one !== undefined) return one;
    const ids = all.map(({ id }) => id);
    throw new ArgumentError(`there is no ${noun} ${name}. ${didYouMean(name, ids)}`);
  }
  let text: string;
  try {
    text = await io.file(name);
  } catch (error) {
    throw new ArgumentError(`${name} cannot be read: ${unreadable(error)}`);
  }
  const [one] = read({ name, text });
  if (one !== undefined) return one;
  throw new ArgumentError(
    `${name} holds no ${noun} that can be ${done}; podium ${noun}s check ${name} says why.`,
  );
}
