import { digest, slugOf } from './ids.ts';

/** Long enough to tell options apart, short enough to read. */
const LENGTH = 24;

interface Named {
  /** As the deck's author wrote it. */
  readonly id?: string | undefined;
  readonly text: string;
  /** For locate. */
  readonly line?: number;
}

/**
 * The ids of a card's options: those that its author wrote, and for the others one that follows from the text
 * (`UID 2000` → `uid-2000`), or the line. No two are the same as long as the author's are not.
 */
export function optionIds(options: readonly Named[]): readonly string[] {
  const taken = new Set(options.flatMap(({ id }) => id ?? []));
  return options.map(({ id, text, line }) => {
    if (id !== undefined) return id;
    const slug = line === undefined ? slugOf(text, LENGTH) : `line-${line}`;
    const base = slug === '' ? `option-${digest(text, 6)}` : slug;
    let derived = base;
    for (let number = 2; taken.has(derived); number++) derived = `${base}-${number}`;
    taken.add(derived);
    return derived;
  });
}
