import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is being answered gets this long when the server is closed, where nothing else is said. */
const GRACE_MS = 1000;

/** Begins to listen; gives the port, which is a free one where 0 was asked for. Rejects as the system does: EADDRINUSE. */
export async function listenOn(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

/** Takes no more requests, and waits for what is being answered; who only keeps a connection open is not waited for. */
export function closeGently(server: Server, graceMs: number = GRACE_MS): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), graceMs).unref();
  });
}
