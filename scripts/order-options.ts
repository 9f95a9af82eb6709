import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DECK_DIRECTORY, readDeckFiles } from '../src/decks/files.ts';
import { inOrder } from '../src/decks/option-order.ts';

/**
 * Brings the options of our decks into the order in which decks are exported: `npm run renew:option-order`. Works on
 * the lines, so that nothing else of a file changes; those of a card that asks for a line stay as they are.
 */
const CARD = /^ {2}- id: (\S+)$/;
const OPTION = /^ {6}- id: (\S+)$/;

function ordered(text: string): string {
  let card = '';
  let block: { id: string; lines: string[] }[] = [];
  const out: string[] = [];
  const close = (): void => {
    const byLine = block.some(({ lines }) => lines.some((line) => line.startsWith('        line:')));
    out.push(...(byLine ? block : inOrder(card, block)).flatMap(({ lines }) => lines));
    block = [];
  };
  for (const line of text.split('\n')) {
    const option = OPTION.exec(line)?.[1];
    const last = block.at(-1);
    if (option !== undefined) block.push({ id: option, lines: [line] });
    else if (last !== undefined && line.startsWith('        ')) last.lines.push(line);
    else {
      close();
      card = CARD.exec(line)?.[1] ?? card;
      out.push(line);
    }
  }
  return out.join('\n');
}

for (const { name, text } of await readDeckFiles(DECK_DIRECTORY))
  writeFileSync(join(DECK_DIRECTORY, name), ordered(text));
