import { describe, expect, it } from 'vitest';
import { multipart } from '../../../src/discord/platform/multipart.ts';

async function parsed(files: readonly { name: string; data: string | Buffer }[], payload: unknown = {}) {
  const { body, contentType } = multipart(payload, files, '1');
  return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData();
}

async function bytes(form: FormData, name: string): Promise<Buffer> {
  const file = form.get(name);
  if (!(file instanceof Blob)) throw new TypeError(`${name} is no file`);
  return Buffer.from(await file.arrayBuffer());
}

describe('a multipart body', () => {
  it('gives back the JSON and every file byte for byte', async () => {
    const picture = Buffer.from([0, 13, 10, 45, 45, 255, 13, 10]);
    const form = await parsed(
      [
        { name: 'manifest.yaml', data: 'name: “ü”\r\n' },
        { name: 'card.png', data: picture },
        { name: 'empty.txt', data: '' },
      ],
      { data: { content: 'ß "quoted"' } },
    );
    const payload = form.get('payload_json');
    const json = payload instanceof Blob ? await payload.text() : String(payload);
    expect(JSON.parse(json)).toEqual({ data: { content: 'ß "quoted"' } });
    expect(await bytes(form, 'files[0]')).toEqual(Buffer.from('name: “ü”\r\n', 'utf8'));
    expect(await bytes(form, 'files[1]')).toEqual(picture);
    expect(await bytes(form, 'files[2]')).toEqual(Buffer.alloc(0));
    expect((form.get('files[1]') as File).type).toBe('image/png');
  });

  it('is not ended by a paste that holds the boundary', async () => {
    const paste =
      '--podium-1--\r\n--podium-1-\r\nContent-Disposition: form-data; name="payload_json"\r\n\r\n{}';
    expect(String(await bytes(await parsed([{ name: 'a.yaml', data: paste }]), 'files[0]'))).toBe(paste);
  });
});
