import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** How a process ended. */
interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `src/main.ts` as a process of its own. */
export interface BotProcess {
  readonly child: ChildProcess;
  /** Everything it wrote to stdout so far. */
  stdout(): string;
  /** Resolves when stdout holds this text; rejects when the process ends before. */
  says(text: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

/** What `npm start` runs. */
export const BUILT = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** Starts the bot in `folder` (its .env, if any, is read from there) with no other environment than this. */
export function startProcess(
  folder: string,
  environment: Readonly<Record<string, string>>,
  file = MAIN,
): BotProcess {
  const child = spawn(process.execPath, [file], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', DATABASE_PATH: 'podium.db', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return {
    child,
    stdout: () => stdout,
    async says(text) {
      while (!stdout.includes(text)) {
        const more = once(child.stdout ?? child, 'data');
        const over = ended.then(() => {
          if (!stdout.includes(text))
            throw new Error(`The bot ended before it said "${text}": ${stdout}${stderr}`);
        });
        await Promise.race([more, over]);
      }
    },
    kill: (signal) => child.kill(signal),
    ended,
  };
}
