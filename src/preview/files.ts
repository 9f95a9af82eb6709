import { isGood, signedAddress } from './addresses.ts';
import { refuse } from './refusal.ts';
import type { Attachment } from './wire.ts';
import type { StoredFile, World } from './world.ts';

/** A file as it is uploaded: by a person with a command, or by the bot with a message. */
export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly description?: string;
  readonly contentType?: string;
}

/** Discord's default limit for one file, and for one request. */
const MAX_FILE_BYTES = 10 * 1024 * 1024;
export const MAX_REQUEST_BYTES = 25 * 1024 * 1024;

const TYPES: Readonly<Record<string, string>> = {
  yaml: 'application/yaml; charset=utf-8',
  yml: 'application/yaml; charset=utf-8',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
};

/**
 * Keeps a file and gives it a signed address under /attachments; of a person's option, or of a message that only one
 * person sees, under /ephemeral-attachments. `folder` is the id that stands before the file's own.
 */
export function storeFile(world: World, folder: string, upload: Upload, ephemeral: boolean): Attachment {
  if (upload.bytes.byteLength > MAX_FILE_BYTES) throw refuse(40005);
  const id = world.id();
  const filename = cleanName(upload.name);
  const path = `/${ephemeral ? 'ephemeral-attachments' : 'attachments'}/${folder}/${id}/${filename}`;
  const url = signedAddress(world, path);
  const attachment: Attachment = {
    id,
    filename,
    size: upload.bytes.byteLength,
    url,
    proxy_url: url,
    content_type: upload.contentType ?? typeOf(filename),
    ...(filename === upload.name ? {} : { title: upload.name.replace(/\.[^.]*$/, '') }),
    ...(upload.description ? { description: upload.description } : {}),
    ...pngSize(upload.bytes),
    ...(ephemeral ? { ephemeral: true } : {}),
  };
  world.files.set(path, { attachment, bytes: upload.bytes });
  return attachment;
}

/** The file behind a signed address; undefined when there is none, the signature is wrong or it has expired. */
export function findFile(world: World, url: URL): StoredFile | undefined {
  return isGood(world, url) ? world.files.get(url.pathname) : undefined;
}

/** Discord rewrites what is not a letter of ASCII, a digit, `_`, a dot or a hyphen; `title` has what it was. */
export function cleanName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  return (
    last
      .replace(/\s+/g, '_')
      .replace(/[^\w.-]/g, '')
      .slice(-260) || 'unknown'
  );
}

function typeOf(filename: string): string {
  return TYPES[filename.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}

/** Width and height from a PNG's header. */
function pngSize(bytes: Uint8Array): { width: number; height: number } | Record<string, never> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < 24 || buffer.toString('latin1', 1, 4) !== 'PNG') return {};
  return { width: buffer.readUInt32BE(16), height: buffer.readUInt32BE(20) };
}
