import { flagsOf } from './args/flags.ts';
import { commandBelow } from './commands.ts';

/** The command that a command line names. */
interface Found {
  /** `create deployment`; empty for kubectl itself. */
  readonly path: string;
  /** The words without those that name the command. */
  readonly words: readonly string[];
  /** The first word that is no flag and names no command. */
  readonly unknown?: string;
}

/** Which command the words name, wherever flags stand between (cobra Command.Find). */
export function commandOf(argv: readonly string[]): Found {
  let path = '';
  let words = argv;
  for (;;) {
    const at = firstWord(path, words);
    const word = at === undefined ? undefined : words[at];
    if (at === undefined || word === undefined) return { path, words };
    const below = commandBelow(path, word);
    if (below === undefined) return path === '' ? { path, words, unknown: word } : { path, words };
    path = below;
    words = [...words.slice(0, at), ...words.slice(at + 1)];
  }
}

/** Index of the first word that is neither a flag nor a flag's value (cobra stripFlags). */
function firstWord(path: string, words: readonly string[]): number | undefined {
  const flags = flagsOf(path);
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') return undefined;
    if (!word.startsWith('-') || word === '') {
      if (word !== '') return at;
    } else if (word.startsWith('--')) {
      if (!word.includes('=') && flags.get(word)?.bare === undefined) at += 1;
    } else if (!word.includes('=') && word.length === 2 && flags.get(word)?.bare === undefined) at += 1;
  }
  return undefined;
}
