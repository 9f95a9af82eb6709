import { freePort } from '../../store/postgres-cluster.ts';
import { type Running, startBot } from '../bots.ts';
import { numberOf, serverOf } from '../learners.ts';
import type { Json } from '../questions.ts';

/** Several processes of the bot on one database, each with people of its own. */
export interface Fleet {
  /** `person`: their place among the learners that the database was filled with. */
  send(person: number, type: number, data: Json): Promise<Json>;
  /** CPU time that all of them have used, in ms. */
  cpuMs(): number;
  /** What their own metrics say until now. */
  told(): Promise<Told>;
  stop(): Promise<void>;
}

/** Sums over all processes since they started, in seconds. */
interface Told {
  /** From the arrival of an interaction until Discord had its first answer. */
  readonly handling: number;
  /** Of that, waiting for the use-cases of the store that an answer needs. */
  readonly store: number;
}

/** What an answer asks the store for while the person waits. */
const OF_AN_ANSWER: ReadonlySet<string> = new Set(['askFor', 'recordAnswer']);

/**
 * Starts so many processes. Each has a connection of its own to a stand-in of its own and is told only of its own
 * servers, as Discord does it with shards: by the server's number, modulo how many there are
 * (https://discord.com/developers/docs/events/gateway#sharding).
 */
export async function startFleet(
  processes: number,
  database: { readonly DATABASE_URL: string } | { readonly DATABASE_PATH: string },
): Promise<Fleet> {
  const bots: { readonly bot: Running; readonly port: number }[] = [];
  for (let n = 0; n < processes; n += 1) {
    const port = await freePort();
    // What is refused under full load is counted, not logged.
    const environment = { METRICS_PORT: String(port), LOG_LEVEL: 'fatal', ...database };
    bots.push({ bot: await startBot('podium', environment), port });
  }
  return {
    send(person, type, data) {
      const guild = serverOf(person);
      const served = bots[guild % processes];
      if (served === undefined) throw new RangeError('a fleet has at least one process');
      return served.bot.standIn.send(numberOf(person), type, data, guild);
    },
    cpuMs: () => bots.reduce((sum, { bot }) => sum + bot.cpuMs(), 0),
    async told() {
      const each = await Promise.all(bots.map(({ port }) => toldBy(port)));
      return each.reduce((a, b) => ({ handling: a.handling + b.handling, store: a.store + b.store }));
    },
    async stop() {
      await Promise.all(bots.map(({ bot }) => bot.stop()));
    },
  };
}

async function toldBy(port: number): Promise<Told> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const sums = (metric: string) => text.matchAll(new RegExp(`^${metric}_sum\\{\\w+="(.*)"\\} (.*)$`, 'gm'));
  let handling = 0;
  let store = 0;
  for (const [, kind, seconds] of sums('podium_acknowledgement_seconds'))
    if (kind === 'component') handling += Number(seconds);
  for (const [, useCase = '', seconds] of sums('podium_store_seconds'))
    if (OF_AN_ANSWER.has(useCase)) store += Number(seconds);
  return { handling, store };
}
