import { type Random, shuffle } from '../../src/study/random.ts';
import { crashed } from '../store/postgres-server.ts';
import { atMessage, type Fleet, type Member } from './fleet.ts';

/** What was done to the processes, the network and the database. */
export interface Done {
  kills: number;
  restarts: number;
  /** Of the processes that were replaced: those that did not end in time, on a machine that has too much to do. */
  late: number;
  /** PostgreSQL itself, ended and started. */
  crashes: number;
}

export interface HavocParts {
  readonly fleet: Fleet;
  /** Address of the PostgreSQL server, without a database. */
  readonly server: string;
  readonly random: Random;
  readonly done: Done;
  /** Resolves when the crowd is through: then nobody waits for a moment that does not come. */
  readonly over: Promise<unknown>;
}

type Event = () => Promise<void>;

/** Replaces every process by a new one, each only once the new one serves: a rolling restart. */
export async function roll({ fleet, done }: Pick<HavocParts, 'fleet' | 'done'>): Promise<void> {
  for (const member of [...fleet.members]) {
    await fleet.join();
    if (!(await fleet.retire(member))) done.late += 1;
    done.restarts += 1;
  }
}

/** Everything that may go wrong, in an order of `random`'s, each as often as the others; without end. */
export function havoc({ fleet, server, random, done, over }: HavocParts): () => Promise<void> {
  const moments = [
    () => true,
    ({ way, commit }: { way: string; commit: boolean }) => way === 'asked' && commit,
    ({ way, commit }: { way: string; commit: boolean }) => way === 'answered' && commit,
  ] as const;
  const one = (): Member => {
    const member = fleet.members[random.below(fleet.members.length)];
    if (member === undefined) throw new RangeError('no process serves');
    return member;
  };
  const moment = () => moments[random.below(moments.length)] ?? moments[0];
  const soon = (happens: Promise<void>): Promise<unknown> => Promise.race([happens, over]);

  /** Kills these at the same moment of the first one's work: anywhere, before its COMMIT, or between COMMIT and answer. */
  async function kill(victims: readonly Member[]): Promise<void> {
    const [first] = victims;
    if (first === undefined) return;
    await soon(
      atMessage(first, moment(), () => {
        for (const { bot } of victims) bot.kill('SIGKILL');
        return 'pass';
      }),
    );
    await Promise.all(victims.map((victim) => fleet.kill(victim)));
    done.kills += victims.length;
    await Promise.all(victims.map(() => fleet.join()));
  }

  const events: readonly Event[] = [
    () => kill([one()]),
    () => kill([one()]),
    () => kill([...fleet.members]),
    async () => void (await soon(atMessage(one(), moments[1], () => 'cut'))),
    async () => void (await soon(atMessage(one(), moments[2], () => 'cut'))),
    async () => {
      const { proxy } = one();
      // A network that breaks again and again, until something else happens to this process.
      proxy.cutWhere(() => random.below(300) === 0);
    },
    async () => one().proxy.cutAll(),
    () => roll({ fleet, done }),
    async () => {
      if (fleet.members.length < 3) await fleet.join();
      else await fleet.kill(one());
    },
  ];
  let queue: readonly Event[] = [];
  let since = 0;
  return async () => {
    // The database itself goes down in the middle of the first round of events, once.
    if (done.crashes === 0 && since === 4) {
      done.crashes += 1;
      await crashed(server);
      return;
    }
    if (queue.length === 0) queue = shuffle(events, random);
    const [next, ...rest] = queue;
    queue = rest;
    since += 1;
    await next?.();
  };
}
