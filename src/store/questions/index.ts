import type { Doors } from '../engine/doors.ts';
import { recordAnswer } from './answers.ts';
import { ask, askFor, findAsk, keepDraft, sweep } from './asks.ts';
import { beliefsOf } from './beliefs.ts';
import type { QuestionStore } from './interface.ts';
import { itemStats } from './item-counts.ts';

/** The use-cases of `questions/`. */
export function questionStore({ read, own, removed, sweeping, dropOldCopies }: Doors): QuestionStore {
  return {
    ask: (input) => own(input.userId, (trx) => ask(trx, input)),
    keepDraft: (input) => own(input.userId, (trx) => keepDraft(trx, input)),
    findAsk: async (id, userId) => read((from) => findAsk(from, id, userId)),
    askFor: async (id, userId) => read((from) => askFor(from, id, userId)),
    recordAnswer: (input) => own(input.userId, (trx) => recordAnswer(trx, input, () => removed(trx))),
    beliefsOf: async (userId) => read((from) => beliefsOf(from, userId)),
    itemStats: async (cards) => read((from) => itemStats(from, cards)),
    async sweep(at) {
      dropOldCopies(at);
      return sweeping((trx) => sweep(trx, at, () => removed(trx)), 'tells');
    },
  };
}
