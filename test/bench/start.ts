import { type Kind, startBot } from './bots.ts';
import { median } from './samples.ts';

/** Prints the time from the start of the process to READY against the "ok" bot, starts taking turns. */
export async function benchStart(): Promise<void> {
  const times: Record<'ok' | 'podium', number[]> = { ok: [], podium: [] };
  for (let round = 0; round < 7; round++) {
    for (const kind of ['ok', 'podium'] as const satisfies readonly Kind[]) {
      const bot = await startBot(kind);
      times[kind].push(bot.startMs);
      await bot.stop();
    }
  }
  const [ok, podium] = [median(times.ok), median(times.podium)];
  console.table([
    { what: '"ok" bot', 'ms to READY': Math.round(ok), ratio: '', 'at most': '' },
    { what: 'Podium', 'ms to READY': Math.round(podium), ratio: (podium / ok).toFixed(2), 'at most': '1.5' },
  ]);
}
