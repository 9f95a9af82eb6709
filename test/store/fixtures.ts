import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterEach } from 'vitest';
import type { AnswerInput, AskInput, Store } from '../../src/store/store.ts';
import { openStore } from './database.ts';
import { askInput, right } from './questions.ts';

export { askInput, NOON, numberCard, question, right } from './questions.ts';

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A folder of this test's own, removed after it. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'podium-store-'));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A store on a real file, closed after the test. */
export async function tempStore(path = join(tempFolder(), 'podium.db')): Promise<Store> {
  const store = await openStore({ path });
  cleanups.push(() => store.close());
  return store;
}

/** Asks and answers at once. */
export async function answered(store: Store, asked: Partial<AskInput>, answer: Partial<AnswerInput> = {}) {
  const input = askInput(asked);
  const { id } = await store.ask(input);
  return store.recordAnswer(right(id, { userId: input.userId, now: input.now, ...answer }));
}

/** From now on; what it gives tells the longest time, in ms, that the event loop has stood still since. */
export function watchLoop(): () => number {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  return () => {
    delay.disable();
    return delay.max / 1e6;
  };
}
