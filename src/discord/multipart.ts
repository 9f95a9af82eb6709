import type { OutgoingFile } from './message.ts';

/** A request body with its Content-Type, boundary included. */
export interface Multipart {
  readonly body: Buffer;
  readonly contentType: string;
}

/**
 * Files with the JSON they belong to, as `multipart/form-data` (RFC 7578) in the form Discord takes: `payload_json`
 * and `files[n]`. File names must be `[\w.-]`, which payload-limits.ts checks. `id` makes the boundary; it is
 * lengthened until no part contains it.
 */
export function multipart(payload: unknown, files: readonly OutgoingFile[], id: string): Multipart {
  const json = Buffer.from(JSON.stringify(payload), 'utf8');
  const contents = files.map(({ data }) => (typeof data === 'string' ? Buffer.from(data, 'utf8') : data));
  let boundary = `podium-${id}`;
  while (json.includes(boundary) || contents.some((each) => each.includes(boundary))) boundary += '-';
  const parts = [
    Buffer.from(head(boundary, 'name="payload_json"', 'application/json')),
    json,
    ...files.flatMap(({ name }, index) => [
      Buffer.from(`\r\n${head(boundary, `name="files[${index}]"; filename="${name}"`, typeOf(name))}`),
      contents[index] ?? Buffer.alloc(0),
    ]),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ];
  return { body: Buffer.concat(parts), contentType: `multipart/form-data; boundary=${boundary}` };
}

function head(boundary: string, disposition: string, type: string): string {
  return `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: ${type}\r\n\r\n`;
}

/** Pictures are shown by their type; everything else Discord judges by its name. */
function typeOf(name: string): string {
  return name.endsWith('.png') ? 'image/png' : 'application/octet-stream';
}
