import { cardText } from '../decks/index.ts';
import type { Report, RunnerCard } from '../store/store.ts';
import { type Card, type Deck, drawQuestion, findCard, findDrill } from '../study/index.ts';
import { seenOptions } from '../study/seen-options.ts';
import { count, inColumns } from './texts.ts';

/** Characters of a report in the list. */
const FIRST_WORDS = 60;

/** Control characters, and marks that change the direction of a line: a stranger's text must not move the cursor. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function oneLine(text: string): string {
  return text.replace(UNSEEN, ' ');
}

/** The open reports, a line a card. */
export function reportList(open: readonly RunnerCard[]): string {
  if (open.length === 0) return 'No report is open.\n';
  return inColumns(
    open.map(({ card, reports }) => {
      const [newest] = reports;
      const words = oneLine(newest?.text ?? '');
      const shown = words.length > FIRST_WORDS ? `${words.slice(0, FIRST_WORDS - 1)}…` : words;
      return [String(newest?.id ?? ''), count(reports.length, 'report'), card, shown];
    }),
  );
}

/** A card with everything that was written about it, how it is answered, and how it is settled. */
export function reportText(one: RunnerCard, decks: readonly Deck[]): string {
  const { card, reports, people, stats } = one;
  const whole = findCard(decks, card) ?? one.serverCard;
  const newest = reports[0]?.id ?? 0;
  const answered = (stats?.right ?? 0) + (stats?.wrong ?? 0);
  const share = answered === 0 ? 0 : Math.round((100 * (stats?.right ?? 0)) / answered);
  const chosen = [...(stats?.chosen ?? [])].toSorted((a, b) => b[1] - a[1]);
  return [
    `${card}: ${count(reports.length, 'open report')}${people === 1 ? '' : ` by ${people} people`}`,
    '',
    ...reports.flatMap((report) => [...noteLines(report, card, whole), '']),
    cardLines(one, whole),
    '',
    answered === 0
      ? 'Nobody has answered it yet.'
      : `Answered ${count(answered, 'time')}, ${share} % right.${chosen.length === 0 ? '' : ' Chosen:'}`,
    ...chosen.map(([item, times]) => `  ${times}  ${oneLine(item)}`),
    '',
    `podium reports --resolve ${newest} settles ${reports.length === 1 ? 'it' : 'all of them'}.`,
    '',
  ].join('\n');
}

function noteLines(
  { id, text, createdAt, drawn }: Report,
  card: string,
  whole: Card | undefined,
): readonly string[] {
  const when = new Date(createdAt).toISOString().slice(0, 16).replace('T', ' ');
  const drill = findDrill(card) !== undefined;
  const seed = !drill || drawn === null ? '' : `, seed ${drawn.seed}, difficulty ${drawn.difficulty}`;
  const seen = whole === undefined || drawn === null ? [] : seenOptions(drawQuestion(whole, drawn.seed));
  return [
    `Report ${id}, ${when} UTC${seed}:`,
    ...text.split(/\r\n|\n/).map((line) => `  ${oneLine(line)}`),
    ...(seen.length === 0 ? [] : ['Its writer saw:', ...seen.map((line) => `  ${oneLine(line)}`)]),
  ];
}

function cardLines({ card, reports }: RunnerCard, whole: Card | undefined): string {
  const drill = findDrill(card);
  if (drill !== undefined) {
    const drawn = reports.find((report) => report.drawn !== null)?.drawn ?? null;
    return drawn === null
      ? `It is a drill; which question was meant is not kept. podium drill ${drill.id} draws one.`
      : `podium drill ${drill.id} --seed ${drawn.seed} --difficulty ${drawn.difficulty} shows the question.`;
  }
  if (whole !== undefined) return cardText(whole).trimEnd();
  if (card.startsWith('lab/')) return `It is a lab: podium lab ${card.slice('lab/'.length)} opens it.`;
  return 'The card is gone: no deck has it any more.';
}
