import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A load balancer in front of a bot's processes. */
export interface Balancer {
  readonly url: string;
  /** How many requests each process was given, by its address. */
  readonly given: ReadonlyMap<string, number>;
  add(backend: string): void;
  remove(backend: string): void;
  close(): Promise<void>;
}

/**
 * Gives requests to its processes in turn. One that takes no connection is left out for that request, as load balancers do;
 * one that took it is never asked again in another's place, for nobody knows what it did.
 */
export async function startBalancer(): Promise<Balancer> {
  const backends: string[] = [];
  const given = new Map<string, number>();
  const agent = new Agent({ keepAlive: false });
  let turn = 0;
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    turn += 1;
    const inTurn = backends.map((_, index) => backends[(turn + index) % backends.length] ?? '');
    const next = (): void => {
      const backend = inTurn.shift();
      if (backend === undefined) {
        outgoing.writeHead(502).end();
        return;
      }
      const { method = 'GET', url = '/', headers } = incoming;
      const passed = request(`${backend}${url}`, { method, headers, agent }, (answer) => {
        given.set(backend, (given.get(backend) ?? 0) + 1);
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      passed.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ECONNREFUSED') next();
        else if (!outgoing.headersSent) outgoing.writeHead(502).end();
      });
      passed.end(body);
    };
    next();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    given,
    add: (backend) => backends.push(backend),
    remove: (backend) => backends.splice(backends.indexOf(backend), 1),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
