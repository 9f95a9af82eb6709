import type { APIButtonComponent } from 'discord.js';
import { hasLevels } from '../../pictures/levels/index.ts';
import { type ActionRow, button, row } from '../platform/components.ts';
import { withImageUsers } from '../platform/pasted.ts';
import type { ButtonsInput } from './buttons.ts';
import { explainIds } from './ids.ts';

/** Discord: the buttons of one row. */
const ROW = 5;

/** **Show as picture**, where there is something to draw. */
export function pictureButton({
  explanation,
  owner,
  imageUsers,
}: ButtonsInput): readonly APIButtonComponent[] {
  if (!hasLevels(explanation)) return [];
  return [button(withImageUsers(explainIds.picture.id, owner, imageUsers), 'Show as picture')];
}

/** Buttons in as many rows as they need. */
export function buttonRows(buttons: readonly APIButtonComponent[]): readonly ActionRow[] {
  return buttons.length === 0 ? [] : [row(buttons.slice(0, ROW)), ...buttonRows(buttons.slice(ROW))];
}
