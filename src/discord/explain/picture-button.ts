import type { APIButtonComponent } from 'discord.js';
import { hasLevels } from '../../pictures/levels/index.ts';
import { button } from '../platform/components.ts';
import { pasteEntries } from '../platform/entries.ts';
import { withImageUsers } from '../platform/pasted.ts';
import type { ButtonsInput } from './buttons.ts';

/** **Show as picture**, where there is something to draw. */
export function pictureButton({
  explanation,
  owner,
  imageUsers,
}: ButtonsInput): readonly APIButtonComponent[] {
  if (!hasLevels(explanation)) return [];
  return [button(withImageUsers(pasteEntries.picture.id, owner, imageUsers), 'Show as picture')];
}
