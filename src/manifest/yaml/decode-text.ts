import { ManifestError } from '../explanation.ts';
import { binary } from './bounds.ts';

/**
 * Takes the bytes of a file and gives its text: UTF-8, or UTF-16 with a byte order mark (the mark is dropped).
 * Throws ManifestError `binary` or `invalid-utf-8` (with the line of the first bad byte).
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const utf16 =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : undefined;
  if (utf16 !== undefined) return decode(bytes, utf16) ?? fail(binary());
  if (bytes.includes(0)) throw binary();
  return decode(bytes, 'utf-8') ?? fail(invalid(bytes));
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function fail(error: ManifestError): never {
  throw error;
}

/** The replacement character shows where the first bad byte stood. */
function invalid(bytes: Uint8Array): ManifestError {
  const lenient = new TextDecoder('utf-8').decode(bytes);
  const before = lenient.slice(0, Math.max(0, lenient.indexOf('\ufffd')));
  const line = before.split('\n').length;
  return new ManifestError(
    'invalid-utf-8',
    `Line ${line} is not valid UTF-8: save the file as UTF-8 and send it again.`,
    {
      line,
    },
  );
}
