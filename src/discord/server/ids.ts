import { count, onButton, onChannels, onRole, onSelect, routeTable } from '../platform/route.ts';

/** What stands below `/server`. The argument of a select of decks is the page that it shows, from 0. */
export const serverIds = routeTable('server', {
  defaultDeck: onSelect(count),
  firstDeck: onSelect(count),
  usualOrder: onButton(),
  channels: onChannels(),
  everywhere: onButton(),
  role: onRole(),
});
