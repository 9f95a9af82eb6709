import { fileURLToPath } from 'node:url';
import type { Preview } from '../../src/preview/server.ts';
import { type BotProcess, startProcess } from '../e2e/process.ts';
import { type CuttingProxy, cuttingProxy, type Message } from '../store/postgres/cutting-proxy.ts';

/** What people start, as it is built. */
const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** By which way interactions reach the processes. */
export interface Door {
  readonly name: string;
  /** Whether several processes are told of the same interaction, or each of its own. */
  readonly tells: 'all' | 'one';
  /** What a process is told besides, so that it comes in by this way. */
  environment(preview: Preview): Readonly<Record<string, string>>;
}

/** Every process is connected to the gateway, and Discord tells each of them of every interaction. */
export const GATEWAY: Door = { name: 'gateway', tells: 'all', environment: () => ({}) };

/** A process of the bot, with a network of its own to the database. */
export interface Member {
  readonly bot: BotProcess;
  readonly proxy: CuttingProxy;
}

/** The processes of one bot on one database. */
export interface Fleet {
  /** Those that serve, the oldest first. */
  readonly members: readonly Member[];
  /** Connections that were cut so far, of all there ever were. */
  cuts(): number;
  /** Lines of those that are over or serve that only a mistake of ours writes: `a handler failed` and worse. */
  mistakes(): readonly string[];
  /** Starts one more; resolves once it serves. */
  join(): Promise<Member>;
  /** Ends it with SIGKILL; resolves once it is gone. */
  kill(member: Member): Promise<void>;
  /** Ends it with SIGTERM, as an update does; resolves once it is gone: true where that was in time and in order. */
  retire(member: Member): Promise<boolean>;
  close(): Promise<void>;
}

export interface FleetParts {
  readonly preview: Preview;
  readonly door: Door;
  /** The address of PostgreSQL without a database, and its database's name. */
  readonly server: string;
  readonly database: string;
  /** Where the processes stand; they write nothing there. */
  readonly folder: string;
}

export function openFleet({ preview, door, server, database, folder }: FleetParts): Fleet {
  const members: Member[] = [];
  const gone: Member[] = [];
  let cutBefore = 0;

  async function leave(member: Member): Promise<number | null> {
    const { code } = await member.bot.ended;
    members.splice(0, members.length, ...members.filter((one) => one !== member));
    gone.push(member);
    cutBefore += member.proxy.cuts();
    await member.proxy.close();
    return code;
  }

  return {
    members,
    cuts: () => members.reduce((sum, { proxy }) => sum + proxy.cuts(), cutBefore),
    mistakes: () =>
      [...gone, ...members].flatMap(({ bot }) =>
        bot
          .stdout()
          .split('\n')
          .filter((line) => /"level":60|a handler failed|autocomplete failed/.test(line)),
      ),
    async join() {
      const proxy = await cuttingProxy(Number(new URL(server).port));
      const environment = {
        DISCORD_TOKEN: preview.token,
        DISCORD_API_URL: preview.apiUrl,
        DATABASE_URL: `postgres://podium@127.0.0.1:${proxy.port}/${database}`,
        ...door.environment(preview),
      };
      const member = { bot: startProcess(folder, environment, MAIN), proxy };
      members.push(member);
      await member.bot.says('Podium serves');
      return member;
    },
    async kill(member) {
      member.bot.kill('SIGKILL');
      await leave(member);
    },
    async retire(member) {
      member.bot.kill('SIGTERM');
      return (await leave(member)) === 0;
    },
    async close() {
      for (const { bot } of members) bot.kill('SIGKILL');
      await Promise.all([...members].map(leave));
    },
  };
}

/** Resolves at the next message to or from the database that `fits`, after `then` was done at that very moment. */
export function atMessage(
  { proxy }: Member,
  fits: (message: Message) => boolean,
  then: () => 'cut' | 'pass',
): Promise<void> {
  return new Promise((resolve) => {
    let done = false;
    proxy.cutWhere((message) => {
      if (done || !fits(message)) return false;
      done = true;
      resolve();
      return then() === 'cut';
    });
  });
}
