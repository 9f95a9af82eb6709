import { DAY, type DayClock, dayStart, MINUTE } from '../../study/schedule/day.ts';
import { isLearning, type Memory } from '../../study/schedule/memory.ts';

/** How long until a card comes back, as its buttons say it: `10 min` in the steps, `46 days` after them. */
export function intervalOf(memory: Memory): string {
  if (!isLearning(memory)) return counted(memory.scheduledDays, 'day');
  const minutes = Math.max(1, Math.round((memory.due - (memory.lastReview ?? memory.due)) / MINUTE));
  if (minutes < 60) return `${minutes} min`;
  return minutes < DAY / MINUTE
    ? counted(Math.round(minutes / 60), 'hour')
    : counted(Math.round(minutes / 1440), 'day');
}

/** When a card comes back: a step at its minute, a review from the beginning of its day on, whatever hour it was given. */
export function dueAt(memory: Memory, clock: DayClock): string {
  return isLearning(memory) ? moment(memory.due, 'f') : moment(dayStart(memory.dueDay, clock), 'D');
}

/** A moment in the reader's own words and time zone: Discord's timestamp. `f` date and time, `D` date, `d` date in figures, `R` relative. */
export function moment(at: number, style: 'f' | 'D' | 'd' | 'R'): string {
  return `<t:${Math.floor(at / 1000)}:${style}>`;
}

export function counted(count: number, noun: string, several = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : several}`;
}
