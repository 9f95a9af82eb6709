import type { IncomingMessage } from 'node:http';
import type { Draft } from '../compose.ts';
import { MAX_REQUEST_BYTES, type Upload } from '../files.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { Issues, isRecord } from '../rules/issues.ts';
import type { Json } from '../wire.ts';

/** Reads a request's body up to Discord's 25 MiB. Throws 40005. */
async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MAX_REQUEST_BYTES + 64 * 1024) throw refuse(40005);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** JSON, or multipart/form-data with `payload_json` and `files[n]`. Throws 50109. */
export async function readDraft(request: IncomingMessage): Promise<Draft & { readonly json: unknown }> {
  return draftOf(await readBytes(request), request.headers['content-type'] ?? '');
}

/** The same of a body that is there, by its Content-Type. */
export async function draftOf(bytes: Buffer, type: string): Promise<Draft & { readonly json: unknown }> {
  if (!type.startsWith('multipart/form-data')) {
    if (bytes.length > 0 && !type.startsWith('application/json')) throw wrongType();
    const json = bytes.length === 0 ? {} : parseJson(bytes.toString('utf8'));
    return { json, body: isRecord(json) ? json : {}, files: new Map() };
  }
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } })
    .formData()
    .catch(() => {
      throw refuse(50109);
    });
  const files = new Map<number, Upload>();
  let json: unknown = {};
  for (const [key, value] of form.entries()) {
    if (typeof value === 'string') {
      if (key === 'payload_json') json = parseJson(value);
      continue;
    }
    const index = Number(/^files\[(\d+)\]$/.exec(key)?.[1] ?? files.size);
    files.set(index, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  const body: Json = isRecord(json) ? json : {};
  return { json, body, files };
}

/** "invalid form body … or invalid Content-Type provided" (50035). */
function wrongType(): Refusal {
  const issues = new Issues();
  issues.add(
    [],
    'CONTENT_TYPE_INVALID',
    "Expected \"Content-Type\" header to be one of {'application/json', 'multipart/form-data'}.",
  );
  return issues.refusal();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse(50109);
  }
}
