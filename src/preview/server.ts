import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Delivery } from './delivery.ts';
import { Driver } from './driver.ts';
import { findFile } from './files.ts';
import { Gateway } from './gateway.ts';
import { RestServer } from './rest/server.ts';
import { type GatewayLimits, USUAL_LIMITS } from './shards.ts';
import { Site } from './site.ts';
import { World } from './world.ts';

export interface PreviewOptions {
  /** 0 takes a free port. */
  readonly port: number;
  /** Milliseconds since the epoch; a test's own clock. */
  readonly now?: () => number;
  /** One line about what went wrong inside the preview itself. */
  readonly log?: (line: string) => void;
  /** The bot's name; “Podium” when absent. */
  readonly botName?: string;
  /** Pages beside this one, for one of its people. */
  readonly pages?: (userId: string) => readonly { readonly label: string; readonly address: string }[];
  /** Names of channels that the server has from the start, beside its first. */
  readonly channels?: readonly string[];
  /** Who is there at the start; the first may use admin commands. */
  readonly people?: readonly string[];
  /** What a bot is allowed at the gateway; what is absent is as Discord has it. */
  readonly limits?: Partial<GatewayLimits>;
}

export interface Preview {
  /** The page's address, for instance http://127.0.0.1:8080. */
  readonly url: string;
  /** For `rest.api` of discord.js and DISCORD_API_URL: `<url>/api`. */
  readonly apiUrl: string;
  /** The bot's token; another one is refused. */
  readonly token: string;
  /** The host that serves attachments, for DISCORD_CDN_URL. */
  readonly cdnUrl: string;
  /** What the bot verifies requests of the preview with: 64 hexadecimal digits, for DISCORD_PUBLIC_KEY. */
  readonly publicKey: string;
  readonly applicationId: string;
  readonly guildId: string;
  readonly driver: Driver;
  readonly close: () => Promise<void>;
}

/** Starts a stand-in for Discord on 127.0.0.1. Rejects when the port is taken (EADDRINUSE). */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  const limits = { ...USUAL_LIMITS, ...options.limits };
  const world = new World(options.now ?? Date.now, options.botName ?? 'Podium', limits);
  const names = options.people ?? ['Ada', 'Grace', 'Linus'];
  names.forEach((name, index) => {
    world.addPerson(name, { admin: index === 0, installed: true });
  });
  for (const name of options.channels ?? []) world.addChannel(name);
  const log = options.log ?? (() => undefined);
  const gatewayUrl = () => world.origin.replace('http', 'ws');
  const gateway = new Gateway(world, gatewayUrl);
  const delivery = new Delivery(world, gateway);
  const rest = new RestServer(world, delivery, gatewayUrl);
  const driver = new Driver(world, { gateway, delivery }, rest);
  const site = new Site(world, { gateway, delivery }, options.pages ?? (() => []));
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      log(
        `preview: ${request.method} ${request.url}: ${error instanceof Error ? error.stack : String(error)}`,
      );
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end('{"message":"500: Internal Server Error","code":0}');
    });
  });

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isLocal(request, world.origin)) {
      response.writeHead(403, { 'content-type': 'text/plain' }).end('The preview answers 127.0.0.1 only.\n');
      return;
    }
    const url = new URL(request.url ?? '/', world.origin);
    if (url.pathname.startsWith('/api/')) return rest.handle(request, response, url);
    if (/^\/(ephemeral-)?attachments\//.test(url.pathname)) return serveFile(world, url, response);
    return site.handle(request, response, url);
  };

  server.on('upgrade', (request, socket, head) => {
    if (isLocal(request, world.origin)) gateway.upgrade(request, socket, head);
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: world.origin,
    apiUrl: `${world.origin}/api`,
    cdnUrl: world.origin,
    get token() {
      return world.token;
    },
    publicKey: world.signer.publicKey,
    applicationId: world.bot.id,
    guildId: world.home.guild?.id ?? '',
    driver,
    close: async () => {
      rest.release();
      site.stop();
      await delivery.stop();
      await gateway.stop();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** Refuses names that resolve to 127.0.0.1 from a stranger's page (DNS rebinding) and requests of other origins. */
function isLocal(request: IncomingMessage, origin: string): boolean {
  // Neither a URL nor a browser writes down HTTP's own port, 80; some other clients do.
  const port = new URL(origin).port;
  const hosts = ['127.0.0.1', 'localhost'];
  const own = hosts.flatMap((host) => (port === '' ? [host, `${host}:80`] : [`${host}:${port}`]));
  const { origin: from, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = request.headers;
  if (site === 'cross-site' && mode !== 'navigate') return false;
  return own.includes(request.headers.host ?? '') && (!from || own.some((host) => from === `http://${host}`));
}

function serveFile(world: World, url: URL, response: ServerResponse): void {
  const file = findFile(world, url);
  if (!file) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('This content is no longer available.');
    return;
  }
  const image = /^image\/(png|jpeg|gif|webp)$/.test(file.attachment.content_type);
  response.writeHead(200, {
    'content-type': file.attachment.content_type,
    'content-length': file.bytes.byteLength,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'content-disposition': `${image ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.attachment.filename)}`,
  });
  response.end(file.bytes);
}
