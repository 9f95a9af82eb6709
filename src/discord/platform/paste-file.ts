import { type APIFileComponent, ComponentType } from 'discord-api-types/v10';
import type { OutgoingFile } from './message.ts';

/** The attachment that carries a paste exactly as it came, for the buttons and for the reader. */
export const PASTE_FILE = 'manifest.yaml';

/** The attachment that carries what became of it: another name, so that each is found beside the other. */
export const CORRECTED_FILE = 'corrected.yaml';

/** The paste exactly as it came, for the buttons of a card and for whoever wants it back. */
export function pasteFile(paste: string): OutgoingFile {
  return {
    name: PASTE_FILE,
    data: paste === '' ? '\n' : paste,
    description: 'The manifest as it was pasted',
  };
}

/** Shows an attached file where it stands in a card. */
export function file(name: string): APIFileComponent {
  return { type: ComponentType.File, file: { url: `attachment://${name}` } };
}
