import { constants } from 'node:os';

const cleanups = new Set<() => void>();

/**
 * Has `cleanup` done when the bench ends, also by Ctrl-C or an error; it must not wait for anything. The function given
 * back does it now instead.
 */
export function atEnd(cleanup: () => void): () => void {
  if (cleanups.size === 0) listen();
  cleanups.add(cleanup);
  return () => {
    if (cleanups.delete(cleanup)) cleanup();
  };
}

let listening = false;

function listen(): void {
  if (listening) return;
  listening = true;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
  process.on('exit', () => {
    // What was begun last ends first: bots before the server that they are connected to.
    for (const cleanup of [...cleanups].reverse())
      try {
        cleanup();
      } catch (error) {
        process.stderr.write(
          `could not tidy up: ${error instanceof Error ? error.message : String(error)}\n`,
        );
      }
  });
}
