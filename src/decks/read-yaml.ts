import { type Document, parseDocument, type YAMLError } from 'yaml';
import { lineOf, lineStarts } from './lines.ts';
import { inQuotes, type Quoted } from './unquoted.ts';

/** Something that is not YAML: its place in {@link ReadYaml.text}. */
interface YamlFault {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

export interface ReadYaml {
  /** undefined where what is wrong cannot be read past. */
  readonly document: Document | undefined;
  /** The text with quotes where they were missing, so that what follows can be read: its lines are those of the file. */
  readonly text: string;
  readonly faults: readonly YamlFault[];
}

/** Rounds of putting in quotes: each finds what the one before was hidden behind. */
const ROUNDS = 6;
/** Lines that get their quotes; who has more mends these first. */
const MOST_QUOTED = 100;
/** Errors beyond these say nothing new, and parsing such a file again and again takes long. */
const MOST_ERRORS = 1000;

/**
 * Reads one YAML document. Text that lacks its quotes is a fault, and read as if it had them, so that the rest of the
 * file is checked all the same. `noun` is what the file holds. Pure; never throws.
 */
export function readYaml(written: string, noun: string): ReadYaml {
  const lines = written.split('\n');
  const quoted = new Map<number, Quoted>();
  for (let round = 0; ; round++) {
    const text = lines.join('\n');
    const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false, merge: false });
    const starts = lineStarts(lines);
    const faults = [...quoted].map(([index, { column, message }]) => {
      const start = (starts[index] ?? 0) + column;
      return { start, end: start + 1, message };
    });
    if (document.errors.length === 0) return { document, text, faults };
    const few = quoted.size < MOST_QUOTED && document.errors.length < MOST_ERRORS;
    const mended = round < ROUNDS && few && mend(lines, document.errors, starts, quoted);
    if (!mended) {
      const left = document.errors.slice(0, MOST_ERRORS).map((error) => ({
        start: Math.min(error.pos[0], text.length),
        end: error.pos[1],
        message: saying(error, noun),
      }));
      return { document: undefined, text, faults: [...faults, ...left] };
    }
  }
}

/** Puts quotes into the lines that lack them; false where none did. */
function mend(
  lines: string[],
  errors: readonly YAMLError[],
  starts: readonly number[],
  quoted: Map<number, Quoted>,
): boolean {
  let mended = false;
  // Of errors in one line the first is its own, and the others follow from it.
  const at = new Set(errors.slice(0, MOST_QUOTED).map(({ pos }) => lineOf(starts, pos[0]) - 1));
  for (const index of at) {
    const right = quoted.has(index) ? undefined : inQuotes(lines, index);
    if (right === undefined) continue;
    right.lines.forEach((line, more) => {
      lines[index + more] = line;
    });
    quoted.set(index, right);
    mended = true;
  }
  return mended;
}

/** What an error of the YAML library means to whoever wrote the file. */
function saying({ code, message }: YAMLError, noun: string): string {
  switch (code) {
    case 'MULTIPLE_DOCS':
      return `a file holds one ${noun}: move what follows \`---\` into a file of its own`;
    case 'TAB_AS_INDENT':
      return 'this line is indented with a tab: YAML wants spaces';
    case 'BAD_INDENT':
      return 'this line begins at another column than the lines it belongs with (or a bracket before it is not closed): give it as many spaces in front as they have';
    case 'MISSING_CHAR':
      return 'this is neither `key: value` nor an item of a list with `- ` in front: check its indentation, and that quotes and brackets before it are closed';
    case 'MULTILINE_IMPLICIT_KEY':
      return 'a text goes on in this line that is not meant to: put the whole text in quotes, or write | behind its key and indent every line of it below';
    default:
      return `this is not valid YAML (${message}): check its indentation, and put text with special characters in quotes`;
  }
}
