import { stringify } from 'csv-stringify/sync';
import type { Deck } from '../../study/deck.ts';
import { predicted } from '../../study/predict.ts';
import { fileOf } from '../deck-file.ts';
import { toHtml } from './html.ts';

/** What the front of a note shows of a card; of any other value the empty text. */
export function frontOf(card: unknown): string {
  if (typeof card !== 'object' || card === null) return '';
  const { prompt, manifest, kind, options } = card as Readonly<Record<string, unknown>>;
  const lines = [
    String(prompt ?? ''),
    ...(typeof manifest === 'string' ? [`\`\`\`yaml\n${manifest.trimEnd()}\n\`\`\``] : []),
    ...(kind !== 'locate' && Array.isArray(options)
      ? options.map((option: unknown, index) => `${index + 1}. ${textOf(option)}`)
      : []),
  ];
  return toHtml(lines.join('\n'));
}

function textOf(option: unknown): string {
  return typeof option === 'object' && option !== null && 'text' in option ? String(option.text) : '';
}

/** What the back of a note shows: the right answer, why it is right, and where that stands. */
function backOf(card: Deck['cards'][number]): string {
  const right = card.options.filter((option) => option.correct);
  const answer =
    card.answer !== undefined || card.solution !== undefined || card.line !== undefined
      ? [typedAnswer(card)]
      : right.map((option) => (card.kind === 'locate' ? `Line ${option.line}: ${option.text}` : option.text));
  const source = card.source === undefined ? [] : [`${card.source.title}: ${card.source.url}`];
  return toHtml([...answer, ...(card.explanation === '' ? [] : [card.explanation]), ...source].join('\n\n'));
}

/** What is typed as the right answer: a number, a text, the mended manifest, what a line prints. */
function typedAnswer({ answer, solution, line, manifest = '' }: Deck['cards'][number]): string {
  if (answer !== undefined) return String(answer);
  if (solution !== undefined) return `\`\`\`yaml\n${solution.trimEnd()}\n\`\`\``;
  return line === undefined ? '' : predicted({ manifest, line }).text;
}

/**
 * A deck as Anki imports it (File → Import; docs.ankiweb.net, "Text Files"): notes of the type Basic, with tags. The
 * column `Podium`, which Anki leaves out, holds each card whole, so that the same file comes back as the same deck.
 */
export function writeAnki(deck: Deck): string {
  const file = fileOf(deck);
  const columns = ['GUID', 'Front', 'Back', 'Tags', 'Podium'];
  const line = (text: string): string => text.replace(/\s+/g, ' ').trim();
  const rows = deck.cards.map((card, index) => [
    card.key,
    frontOf(file.cards[index]),
    backOf(card),
    card.topic.replaceAll(/\s+/g, '_'),
    JSON.stringify(file.cards[index]),
  ]);
  const settings = [
    '#separator:tab',
    '#html:true',
    '#notetype:Basic',
    `#deck:${line(deck.title)}`,
    `#podium id:${deck.id}`,
    `#podium description:${line(deck.description)}`,
    ...(deck.after === undefined ? [] : [`#podium after:${deck.after.join(' ')}`]),
    '#guid column:1',
    '#tags column:4',
    `#columns:${columns.join('\t')}`,
  ];
  return `${settings.join('\n')}\n${stringify(rows, { delimiter: '\t' })}`;
}
