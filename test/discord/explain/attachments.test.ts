import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { download, FILE_MAX, isAllowed } from '../../../src/discord/platform/attachments.ts';

const servers: Server[] = [];

async function serve(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const fetchFile = (cdnUrl: string, { path = '/a.yaml', size = 4, timeoutMs = 5000 } = {}): Promise<string> =>
  download({ url: `${cdnUrl}${path}`, name: 'a.yaml', size }, { cdnUrl, timeoutMs }).then((bytes) =>
    Buffer.from(bytes).toString('utf8'),
  );

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('where files may come from', () => {
  test.each([
    ['https://cdn.discordapp.com/attachments/1/2/a.yaml?ex=1', true],
    ['https://media.discordapp.net/ephemeral-attachments/1/2/a.yaml', true],
    ['http://cdn.discordapp.com/a.yaml', false],
    ['https://cdn.discordapp.com.evil.example/a.yaml', false],
    ['https://cdn.discordapp.com@evil.example/a.yaml', false],
    ['https://user:secret@cdn.discordapp.com/a.yaml', false],
    ['https://cdn.discordapp.com:8443/a.yaml', false],
    ['https://evil.example/?https://cdn.discordapp.com', false],
    ['file:///etc/passwd', false],
    ['not an address', false],
  ])('%s: %s', (url, allowed) => {
    expect(isAllowed(url, undefined)).toBe(allowed);
  });

  test('DISCORD_CDN_URL adds its own host and port, nothing else', () => {
    expect(isAllowed('http://127.0.0.1:9000/attachments/1', 'http://127.0.0.1:9000')).toBe(true);
    expect(isAllowed('http://127.0.0.1:9001/attachments/1', 'http://127.0.0.1:9000')).toBe(false);
    expect(isAllowed('https://cdn.discordapp.com/a', 'http://127.0.0.1:9000')).toBe(true);
  });

  test('a foreign host is refused before anything is fetched', async () => {
    let asked = false;
    const url = await serve((_request, response) => {
      asked = true;
      response.end('kind');
    });
    const file = { url: `${url}/a.yaml`, name: 'a.yaml', size: 4 };
    await expect(download(file, { cdnUrl: undefined, timeoutMs: 5000 })).rejects.toMatchObject({
      identifier: 'file-foreign-host',
    });
    expect(asked).toBe(false);
  });
});

describe('what is downloaded', () => {
  test('a file comes whole', async () => {
    const url = await serve((_request, response) => response.end('kind: Pod'));
    expect(await fetchFile(url)).toBe('kind: Pod');
  });

  test('256 KiB is read, one byte more is not', async () => {
    const url = await serve((request, response) =>
      response.end(Buffer.alloc(request.url === '/more' ? FILE_MAX + 1 : FILE_MAX, 'a')),
    );
    expect(await fetchFile(url, { size: FILE_MAX })).toHaveLength(FILE_MAX);
    await expect(fetchFile(url, { size: FILE_MAX + 1 })).rejects.toMatchObject({
      identifier: 'file-too-large',
    });
    await expect(fetchFile(url, { path: '/more' })).rejects.toMatchObject({ identifier: 'file-too-large' });
  });

  test('a stream without a length is cut off at the limit, however long it goes on', async () => {
    let closed: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const url = await serve((_request, response) => {
      response.on('close', closed);
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, 'a')));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    await expect(fetchFile(url)).rejects.toMatchObject({ identifier: 'file-too-large' });
    await gone;
  });

  test('a redirect is not followed', async () => {
    const other = await serve((_request, response) => response.end('secret'));
    const url = await serve((_request, response) => response.writeHead(302, { location: other }).end());
    await expect(fetchFile(url)).rejects.toMatchObject({ identifier: 'file-unreachable' });
  });

  test.each([
    [404, 'file-gone'],
    [403, 'file-gone'],
    [500, 'file-unreachable'],
  ])('status %i is told as %s', async (status, identifier) => {
    const url = await serve((_request, response) => response.writeHead(status).end('no'));
    await expect(fetchFile(url)).rejects.toMatchObject({ identifier });
  });

  test('a server that stays silent, or stops half-way, is given up', async () => {
    const silent = await serve(() => undefined);
    await expect(fetchFile(silent, { timeoutMs: 50 })).rejects.toMatchObject({ identifier: 'file-timeout' });
    const stuck = await serve((_request, response) => response.write('ki'));
    await expect(fetchFile(stuck, { timeoutMs: 50 })).rejects.toMatchObject({ identifier: 'file-timeout' });
  });

  test('a broken connection is told, not thrown as it is', async () => {
    const url = await serve((request) => request.socket.destroy());
    await expect(fetchFile(url)).rejects.toMatchObject({ identifier: 'file-unreachable' });
  });
});

test.each([
  ['a connection that breaks', (response: ServerResponse) => response.destroy()],
  ['a 502', (response: ServerResponse) => response.writeHead(502).end()],
])('%s costs no file: it is asked for again', async (_name, trouble) => {
  let asked = 0;
  const url = await serve((_request, response) => {
    asked += 1;
    if (asked === 1) trouble(response);
    else response.end('kind');
  });
  expect(await fetchFile(url)).toBe('kind');
  expect(asked).toBe(2);
});
