import type { OutgoingFile } from './message.ts';

/** A request body as it is sent, with its Content-Type (boundary included). */
export interface WrittenBody {
  readonly body: Buffer | string;
  readonly contentType: string;
}

/** The JSON alone, or as {@link multipart} where files go along. */
export function writeBody(payload: unknown, files: readonly OutgoingFile[], id: string): WrittenBody {
  return files.length === 0
    ? { body: JSON.stringify(payload), contentType: 'application/json' }
    : multipart(payload, files, id);
}

/**
 * Files with the JSON they belong to, as `multipart/form-data` (RFC 7578) in the form Discord takes: `payload_json`
 * and `files[n]`. File names must be `[\w.-]`, which payload-limits.ts checks. `id` makes the boundary; it is
 * lengthened until no part contains it. Where all files are text, the body is one text too: it is encoded once.
 */
export function multipart(payload: unknown, files: readonly OutgoingFile[], id: string): WrittenBody {
  const json = JSON.stringify(payload);
  let boundary = `podium-${id}`;
  while (json.includes(boundary) || files.some(({ data }) => data.includes(boundary))) boundary += '-';
  const parts = [
    head(boundary, 'name="payload_json"', 'application/json'),
    json,
    ...files.flatMap(({ name, data }, index) => [
      `\r\n${head(boundary, `name="files[${index}]"; filename="${name}"`, typeOf(name))}`,
      data,
    ]),
    `\r\n--${boundary}--\r\n`,
  ];
  return { body: joined(parts), contentType: `multipart/form-data; boundary=${boundary}` };
}

function joined(parts: readonly (Buffer | string)[]): Buffer | string {
  const texts = parts.filter((part) => typeof part === 'string');
  if (texts.length === parts.length) return texts.join('');
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : part)));
}

function head(boundary: string, disposition: string, type: string): string {
  return `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: ${type}\r\n\r\n`;
}

/** Pictures are shown by their type; everything else Discord judges by its name. */
function typeOf(name: string): string {
  return name.endsWith('.png') ? 'image/png' : 'application/octet-stream';
}
