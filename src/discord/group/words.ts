import type { GroupDays } from '../../study/group-memory.ts';
import { isoDay } from '../platform/calendar.ts';
import { counted } from '../platform/intervals.ts';

/** `2026-12-24, 12 days to go` */
export function dayAhead(day: number, today: number): string {
  return `${isoDay(day)}, ${counted(day - today, 'day')} to go`;
}

/** What is told of the later day: `on 2026-12-24`. */
export function onThatDay({ later }: GroupDays): string {
  return `on ${isoDay(later)}`;
}

/** Exactly what others see of who has joined, and what they do not. */
export const WHAT_OTHERS_SEE =
  'For each topic that at least three people of the group have begun, others in this server see one figure: the mean over all of them, rounded to 5 %, today and on a later day; and how many people have joined. Nobody sees who they are, what you answered, or any figure of yours alone.';

/** What being named means. */
export const WHAT_NAMED_MEANS =
  'If you let yourself be named, your name may also stand beside a topic in the group’s message, as somebody who could explain it or as somebody who is forgetting it. It stands there only next to somebody who allowed the same.';
