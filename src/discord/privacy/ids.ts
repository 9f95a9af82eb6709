import { onButton, routeTable, text } from '../platform/route.ts';

/** Every button of `/privacy` names the person it was made for. */
export const privacyIds = routeTable('privacy', {
  export: onButton(text),
  askDelete: onButton(text),
  delete: onButton(text),
  keep: onButton(text),
});
