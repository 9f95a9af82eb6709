import { cardText } from '../../decks/index.ts';
import type { ReportSheet, SeenReport } from '../../play/reported.ts';
import { findDrill } from '../../study/index.ts';
import { seenOptions } from '../../study/seen-options.ts';
import type { OutgoingFile } from '../platform/message.ts';

export const REPORT_FILE = 'report.txt';

/** All that the message may have cut: what people wrote, and the card as its deck holds it. */
export function reportFile({ card, notes, whole }: ReportSheet): OutgoingFile {
  const written = notes.map((note) => noteText(note, findDrill(card) !== undefined));
  const parts = [`card ${card}`, ...written, ...(whole === undefined ? [] : [cardText(whole)])];
  return {
    name: REPORT_FILE,
    data: `${parts.join('\n\n')}\n`,
    description: 'The reports and the card in full',
  };
}

/** A report, with what its drill is drawn from again or the options as its writer saw them. */
function noteText({ text, createdAt, drawn, question }: SeenReport, drill: boolean): string {
  const when = new Date(createdAt).toISOString().slice(0, 16).replace('T', ' ');
  const seed = drill && drawn !== null ? ` (seed ${drawn.seed}, difficulty ${drawn.difficulty})` : '';
  const seen = drill || question === undefined ? [] : seenOptions(question);
  const options = seen.length === 0 ? [] : ['Its writer saw:', ...seen.map((line) => `  ${line}`)];
  return [`${when} UTC${seed}`, text, ...options].join('\n');
}
