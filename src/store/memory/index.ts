import type { Doors } from '../engine/doors.ts';
import { previewGrades } from '../questions/answers.ts';
import { currentBreak, takeBreak } from './breaks.ts';
import { bury, cardInfo, suspend, suspendedCards, takeIn } from './cards.ts';
import { drillDifficulty } from './drill-difficulty.ts';
import type { MemoryStore } from './interface.ts';
import { progress } from './progress.ts';
import {
  claimReminders,
  nextReminderAt,
  remindAt,
  reminderChannel,
  reminderHour,
  snoozeReminder,
} from './reminders.ts';
import { nextCard } from './review-queue.ts';
import { saveSettings, settingsOf } from './settings.ts';
import { changeSettings, learnerSettings } from './settings-change.ts';
import { regrade, undo } from './undo.ts';

/** The use-cases of `memory/`. */
export function memoryStore({ read, own, rows }: Doors): MemoryStore {
  return {
    nextCard: async (input) => read((from) => nextCard(from, input)),
    previewGrades: async (askId, userId, at) => read((from) => previewGrades(from, askId, userId, at)),
    regrade: (input) => own(input.userId, (trx) => regrade(trx, input)),
    undo: (askId, userId) => own(userId, (trx) => undo(trx, askId, userId)),
    suspend: (userId, card, suspended) => own(userId, (trx) => suspend(trx, userId, card, suspended)),
    takeIn: (userId, cards) => own(userId, (trx) => takeIn(trx, userId, cards)),
    suspendedCards: async (userId) => read((from) => suspendedCards(from, userId)),
    bury: (userId, card, at) => own(userId, (trx) => bury(trx, userId, card, at)),
    cardInfo: async (userId, card, at) => read((from) => cardInfo(from, userId, card, at)),
    drillDifficulty: async (userId, card) => read((from) => drillDifficulty(from, userId, card)),
    settings: async (userId) => read((from) => settingsOf(from, userId)),
    saveSettings: (userId, change, at) => own(userId, (trx) => saveSettings(trx, userId, change, at)),
    learnerSettings: async (userId, at) => read((from) => learnerSettings(from, userId, at)),
    changeSettings: (userId, change, at) => own(userId, (trx) => changeSettings(trx, userId, change, at)),
    takeBreak: (userId, lastDay, at) => own(userId, (trx) => takeBreak(trx, userId, lastDay, at)),
    currentBreak: async (userId, at) => read((from) => currentBreak(from, userId, at)),
    remindAt: (userId, hour, at) => own(userId, (trx) => remindAt(trx, userId, hour, at)),
    reminderHour: async (userId) => read((from) => reminderHour(from, userId)),
    snoozeReminder: (userId, until, at) => own(userId, (trx) => snoozeReminder(trx, userId, until, at)),
    reminderChannel: (userId, channelId) => own(userId, (trx) => reminderChannel(trx, userId, channelId)),
    claimReminders: (input) => rows((trx) => claimReminders(trx, input)),
    nextReminderAt: async () => read((from) => nextReminderAt(from)),
    progress: async (input) => read((from) => progress(from, input)),
  };
}
