import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The page is bundled beside the bot; run from source, it is found in dist/. */
const HERE = dirname(fileURLToPath(import.meta.url));
const FOLDERS = [join(HERE, 'terminal'), join(HERE, '../../dist/terminal')];

/** What there is, and as what it is sent. */
const FILES: Readonly<Record<string, string>> = {
  'index.html': 'text/html; charset=utf-8',
  'main.js': 'text/javascript; charset=utf-8',
  'main.css': 'text/css; charset=utf-8',
};

/**
 * Scripts and requests of its own only, and nobody may show it in a frame. xterm.js and CodeMirror write style
 * elements, so styles may stand in the page.
 */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
} as const;

/** Sends a file of the page; the page itself for every lab. */
export async function sendPage(
  { method }: IncomingMessage,
  response: ServerResponse,
  pathname: string,
): Promise<void> {
  const name = pathname === '/' || /^\/lab\/[^/]+$/.test(pathname) ? 'index.html' : pathname.slice(1);
  const type = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
  if (type !== undefined && (method === 'GET' || method === 'HEAD')) {
    for (const folder of FOLDERS) {
      const bytes = await readFile(join(folder, name)).catch(() => undefined);
      if (bytes === undefined) continue;
      response.writeHead(200, { ...HEADERS, 'content-type': type });
      response.end(method === 'HEAD' ? undefined : bytes);
      return;
    }
  }
  response.writeHead(404, { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' });
  response.end(type === undefined ? 'Not found.\n' : 'The page is not built yet: run `npm run build`.\n');
}
