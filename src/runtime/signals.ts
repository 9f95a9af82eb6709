import { EXIT } from './exit-code.ts';

export interface ShutdownParts {
  /** Stops everything in order; called once. */
  readonly stop: () => Promise<void>;
  /** `process`, or what a test puts in its place. */
  readonly target: Pick<NodeJS.Process, 'on' | 'exit'>;
  /** Told when stopping failed or took too long. */
  readonly onTrouble: (error: unknown) => void;
}

/** A stop that hangs is cut off here; Discord's supervisors and container runtimes kill after 5 to 10 s. */
const DEADLINE_MS = 4500;

/** SIGTERM and SIGINT stop the bot once and exit 0; more of them (npm passes Ctrl-C on twice) change nothing. */
export function stopOnSignals({ stop, target, onTrouble }: ShutdownParts): void {
  let stopping = false;
  const begin = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    const deadline = setTimeout(() => {
      onTrouble(new RangeError(`stopping took more than ${DEADLINE_MS} ms`));
      target.exit(EXIT.failed);
    }, DEADLINE_MS);
    try {
      await stop();
    } catch (error) {
      onTrouble(error);
      target.exit(EXIT.failed);
    }
    clearTimeout(deadline);
    target.exit(EXIT.ok);
  };
  target.on('SIGTERM', begin);
  target.on('SIGINT', begin);
}
