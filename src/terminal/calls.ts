/** What the page may ask, and what is done for it: each one over play/, as in Discord. */
import { z } from 'zod';
import { complete, machineFiles } from '../cluster/index.ts';
import {
  type LabPlay,
  type LabSession,
  labById,
  labEntries,
  openLab,
  resetLab,
  sessionOf,
} from '../play/labs.ts';
import { checkLab, takeHint } from '../play/labs-check.ts';
import { listLabs } from '../play/labs-list.ts';
import { typeInLab, undoLab } from '../play/labs-typing.ts';
import { UserError } from '../runtime/user-error.ts';
import type { Pass } from './link.ts';
import type { CallName, Calls, ShownRow } from './protocol.ts';
import { shownEntry, shownLab } from './view.ts';

/** Entries that a page shows of what was typed before it came. */
const SHOWN_ENTRIES = 60;

/** Who asks, of which lab, and where an address for another one is had. */
export interface Asking {
  readonly play: LabPlay;
  readonly pass: Pass;
  readonly addressOf: (lab: string) => string;
}

const session = z.number().int().nonnegative();
const count = z.number().int().min(0).max(100_000);
const text = z.string().max(100_000);
const typed = z.union([
  z.object({ kind: z.literal('line'), text }),
  z.object({ kind: z.literal('edit'), text: text.nullable() }),
]);

/** What each call must be asked with. */
export const ASKED = {
  state: z.object({ known: z.object({ session, turn: count }).nullable() }),
  type: z.object({ session, turn: count, typed }),
  complete: z.object({ session, text, cursor: count }),
  check: z.object({ session, step: count }),
  hint: z.object({ session, step: count, taken: count }),
  undo: z.object({ session, turn: count }),
  reset: z.object({ session }),
  files: z.object({ session }),
  list: z.object({}),
} satisfies { readonly [Name in CallName]: z.ZodType<Calls[Name]['ask']> };

/** Does what is asked. Throws UserError and StoreError for what a person is told. */
export const CALLS: {
  readonly [Name in CallName]: (asking: Asking, ask: Calls[Name]['ask']) => Promise<Calls[Name]['answer']>;
} = {
  async state({ play, pass }, { known }) {
    const now = known === null ? await openLab(play, pass, labOf(pass)) : await goneOn({ play, pass });
    const same = known?.session === now.id && known.turn === now.turn;
    const entries = same ? null : await labEntries(play, now, SHOWN_ENTRIES);
    return { shown: shownLab(now), entries: entries?.map(shownEntry) ?? null };
  },
  async type({ play, pass }, ask) {
    const mine = await mySession({ play, pass }, ask.session);
    const { session: now, entry } = await typeInLab(play, {
      session: mine,
      userId: pass.userId,
      turn: ask.turn,
      typed: ask.typed,
    });
    const same = entry !== null && JSON.stringify(entry.typed) === JSON.stringify(ask.typed);
    return { shown: shownLab(now), entry: same ? shownEntry(entry) : null };
  },
  async complete({ play, pass }, ask) {
    const { cluster } = await mySession({ play, pass }, ask.session);
    return complete(cluster, ask.text, ask.cursor);
  },
  async check({ play, pass }, ask) {
    const mine = await mySession({ play, pass }, ask.session);
    const checked = await checkLab(play, { session: mine, userId: pass.userId, step: ask.step });
    const { results, remark, stepDone } = checked;
    return { shown: shownLab(checked.session), results, remark, stepDone };
  },
  async hint({ play, pass }, ask) {
    const mine = await mySession({ play, pass }, ask.session);
    const { step, taken } = ask;
    return { shown: shownLab(await takeHint(play, { session: mine, userId: pass.userId, step, taken })) };
  },
  async undo({ play, pass }, ask) {
    const mine = await mySession({ play, pass }, ask.session);
    const { session: now, undone } = await undoLab(play, {
      session: mine,
      userId: pass.userId,
      turn: ask.turn,
    });
    const words = undone === null ? null : undone.typed.kind === 'line' ? undone.typed.text : 'the edit';
    return { shown: shownLab(now), undone: words };
  },
  async reset({ play, pass }, ask) {
    const mine = await mySession({ play, pass }, ask.session);
    return { shown: shownLab(await resetLab(play, { session: mine, userId: pass.userId })) };
  },
  async files({ play, pass }, ask) {
    return { files: machineFiles((await mySession({ play, pass }, ask.session)).cluster) };
  },
  async list({ play, pass, addressOf }) {
    if (pass.lab !== '*') throw otherLab();
    const { labs, next } = await listLabs(play, pass.userId);
    return {
      rows: labs.map(
        ({ lab, done, open, missing }): ShownRow => ({
          id: lab.id,
          title: lab.title,
          topic: lab.topic,
          difficulty: lab.difficulty,
          minutes: lab.minutes,
          standing: open !== null ? 'open' : done !== null ? 'done' : '',
          missing: missing.map(({ title }) => title),
          next: next?.lab.id === lab.id,
          address: addressOf(lab.id),
        }),
      ),
    };
  },
};

function labOf({ lab }: Pass): string {
  if (lab === '*') throw otherLab();
  return lab;
}

/** The session that is open in the lab; a page that only looks begins none after it was left. */
async function goneOn({ play, pass }: Pick<Asking, 'play' | 'pass'>): Promise<LabSession> {
  const row = await play.store.openLabSession(pass.userId, labOf(pass));
  if (row !== undefined) return sessionOf(play, row);
  throw new UserError({
    identifier: 'lab-left',
    message: 'This lab was left, in Discord or another window. Reload the page to begin it again.',
  });
}

/** The session with this id, where the pass is for its lab. */
async function mySession({ play, pass }: Pick<Asking, 'play' | 'pass'>, id: number): Promise<LabSession> {
  const found = await labById(play, pass, id);
  if (found.lab.id !== labOf(pass)) throw otherLab();
  return found;
}

function otherLab(): UserError {
  return new UserError({
    identifier: 'lab-other',
    message: 'This address is for another lab. Open the one you want from its message in Discord.',
  });
}
