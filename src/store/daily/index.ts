import { type Doors, NOBODY_WAITS } from '../engine/doors.ts';
import { answerDaily } from './answers.ts';
import { claimDailies, dailyDrawn, dailyPosted, dailySkipped, nextDailyAt } from './claim.ts';
import { dailyEdited, dailyNotEdited } from './edits.ts';
import type { DailyStore } from './interface.ts';
import { sweepDailies } from './people.ts';
import { questionRow, viewOf } from './rows.ts';
import { dailyAsked, dailyOff, dailyStatus, setDaily } from './settings.ts';
import { shareDailyStreak } from './streaks.ts';

/** The use-cases of `daily/`. */
export function dailyStore({ read, snapshot, commit, own, rows, sweeping }: Doors): DailyStore {
  return {
    setDaily: (input) => commit((trx) => setDaily(trx, input)),
    dailyOff: (input) => commit((trx) => dailyOff(trx, input)),
    dailyStatus: (guildId, userId) => snapshot((trx) => dailyStatus(trx, guildId, userId)),
    dailyView: (id) => snapshot(async (trx) => viewOf(trx, await questionRow(trx, id))),
    dailyAsked: async (guildId) => read((from) => dailyAsked(from, guildId)),
    answerDaily: (input) => own(input.userId, (trx) => answerDaily(trx, input)),
    shareDailyStreak: (input) => own(input.userId, (trx) => shareDailyStreak(trx, input)),
    nextDailyAt: async () => read((from) => nextDailyAt(from)),
    claimDailies: (input) => rows((trx) => claimDailies(trx, input), NOBODY_WAITS),
    dailyDrawn: (input) => commit((trx) => dailyDrawn(trx, input), NOBODY_WAITS),
    dailyPosted: (input) => commit((trx) => dailyPosted(trx, input), NOBODY_WAITS),
    dailySkipped: (input) => commit((trx) => dailySkipped(trx, input), NOBODY_WAITS),
    dailyEdited: (input) => commit((trx) => dailyEdited(trx, input), NOBODY_WAITS),
    dailyNotEdited: (input) => commit((trx) => dailyNotEdited(trx, input), NOBODY_WAITS),
    sweepDailies: (now) => sweeping((trx) => sweepDailies(trx, now)),
  };
}
