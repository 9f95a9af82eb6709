import { cardText } from '../../decks/index.ts';
import type { ReportSheet } from '../../play/reported.ts';
import type { OutgoingFile } from '../platform/message.ts';

export const REPORT_FILE = 'report.txt';

/** All that the message may have cut: what people wrote, and the card as its deck holds it. */
export function reportFile({ card, notes, whole }: ReportSheet): OutgoingFile {
  const written = notes.map(
    ({ text, createdAt, drawn }) =>
      `${new Date(createdAt).toISOString().slice(0, 16).replace('T', ' ')} UTC${drawn === null ? '' : ` (seed ${drawn.seed}, difficulty ${drawn.difficulty})`}\n${text}`,
  );
  const parts = [`card ${card}`, ...written, ...(whole === undefined ? [] : [cardText(whole)])];
  return {
    name: REPORT_FILE,
    data: `${parts.join('\n\n')}\n`,
    description: 'The reports and the card in full',
  };
}
