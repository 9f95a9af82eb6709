import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Preview } from '../../src/preview/server.ts';
import { addressOf } from '../store/database.ts';

/**
 * A bot in a process of its own, to be killed with -9 and started again. `file` stands beside this one; `path` is its
 * SQLite file, or what the PostgreSQL database stands for.
 */
export function killedBot(preview: Preview, file: string, path: string) {
  const bot = fileURLToPath(new URL(file, import.meta.url));
  let child: ChildProcess | undefined;
  return {
    /** Starts it with this environment besides; resolves once it serves and is connected. */
    async start(environment: Readonly<Record<string, string>>): Promise<void> {
      const back = preview.driver.gateway.nextReady();
      child = spawn(process.execPath, [bot], {
        env: {
          PATH: process.env.PATH ?? '',
          PREVIEW_API: preview.apiUrl,
          PREVIEW_CDN: preview.cdnUrl,
          PREVIEW_TOKEN: preview.token,
          DATABASE: (await addressOf(path)) ?? path,
          ...environment,
        },
        // Not the runner's own stderr: it would wait for a bot that a failed test left behind.
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      await once(child.stdout ?? child, 'data');
      await back;
    },
    async kill(): Promise<void> {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const over = once(child, 'close');
      child.kill('SIGKILL');
      await over;
    },
  };
}
