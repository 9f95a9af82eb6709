import { stringify } from 'yaml';
import type { Deck } from '../../study/deck.ts';
import { fileOf } from '../deck-file.ts';

/** A deck as a deck file, manifests as blocks. Comments of the file it came from are not kept. */
export function writeYaml(deck: Deck): string {
  return stringify(fileOf(deck), { lineWidth: 110, blockQuote: 'literal' });
}
