import { rate, startBot } from './bots.ts';

/** Prints how many deferred answers (defer, then edit) a second the library's settings and Podium's client manage. */
export async function benchDeferred(): Promise<void> {
  const rows = [];
  for (const [kind, total] of [
    ['defer', 300],
    ['defer-podium', 5000],
  ] as const) {
    const bot = await startBot(kind);
    const perSecond = await rate(total, 64, (n) =>
      bot.standIn.send(n, 2, { id: '1', name: 'ok', type: 1, options: [] }),
    );
    await bot.stop();
    rows.push({
      what: kind === 'defer' ? 'discord.js as it comes' : 'Podium’s client',
      'defer + edit a second': Math.round(perSecond),
    });
  }
  console.table(rows);
}
