import type { DoneLab, OpenLab } from '../store/store.ts';
import type { Lab } from '../study/labs/index.ts';
import type { LabPlay } from './labs.ts';
import { FREE_LAB } from './labs-source.ts';

/** A lab as one person stands to it. */
export interface ListedLab {
  readonly lab: Lab;
  readonly done: DoneLab | null;
  /** The session that is open in it and not finished. */
  readonly open: OpenLab | null;
  /** Labs to do before it that are not done. */
  readonly missing: readonly Lab[];
}

export interface LabList {
  /** In the order of the labs. */
  readonly labs: readonly ListedLab[];
  /** What to do next, and why: what is open, else the first one that is ready. Null when all are done. */
  readonly next: { readonly lab: Lab; readonly why: 'open' | 'new' } | null;
}

/** What there is, done or not, open or not, and what comes next for this person. */
export async function listLabs({ store, labs }: LabPlay, userId: string): Promise<LabList> {
  const done = new Map((await store.labsDone(userId)).map((each) => [each.lab, each]));
  const sessions = (await store.openLabSessions(userId)).filter(
    ({ lab, finishedAt }) => finishedAt === null && lab !== FREE_LAB.id,
  );
  const all = labs.all;
  const listed = all.map((lab) => ({
    lab,
    done: done.get(lab.id) ?? null,
    open: sessions.find((each) => each.lab === lab.id) ?? null,
    missing: lab.after.flatMap((id) => {
      const before = all.find((each) => each.id === id);
      return before === undefined || done.has(id) ? [] : [before];
    }),
  }));
  const last = sessions.find(({ lab }) => all.some(({ id }) => id === lab));
  const open = all.find(({ id }) => id === last?.lab);
  if (open !== undefined) return { labs: listed, next: { lab: open, why: 'open' } };
  const ready = listed.find((each) => each.done === null && each.missing.length === 0);
  return { labs: listed, next: ready === undefined ? null : { lab: ready.lab, why: 'new' } };
}
