import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPreview } from '../../src/preview/server.ts';
import { openStore } from '../../src/store/index.ts';
import { randomFrom, seedFrom } from '../../src/study/random.ts';
import { onServer } from '../store/postgres-server.ts';
import { type Door, GATEWAY, openFleet } from './fleet.ts';
import { type Done, havoc, roll } from './havoc.ts';
import { nothingSeen, type Seen } from './ledger.ts';
import { type Person, personOf } from './person.ts';
import { type Verdict, verdictOn } from './verdict.ts';

export interface EndureOptions {
  /** Address of a PostgreSQL server of this machine, without a database. */
  readonly server: string;
  /** How many answers people must have been shown the outcome of, in all; more where all that happens takes longer. */
  readonly answers: number;
  readonly people: number;
  /** How long they look at a card on average before they press, in ms. */
  readonly paceMs: number;
  /** How often all processes are replaced in the first part, and how much goes wrong in the second. */
  readonly rolls: number;
  readonly troubles: number;
  readonly seed: number;
  readonly door?: Door;
}

/** What came of one part. */
export interface Part extends Readonly<Done> {
  readonly what: string;
  readonly seen: Seen;
  readonly cuts: number;
  readonly seconds: number;
}

export interface Endured {
  readonly door: Door;
  /** Rolling restarts alone, and then everything that may go wrong. */
  readonly parts: readonly [Part, Part];
  readonly verdict: Verdict;
  /** Lines in the log of a process that only a mistake of ours writes. */
  readonly mistakes: readonly string[];
}

/**
 * People answer questions that two processes (sometimes three) put to them from one PostgreSQL; first while the
 * processes are replaced one after the other, then while they are killed, their connections cut and the database itself
 * goes down. Afterwards what every person saw is held against what is recorded.
 */
export async function endure(options: EndureOptions): Promise<Endured> {
  const { server, answers, paceMs, seed, door = GATEWAY } = options;
  const folder = mkdtempSync(join(tmpdir(), 'podium-endure-'));
  const database = `endure_${seed}`;
  await onServer(server, `CREATE DATABASE ${database}`);
  const preview = await startPreview({ port: 0 });
  const fleet = openFleet({ preview, door, server, database, folder });
  try {
    await Promise.all([fleet.join(), fleet.join()]);
    let seen = nothingSeen();
    const people: Person[] = [];
    const crowd = openCrowd(people);
    const onlooker = { seen: () => seen, acknowledged: crowd.acknowledged };
    for (let index = 1; index <= options.people; index += 1) {
      const actor = preview.driver.person(`Person ${index}`);
      const place = index % 3 === 0 ? actor.inDm() : actor;
      people.push(personOf(place, randomFrom(seedFrom(seed, `person ${index}`)), paceMs, onlooker));
    }
    const random = randomFrom(seedFrom(seed, 'havoc'));

    async function part(
      what: string,
      share: number,
      events: number,
      next: (done: Done, over: Promise<unknown>) => () => Promise<void>,
    ) {
      seen = nothingSeen();
      const done: Done = { kills: 0, restarts: 0, late: 0, crashes: 0 };
      const [began, cutBefore] = [performance.now(), fleet.cuts()];
      const wanted = Math.round(answers * share);
      // People answer until everything has happened that is to happen, however many answers that takes.
      let left = events;
      const over = crowd.answer(wanted, () => left === 0);
      // Heard of below.
      over.catch(() => undefined);
      const event = next(done, over);
      for (; left > 0 && (await crowd.next(wanted / (events + 1))); left -= 1) await event();
      left = 0;
      await over;
      return {
        what,
        seen,
        ...done,
        cuts: fleet.cuts() - cutBefore,
        seconds: (performance.now() - began) / 1000,
      };
    }

    const rolling = await part('rolling restarts', 0.2, options.rolls, (done) => () => roll({ fleet, done }));
    const broken = await part('kills, cuts, a crash', 0.8, options.troubles, (done, over) =>
      havoc({ fleet, server, random, done, over }),
    );
    const mistakes = fleet.mistakes();
    for (const member of [...fleet.members]) await fleet.retire(member);
    const store = await openStore({ url: `${server}/${database}` });
    const verdict = await verdictOn(store, people).finally(() => store.close());
    return { door, parts: [rolling, broken], verdict, mistakes };
  } finally {
    await fleet.close();
    await preview.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Everything that must not be, whatever went wrong. */
export function wrongs({ door, parts, verdict, mistakes }: Endured): readonly string[] {
  const { lost, doubled, contradicted, differing } = verdict;
  const told = door.tells === 'one' ? contradicted : [];
  return [...lost, ...doubled, ...told, ...differing, ...mistakes, ...parts.flatMap(({ seen }) => seen.odd)];
}

/** What nobody may notice of a rolling restart. That too many want the same is told without one, too. */
export function unrest({ seen }: Part): readonly string[] {
  const { unknown, failed, turnedAway } = seen;
  return Object.entries({ unknown, failed, turnedAway }).flatMap(([what, times]) =>
    times === 0 ? [] : [`${what} ${times}`],
  );
}

/** A crowd, and how far it is. */
function openCrowd(people: readonly Person[]) {
  let [count, failed] = [0, false];
  let waiting: { readonly at: number; readonly resolve: (reached: boolean) => void } | undefined;
  const tell = (reached: boolean): void => {
    waiting?.resolve(reached);
    waiting = undefined;
  };
  return {
    acknowledged(): void {
      count += 1;
      if (waiting !== undefined && count >= waiting.at) tell(true);
    },
    /** Sets everybody to work until so many more answers are acknowledged, and `may` they stop. */
    answer(more: number, may: () => boolean): Promise<void> {
      const wanted = count + more;
      const everybody = people.map((person) => person.answering(() => failed || (count >= wanted && may())));
      for (const one of everybody)
        one.catch(() => {
          failed = true;
        });
      return Promise.all(everybody).then(
        () => tell(false),
        async (error: unknown) => {
          await Promise.allSettled(everybody);
          tell(false);
          throw error;
        },
      );
    },
    /** Resolves true after so many more, false where the crowd has stopped before. */
    next(more: number): Promise<boolean> {
      const at = count + more;
      return failed
        ? Promise.resolve(false)
        : new Promise((resolve) => {
            waiting = { at, resolve };
          });
    },
  };
}
