import { ComponentType } from 'discord.js';
import { formatProblem, type Problem } from '../../decks/index.ts';
import type { ImportedDeck } from '../../store/store.ts';
import type { Deck } from '../../study/index.ts';
import {
  ACCENT,
  button,
  clip,
  codeBlock,
  container,
  joined,
  row,
  type Shown,
  said,
  text,
} from '../platform/components.ts';
import { quizEntries } from '../platform/entries.ts';
import { counted } from '../platform/intervals.ts';
import { reviewButton } from '../platform/lead-on.ts';
import { sentence } from '../platform/markdown.ts';
import type { OutgoingFile, OutgoingMessage } from '../platform/message.ts';
import { VOIDED } from './view-replace.ts';

/** What of the check's messages stands on the card; all of them are in the file. */
const SHOWN = 2200;
/** Problems written into the file: who has more mends these first. */
const MOST_PROBLEMS = 500;
const FILE = 'problems.txt';
/** Remarks that come first and stand with errors, because they may be why there are any. */
const CAUSES: ReadonlySet<string> = new Set(['unknown-column', 'encoding']);

/** Nothing was imported, and why: the check's own messages with lines and carets; what does not fit is in a file. */
export function refusedDeck(file: string, problems: readonly Problem[]): OutgoingMessage {
  const errors = problems.filter((each) => each.severity === 'error');
  const remarks = problems.filter((each) => each.severity !== 'error');
  // A column or an encoding that was taken for another is behind the errors in its cells.
  const causes = remarks.filter(({ code }) => CAUSES.has(code));
  const told = [...causes, ...errors];
  const others = remarks.filter((each) => !causes.includes(each));
  const head = `**Nothing was imported.** \`${clip(file.replaceAll('`', "'"), 80).text}\` has ${counted(errors.length, 'error')}. Fix ${errors.length === 1 ? 'it' : 'them'} and import the file again. The server's decks have not changed.`;
  const shown: string[] = [];
  let room = SHOWN;
  for (const each of told.slice(0, MOST_PROBLEMS).map(formatProblem)) {
    room -= Buffer.byteLength(each) + 2;
    if (room < 0) break;
    shown.push(each);
  }
  const left = told.length - shown.length;
  const all = [...told, ...others];
  const more = [
    ...(left > 0 ? [`and ${left} more in the file`] : []),
    ...(others.length > 0
      ? [
          `${counted(others.length, 'remark')} for its author in the file, which ${others.length === 1 ? 'does' : 'do'} not stop an import`,
        ]
      : []),
    ...(all.length > MOST_PROBLEMS ? [`the file has the first ${MOST_PROBLEMS}`] : []),
  ].join(' · ');
  return {
    components: [
      container(ACCENT.wrong, [
        text(head),
        ...(shown.length === 0 ? [] : [text(codeBlock('', shown.join('\n\n')))]),
        ...(more !== ''
          ? [text(`-# ${more}`), { type: ComponentType.File as const, file: { url: `attachment://${FILE}` } }]
          : []),
      ]),
    ],
    files: more !== '' ? [fileOf(all)] : [],
  };
}

/**
 * What was imported, what became of the cards that were there, what its author may want to look at, and the way on:
 * `shelfId` is the deck's id among all decks; `voided`: an earlier import of it was waiting.
 */
export function importedDeck(
  deck: Deck,
  { added, changed, kept, reworded, removed }: ImportedDeck,
  problems: readonly Problem[],
  shelfId: string,
  voided = false,
): OutgoingMessage {
  const counts = [
    ...(added > 0 ? [`${added} new`] : []),
    ...(kept > 0 ? [`${kept} kept with ${kept === 1 ? 'its' : 'their'} schedule`] : []),
    ...(changed > 0 ? [`${changed} with a different right answer, to be learned again`] : []),
    ...(removed > 0 ? [`${removed} gone`] : []),
  ];
  const title = sentence(deck.title, 80).text;
  const head = `**Imported: ${title}** · ${counted(deck.cards.length, 'card')} (${counts.join(', ')})\nTo be asked from it, use \`/quiz deck:${clip(deck.title.replaceAll('`', "'"), 80).text}\`; \`/review\` brings each card back to whoever has answered it.`;
  const parts = [
    text(voided ? `${head}\n${VOIDED}` : head),
    ...(reworded.length === 0 ? [] : [text(rewordedCards(reworded))]),
  ];
  const onward = row([button(quizEntries.deck.id(shelfId), 'First question', 'primary'), reviewButton()]);
  if (problems.length === 0) return { components: [container(ACCENT.right, [...parts, onward])] };
  const causes = problems.filter(({ code }) => CAUSES.has(code));
  const inOrder = [...causes, ...problems.filter((each) => !causes.includes(each))];
  const kinds = joined(kindsOf(inOrder), '\n');
  const all = said`**${counted(problems.length, 'remark')} for its author**\n${kinds}`;
  const remarks = clip(all.text, SHOWN);
  const whole = problems.length > 1 || all.cut || remarks.cut;
  return {
    components: [
      container(ACCENT.right, [
        ...parts,
        text(remarks.text),
        ...(whole ? [{ type: ComponentType.File as const, file: { url: `attachment://${FILE}` } }] : []),
        onward,
      ]),
    ],
    files: whole ? [fileOf(problems)] : [],
  };
}

/** Cards named in the reply; the rest are counted. */
const NAMED = 5;

/** A right answer in other words may be another answer: only the author knows. */
function rewordedCards(ids: readonly string[]): string {
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '';
  const names = `${ids
    .slice(0, NAMED)
    .map((id) => `\`${id}\``)
    .join(', ')}${more}`;
  return ids.length === 1
    ? `${names} kept its schedule, although its right answer is worded differently now. If it is a different answer, raise the card’s \`revision:\` and import again.`
    : `${names} kept their schedules, although their right answers are worded differently now. Where one is a different answer, raise the card’s \`revision:\` and import again.`;
}

/** One line for each kind of problem: the first of it, and how many there are like it. */
function kindsOf(problems: readonly Problem[]): readonly Shown[] {
  const kinds = [...new Set(problems.map(({ code }) => code))];
  return kinds.map((kind) => {
    const alike = problems.filter(({ code }) => code === kind);
    const more = alike.length > 1 ? ` (and ${alike.length - 1} more like it)` : '';
    return said`- Line ${alike[0]?.line ?? 0}: ${sentence(alike[0]?.message ?? '', 300)}${more}`;
  });
}

/** The problems as the check prints them. */
function fileOf(problems: readonly Problem[]): OutgoingFile {
  const data = problems.slice(0, MOST_PROBLEMS).map(formatProblem).join('\n\n');
  return { name: FILE, data: `${data}\n` };
}
