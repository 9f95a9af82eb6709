import type { Doors } from '../engine/doors.ts';
import { labEntries, labEntry, labStart, recordTyped, recordUndo, typedOnce, undoable } from './entries.ts';
import { finishLab, metLabCards } from './finish.ts';
import type { LabStore } from './interface.ts';
import { labMisses } from './misses.ts';
import {
  labSession,
  labsDone,
  leaveLab,
  openLabSession,
  openLabSessions,
  passLabStep,
  startLab,
  sweepLabs,
  takeLabHint,
} from './sessions.ts';

/** The use-cases of `labs/`. */
export function labStore({ read, snapshot, own, sweeping }: Doors): LabStore {
  return {
    openLabSession: async (userId, lab) => read((from) => openLabSession(from, userId, lab)),
    openLabSessions: async (userId) => read((from) => openLabSessions(from, userId)),
    labSession: async (id, userId) => read((from) => labSession(from, id, userId)),
    startLab: (input) => own(input.userId, (trx) => startLab(trx, input)),
    recordTyped: (input) => own(input.userId, (trx) => recordTyped(trx, input)),
    typedOnce: async (once, userId) => read((from) => typedOnce(from, once, userId)),
    labEntry: async (of, turn) => read((from) => labEntry(from, of, turn)),
    labEntries: async (of, last) => read((from) => labEntries(from, of, last)),
    labStart: async (of) => read((from) => labStart(from, of)),
    undoable: async (of) => snapshot((trx) => undoable(trx, of)),
    recordUndo: (input) => own(input.userId, (trx) => recordUndo(trx, input)),
    takeLabHint: (input) => own(input.userId, (trx) => takeLabHint(trx, input)),
    passLabStep: (input) => own(input.userId, (trx) => passLabStep(trx, input)),
    finishLab: (input) => own(input.userId, (trx) => finishLab(trx, input)),
    leaveLab: (id, userId) => own(userId, (trx) => leaveLab(trx, id, userId)),
    labsDone: async (userId) => read((from) => labsDone(from, userId)),
    metLabCards: async (userId) => read((from) => metLabCards(from, userId)),
    async sweepLabs(at) {
      let removed = 0;
      for (;;) {
        const some = await sweeping((trx) => sweepLabs(trx, at));
        removed += some;
        if (some === 0) return removed;
      }
    },
    labMisses: async (limit) => read((from) => labMisses(from, limit)),
  };
}
