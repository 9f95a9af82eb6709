import { onButton, oneOf, onModal, onSelect, optional, routeTable, text } from '../platform/route.ts';

/** Fields of the modals, as they come back. */
export const FIELD = { manifest: 'manifest', imageUser: 'image-user' } as const;

/**
 * The buttons and modals of an explanation; the paste itself stays in the message's own file. `owner` is the user id of
 * who asked; the image users stand as typed.
 */
export const explainIds = routeTable('explain', {
  paste: onModal([FIELD.manifest, FIELD.imageUser], oneOf(['share', 'private'])),
  /** Owner, image users. */
  imageUser: onButton(text, optional(text)),
  /** Owner. */
  imageUserSaid: onModal([FIELD.imageUser], text),
  corrected: onButton(),
  /** Owner, image users. */
  change: onButton(text, optional(text)),
  /** Owner, image users. */
  details: onButton(text, optional(text)),
  /** Owner, image users; the values are {@link containerId}s. */
  container: onSelect(text, optional(text)),
  /** Both take the corrected manifest, which stands in the message beside the original. */
  explainCorrected: onButton(),
  changeCorrected: onButton(),
});
