import { onButton, routeTable } from '../platform/route.ts';

/** The buttons of a reminder; they act for who presses them. Start is `/review`'s own. */
export const reminderIds = routeTable('review', { later: onButton(), stop: onButton() });
