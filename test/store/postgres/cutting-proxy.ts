import { connect, createServer, type Socket } from 'node:net';

/** A network that breaks, between a store and its PostgreSQL. */
export interface CuttingProxy {
  readonly port: number;
  /** How many connections it has cut. */
  readonly cuts: () => number;
  /** From now on `cut` decides, at each message, whether the connection is cut right there; `hold`: it gets no further. */
  cutWhere(cut: (message: Message) => boolean | 'hold'): void;
  /** Cuts every connection that there is. */
  cutAll(): void;
  close(): Promise<void>;
}

export interface Message {
  /** `asked`: on its way to PostgreSQL, which never gets it; `answered`: done there, and nobody is told. */
  readonly way: 'asked' | 'answered';
  /** What was last asked on this connection is a COMMIT. */
  readonly commit: boolean;
  /** What was last asked on this connection, with the bytes around it. */
  readonly asked: string;
}

/** Starts one on 127.0.0.1 before the server on `port`. */
export async function cuttingProxy(port: number): Promise<CuttingProxy> {
  let decide: (message: Message) => boolean | 'hold' = () => false;
  let cuts = 0;
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const there = connect({ port, host: '127.0.0.1', noDelay: true });
    let commit = false;
    let asked = '';
    const cut = (): void => {
      cuts += 1;
      client.destroy();
      there.destroy();
    };
    for (const socket of [client, there]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        there.destroy();
      });
    }
    client.on('data', (bytes) => {
      // The statement: READ COMMITTED has the word, too.
      commit = bytes.includes('commit\0');
      asked = bytes.toString('latin1');
      const decided = decide({ way: 'asked', commit, asked });
      if (decided === true) cut();
      else if (decided === false) there.write(bytes);
    });
    there.on('data', (bytes) => {
      const decided = decide({ way: 'answered', commit, asked });
      if (decided === true) cut();
      else if (decided === false) client.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    port: address.port,
    cuts: () => cuts,
    cutWhere: (cut) => {
      decide = cut;
    },
    cutAll() {
      cuts += open.size / 2;
      for (const socket of open) socket.destroy();
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
