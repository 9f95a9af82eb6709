import { onButton, onModal, routeTable } from '../platform/route.ts';

/** The text inputs of the modals, as they come back. */
export const SCHEDULE_INPUTS = ['zone', 'rollover', 'new-cards', 'reviews', 'retention'] as const;
export const PAUSE_INPUTS = ['reminder', 'break-until'] as const;

/** The buttons under `/settings` and the boxes they open. */
export const settingsIds = routeTable('settings', {
  change: onButton(),
  changed: onModal(SCHEDULE_INPUTS),
  pause: onButton(),
  paused: onModal(PAUSE_INPUTS),
});
