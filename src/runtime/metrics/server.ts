/** What a supervisor, a load balancer and Prometheus ask a running bot, over HTTP: is it alive, is it ready, its figures. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { isIPv6 } from 'node:net';
import { closeGently, listenOn } from '../serving.ts';

/** What the metrics are, in Prometheus's text format. */
export interface Exposition {
  readonly contentType: string;
  readonly text: string;
}

export interface MetricsServerOptions {
  /** The address of this machine that it listens at. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly metrics: () => Promise<Exposition>;
  /** Why people cannot be served now, in a sentence; null when they can. */
  readonly unready: () => Promise<string | null>;
  readonly onError: (error: unknown) => void;
  /** A request that is not here by then, in ms, is given up; an answer that nobody fetches, after twice that. */
  readonly patienceMs?: number;
}

export interface MetricsServer {
  /** `http://127.0.0.1:9464`. */
  readonly url: string;
  close(): Promise<void>;
}

const PATIENCE_MS = 5_000;
/** More than a few scrapers and probes; more connections than these are closed at once. */
const MOST_CONNECTIONS = 32;

/** Begins to serve. Rejects as {@link listenOn} does. */
export async function startMetricsServer(options: MetricsServerOptions): Promise<MetricsServer> {
  const { host, unready, onError, patienceMs = PATIENCE_MS } = options;
  const metrics = together(options.metrics);
  const asked = together(unready);

  /** Answers one path; the event loop has gone round once more by then. */
  const answers: Readonly<Record<string, () => Promise<Answer>>> = {
    '/healthz': async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return { status: 200, text: 'ok\n' };
    },
    '/readyz': async () => {
      const reason = await asked();
      return reason === null ? { status: 200, text: 'ok\n' } : { status: 503, text: `${reason}\n` };
    },
    '/metrics': async () => ({ status: 200, ...(await metrics()) }),
  };

  const server = createServer(
    {
      requestTimeout: patienceMs,
      headersTimeout: patienceMs,
      connectionsCheckingInterval: Math.min(1_000, patienceMs),
    },
    (request, response) => {
      const limit = setTimeout(() => response.destroy(), 2 * patienceMs).unref();
      response.once('close', () => clearTimeout(limit));
      answerTo(request, answers).then(
        (answer) => send(request, response, answer),
        (error: unknown) => {
          onError(error);
          send(request, response, { status: 500, text: 'This could not be found out; the log says why.\n' });
        },
      );
    },
  );
  server.maxConnections = MOST_CONNECTIONS;
  server.keepAliveTimeout = patienceMs;
  server.timeout = 2 * patienceMs;
  const port = await listenOn(server, options.port, host);
  return {
    url: `http://${isIPv6(host) ? `[${host}]` : host}:${port}`,
    close: () => closeGently(server),
  };
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly contentType?: string;
  readonly allow?: string;
}

async function answerTo(
  { method, url = '/' }: IncomingMessage,
  answers: Readonly<Record<string, () => Promise<Answer>>>,
): Promise<Answer> {
  const [path = '/'] = url.split('?');
  if (!Object.hasOwn(answers, path)) {
    return { status: 404, text: `There is nothing here but ${Object.keys(answers).join(', ')}.\n` };
  }
  if (method !== 'GET' && method !== 'HEAD') {
    return { status: 405, text: 'Only GET and HEAD are answered.\n', allow: 'GET, HEAD' };
  }
  return (await answers[path]?.()) ?? { status: 404, text: '' };
}

function send(
  { method }: IncomingMessage,
  response: ServerResponse,
  { status, text, contentType, allow }: Answer,
) {
  response.writeHead(status, {
    'content-type': contentType ?? 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(allow === undefined ? {} : { allow }),
  });
  response.end(method === 'HEAD' ? '' : text);
}

/** Who asks while the answer is being found out gets that one: many who ask at once cost as much as one. */
function together<T>(find: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= find().finally(() => {
      running = undefined;
    });
    return running;
  };
}
