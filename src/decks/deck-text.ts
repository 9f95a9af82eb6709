import type { Problem } from './problem.ts';

/** A deck file's name, as messages show it, and its text. */
export interface DeckText {
  readonly name: string;
  readonly text: string;
  /** What it was taken to be written in, where nothing in the file says so. */
  readonly assumed?: Assumed;
}

/** An encoding that a file was read in on the evidence of its bytes alone. */
type Assumed = 'UTF-16' | 'Windows-1252' | 'UTF-8 with broken characters';

/** The bytes of a file cannot be text. */
export class NotTextError extends Error {
  override readonly name = 'NotTextError';
  constructor(found: string) {
    super(`${found}: save it as plain text in UTF-8 (in a spreadsheet as "CSV UTF-8") and try again`);
  }
}

/**
 * The bytes of a deck's file as text: UTF-8, UTF-16 as a spreadsheet's "Unicode Text" has it, and Windows-1252
 * (Latin-1) as older ones write CSV. What the file does not say itself is in `assumed`. A byte order mark is dropped,
 * nothing else is changed.
 * @throws NotTextError whose message goes on behind the file's name.
 */
export function deckTextOf(name: string, bytes: Uint8Array): DeckText {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { name, text: asText(decoded(bytes, 'utf-16le')) };
  if (first === 0xfe && second === 0xff) return { name, text: asText(decoded(bytes, 'utf-16be')) };
  if (bytes.includes(0)) return { name, text: asText(clean(unmarkedUtf16(bytes))), assumed: 'UTF-16' };
  const utf8 = decoded(bytes, 'utf-8');
  if (utf8 !== undefined) return { name, text: asText(utf8) };
  const lenient = new TextDecoder('utf-8').decode(bytes);
  if (isBrokenUtf8(lenient)) return { name, text: asText(lenient), assumed: 'UTF-8 with broken characters' };
  // The five bytes that Windows-1252 leaves out: some other encoding of eight bits.
  if (bytes.some((byte) => [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte)))
    throw new NotTextError('is in an encoding that nothing in it tells');
  return { name, text: asText(clean(decoded(bytes, 'windows-1252'))), assumed: 'Windows-1252' };
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Zero bytes in every other place only: where all of them are the high halves of characters, it is UTF-16. */
function unmarkedUtf16(bytes: Uint8Array): string | undefined {
  const zeros = [0, 0];
  bytes.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (bytes.length % 2 !== 0 || (even > 0 && odd > 0)) return undefined;
  const text = decoded(bytes, odd > 0 ? 'utf-16le' : 'utf-16be');
  // A table and a deck have lines, and no text has what Unicode leaves out for good.
  return text === undefined || !text.includes('\n') || /[\ufdd0-\ufdef\ufffe\uffff]/.test(text)
    ? undefined
    : text;
}

/** Whether most characters beyond ASCII are whole: a few broken ones then are damage, and no other encoding. */
function isBrokenUtf8(lenient: string): boolean {
  const beyond = [...lenient].filter((character) => character > '\u007f');
  const broken = beyond.filter((character) => character === '\ufffd').length;
  return broken < beyond.length - broken;
}

function asText(text: string | undefined): string {
  if (text === undefined || text.includes('\0')) throw new NotTextError('is not text');
  return text;
}

/** What a guess gives is text only where it has no control characters but those of lines and columns. */
function clean(text: string | undefined): string | undefined {
  return text === undefined || /(?![\t-\r])\p{Cc}/u.test(text.replaceAll('\u0085', '')) ? undefined : text;
}

/** What is said of it; `word` is one that shows whether it was right. */
const REMARKS: Readonly<Record<Assumed, (word: string) => string>> = {
  'UTF-16': () => 'the file does not say in which encoding it is, and was read as UTF-16',
  'Windows-1252': (word) =>
    `the file is not in UTF-8, and was read as Windows-1252 (Latin-1): if "${word}" is not right, save it as UTF-8`,
  'UTF-8 with broken characters': (word) =>
    `a character of "${word}" is broken: write it again, and save the file as UTF-8`,
};

/** The word around a place in a line, at most so many characters of it on either side. */
function wordAt(line: string, column: number): string {
  const before =
    line
      .slice(Math.max(0, column - 20), column)
      .split(/[\s,;"]/)
      .at(-1) ?? '';
  const [after = ''] = line.slice(column, column + 20).split(/[\s,;"]/, 1);
  return `${before}${after}`;
}

/** What has to be said of how the file was read, at the first line that shows whether it was right. */
export function encodingProblems({ name, text, assumed }: DeckText): readonly Problem[] {
  if (assumed === undefined) return [];
  const broken = assumed === 'UTF-8 with broken characters';
  const lines = text.split('\n');
  const telling = broken ? /\ufffd/ : /[^\p{ASCII}]/u;
  return lines
    .flatMap((line, index) => {
      const column = line.search(telling);
      return column < 0 ? [] : [{ line: index + 1, column: column + 1, excerpt: line.replace(/\r$/, '') }];
    })
    .concat({ line: 1, column: 1, excerpt: lines[0] ?? '' })
    .slice(0, broken ? -1 : 1)
    .map((place) => ({
      ...place,
      severity: broken ? ('error' as const) : ('warning' as const),
      code: 'encoding',
      file: name,
      path: '',
      message: REMARKS[assumed](wordAt(place.excerpt, place.column - 1)),
      length: 1,
    }));
}
