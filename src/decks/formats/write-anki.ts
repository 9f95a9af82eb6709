import { stringify } from 'csv-stringify/sync';
import type { Deck } from '../../study/deck.ts';
import { predicted } from '../../study/predict.ts';
import { fileOf } from '../deck-file.ts';
import type { CardFile } from '../schema.ts';
import { harmless } from './formulas.ts';
import { toHtml } from './html.ts';
import { withOwn } from './own-note.ts';

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
function backOf(card: Deck['cards'][number], file: CardFile): string {
  const right = card.options.filter((option) => option.correct);
  const answer =
    card.answer !== undefined || card.solution !== undefined || card.line !== undefined
      ? [typedAnswer(card)]
      : right.map((option) => (card.kind === 'locate' ? `Line ${option.line}: ${option.text}` : option.text));
  const below = belowAnswer(file);
  return `${toHtml(answer.join('\n\n'))}${below === '' ? '' : `<br><br>${below}`}`;
}

/** What stands on a back below the answer; of any other value the empty text. */
export function belowAnswer(card: unknown): string {
  if (typeof card !== 'object' || card === null) return '';
  const { explanation, source } = card as Readonly<Record<string, unknown>>;
  const where =
    typeof source === 'object' && source !== null && 'title' in source && 'url' in source
      ? [`${source.title}: ${source.url}`]
      : [];
  return toHtml([...(typeof explanation === 'string' ? [explanation] : []), ...where].join('\n\n'));
}

/** What is typed as the right answer: a number, a text, the mended manifest, what a line prints. */
function typedAnswer({ answer, solution, line, manifest = '' }: Deck['cards'][number]): string {
  if (answer !== undefined) return String(answer);
  if (solution !== undefined) return `\`\`\`yaml\n${solution.trimEnd()}\n\`\`\``;
  return line === undefined ? '' : predicted({ manifest, line }).text;
}

/**
 * A deck as Anki imports it (File → Import; docs.ankiweb.net, "Text Files"): notes of the type Basic, with tags. Each
 * carries its card, hidden in its back, so that the deck that Anki exports again is the same deck.
 */
export function writeAnki(deck: Deck): string {
  const { cards, ...file } = fileOf(deck);
  const line = (text: string): string => text.replace(/\s+/g, ' ').trim();
  const rows = deck.cards.flatMap((card, index) => {
    const written = cards[index];
    if (written === undefined) return [];
    return [
      [
        card.key,
        asField(frontOf(written)),
        withOwn(asField(backOf(card, written)), { deck: file, card: written }),
        `podium::${card.kind} ${card.topic.replaceAll(/\s+/g, '_')}`,
      ],
    ];
  });
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
    '#columns:GUID\tFront\tBack\tTags',
  ];
  return `${settings.join('\n')}\n${stringify(rows, { delimiter: '\t' })}`;
}

/** A field that a spreadsheet does not run: its first character as HTML writes it. */
function asField(html: string): string {
  return harmless(html) === html ? html : `&#${html.charCodeAt(0)};${html.slice(1)}`;
}
