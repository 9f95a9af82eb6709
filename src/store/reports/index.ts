import { type Doors, NOBODY_WAITS } from '../engine/doors.ts';
import type { ReportStore } from './interface.ts';
import {
  claimReportNews,
  newsNotTold,
  newsTold,
  newsWaits,
  nextReportNewsAt,
  sweepReports,
  takeNewsFor,
} from './news.ts';
import {
  askedHere,
  reportedCard,
  reportedCards,
  reportMistake,
  reportsOf,
  settleReports,
} from './reports.ts';
import { bringBack, retireCard, retiredCards } from './retired.ts';

/** The use-cases of `reports/`. */
export function reportStore({ read, snapshot, commit, own, rows, sweeping }: Doors): ReportStore {
  return {
    reportMistake: (input) => own(input.userId, (trx) => reportMistake(trx, input)),
    reportedCards: (guildId) => snapshot((trx) => reportedCards(trx, guildId)),
    reportsOf: async (input) => read((from) => reportsOf(from, input)),
    reportedCard: async (guildId, id) => read((from) => reportedCard(from, guildId, id)),
    settleReports: (input) => commit((trx) => settleReports(trx, input)),
    retireCard: (input) => commit((trx) => retireCard(trx, input)),
    bringBack: (guildId, id) => commit((trx) => bringBack(trx, guildId, id)),
    retiredCards: async (guildId) => read((from) => retiredCards(from, guildId)),
    askedHere: async (guildId, card) => read((from) => askedHere(from, guildId, card)),
    claimReportNews: (input) => rows((trx) => claimReportNews(trx, input), NOBODY_WAITS),
    nextReportNewsAt: async () => read((from) => nextReportNewsAt(from)),
    async takeNewsFor(userId, now) {
      if (!(await read((from) => newsWaits(from, userId, now)))) return [];
      return own(userId, (trx) => takeNewsFor(trx, userId, now));
    },
    newsTold: (ids, now) => commit((trx) => newsTold(trx, ids, now), NOBODY_WAITS),
    newsNotTold: (ids, sendAt) => commit((trx) => newsNotTold(trx, ids, sendAt), NOBODY_WAITS),
    sweepReports: (now) => sweeping((trx) => sweepReports(trx, now)),
  };
}
