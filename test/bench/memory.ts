import { setTimeout as wait } from 'node:timers/promises';
import { type Kind, rate, startBot } from './bots.ts';

const PEOPLE = 100_000;
/** Longer than the sweep of idle REST handlers. */
const SETTLE_MS = 15_000;

/** Prints resident memory at idle and after 100,000 different people, for both bots. */
export async function benchMemory(): Promise<void> {
  const rows = [];
  for (const kind of ['ok', 'podium'] as const satisfies readonly Kind[]) {
    const bot = await startBot(kind);
    await wait(3000);
    const idle = bot.rss();
    await rate(PEOPLE, 64, (n) => bot.standIn.send(n, 2, { id: '1', name: 'stats', type: 1, options: [] }));
    const busy = bot.rss();
    await wait(SETTLE_MS);
    const after = bot.rss();
    await bot.stop();
    rows.push({
      what: kind === 'ok' ? '"ok" bot' : 'Podium',
      'idle MB': Math.round(idle),
      'at the end MB': Math.round(busy),
      'after MB': Math.round(after),
      ratio: (after / idle).toFixed(2),
      'at most': kind === 'ok' ? '' : '1.5',
    });
  }
  console.table(rows);
}
