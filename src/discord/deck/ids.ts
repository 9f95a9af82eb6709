import { onButton, routeTable, text } from '../platform/route.ts';

/** The buttons of `/deck remove`: the deck's id in its server. */
export const deckIds = routeTable('deck', { remove: onButton(text), keep: onButton() });
