import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/index.ts';
import { askInput, right } from '../store/questions.ts';
import { rate } from './bots.ts';

/**
 * CPU of an answer in the store alone, in µs: read, recorded and committed in groups of up to `width`, without Discord.
 * With what the "ok" bot costs it is the least that an answer in Discord can cost.
 */
export async function recordedAnswer(total: number, width: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'podium-bench-'));
  const store = await openStore({ path: join(folder, 'podium.db') });
  const asks: { id: number; userId: string }[] = [];
  await rate(total, width, async (n) => {
    const userId = String(100_000_000_000_000_000n + BigInt(n));
    asks.push({ id: (await store.ask(askInput({ userId }))).id, userId });
  });
  const before = process.cpuUsage();
  await rate(total, width, async (n) => {
    const { id = 0, userId = '' } = asks[n] ?? {};
    await store.askFor(id, userId);
    await store.recordAnswer(right(id, { userId }));
  });
  const { user, system } = process.cpuUsage(before);
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  return (user + system) / total;
}
