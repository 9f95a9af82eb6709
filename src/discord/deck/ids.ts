import { onButton, routeTable, rowId, text } from '../platform/route.ts';

/** The buttons of `/deck remove`: the deck's id in its server; and of an import that waits, by its row. */
export const deckIds = routeTable('deck', {
  remove: onButton(text),
  keep: onButton(),
  replace: onButton(rowId),
  cancel: onButton(rowId),
});
