import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';
import type { ReportSheet } from '../../play/reported.ts';
import type { Settled } from '../../store/store.ts';
import { serverOf } from '../../study/server-of.ts';
import { ACCENT, type ActionRow, button, container, row, separator, text } from '../platform/components.ts';
import { counted, moment } from '../platform/intervals.ts';
import { sentence } from '../platform/markdown.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { file } from '../platform/paste-file.ts';
import { checkMessage } from '../platform/payload-limits.ts';
import { NOTE_INPUT, reportIds } from './ids.ts';
import { cardParts, statLines } from './view-card.ts';
import { REPORT_FILE, reportFile } from './view-file.ts';
import { seenOtherwise } from './view-letters.ts';

/** Reports whose text stands on the message; all of them are in the file. */
const SHOWN = 3;
/** Characters of one report, of all. */
const REPORT = 300;
/** Where a message does not fit in Discord's limits it is built again with this share of every length. */
const SHARES = [1, 0.6, 0.35, 0.15] as const;

/** `/reports`: one card with what is said of it. `done` is what was just done. */
export function reportMessage(sheet: ReportSheet | undefined, done?: string): OutgoingMessage {
  const said = done === undefined ? [] : [text(done)];
  if (sheet === undefined) {
    const none =
      'No report is open, and no card is retired here. People report a mistake below a question they have answered: **More…**, then **Report a mistake**.';
    return { components: [container(ACCENT.neutral, [...said, text(none)])] };
  }
  const built = SHARES.map((share) => sheetMessage(sheet, share, done));
  return built.find((message) => checkMessage(message).length === 0) ?? sheetMessage(sheet, 0.15, done);
}

function sheetMessage(sheet: ReportSheet, share: number, done?: string): OutgoingMessage {
  const { parts, cut } = cardParts(sheet, share);
  const notes = noteLines(sheet, share);
  const whole = sheet.whole !== undefined && cut;
  const filed = whole || notes.cut;
  const texts = [[headLine(sheet), ...(notes.text === '' ? [] : [notes.text])].join('\n'), ...parts];
  const below = [...statLines(sheet), ...retiredLine(sheet), `-# Card \`${nameOf(sheet.card)}\``];
  return {
    components: [
      container(sheet.reports > 0 ? ACCENT.hint : ACCENT.neutral, [
        ...texts.map(text),
        separator(),
        text(below.join('\n')),
        // Above the buttons: the message is longer than a screen, and whoever pressed one looks there.
        ...(done === undefined ? [] : [text(done)]),
        ...rowsOf(sheet),
      ]),
      ...(filed ? [file(REPORT_FILE)] : []),
    ],
    files: filed ? [reportFile(sheet)] : [],
  };
}

function headLine({ index, total, reports, people }: ReportSheet): string {
  const place = total > 1 ? `-# ${index + 1} of ${total}\n` : '';
  if (reports === 0) return `${place}**No open report**`;
  const by = people === 1 ? '' : ` by ${people} people`;
  return `${place}**${counted(reports, 'report')}${by}**`;
}

/** The card's key as its author knows it: without the server's id. */
function nameOf(card: string): string {
  const server = serverOf(card);
  return server === null ? card : card.slice(server.length + 1);
}

/** What people wrote, the newest first. Nothing of who wrote it. */
function noteLines(sheet: ReportSheet, share: number): { readonly text: string; readonly cut: boolean } {
  const { notes } = sheet;
  const shown = notes.slice(0, SHOWN).map((note) => {
    const words = sentence(note.text, Math.round(REPORT * share));
    const otherwise = seenOtherwise(sheet, note);
    const below = [moment(note.createdAt, 'R'), ...(otherwise === '' ? [] : [otherwise])].join(' · ');
    return { text: `> ${words.text}\n> -# ${below}`, cut: words.cut };
  });
  const more = notes.length - shown.length;
  return {
    text: [...shown.map((each) => each.text), ...(more > 0 ? [`-# and ${more} more in the file`] : [])].join(
      '\n',
    ),
    cut: more > 0 || shown.some((each) => each.cut),
  };
}

function retiredLine({ card, retiredId }: ReportSheet): readonly string[] {
  if (retiredId === null) return [];
  return [
    serverOf(card) === null
      ? '**Retired here:** this server does not ask it any more, in `/quiz`, `/review`, `/match` or elsewhere. Other servers and direct messages do, and a lesson that it belongs to.'
      : '**Retired:** it is not asked any more, here or in direct messages. What people know of it is kept.',
  ];
}

function rowsOf({ index, total, first, last, retiredId, gone }: ReportSheet): readonly ActionRow[] {
  const acts = [
    ...(last === null ? [] : [button(reportIds.resolve.id(last, index), 'Resolved…', 'success')]),
    ...(retiredId !== null
      ? [button(reportIds.back.id(retiredId, index), 'Bring it back')]
      : first === null || gone
        ? []
        : [button(reportIds.retire.id(first, index), 'Retire this card here', 'danger')]),
  ];
  const pages =
    total < 2
      ? []
      : [
          button(reportIds.page.id(Math.max(0, index - 1)), 'Previous', 'secondary', index === 0),
          button(reportIds.page.id(index + 1), 'Next', 'secondary', index === total - 1),
        ];
  return [...(acts.length === 0 ? [] : [row(acts)]), ...(pages.length === 0 ? [] : [row(pages)])];
}

/** Asks what those who reported it are told besides. */
export function noteModal(reportId: number, index: number): APIModalInteractionResponseCallbackData {
  return {
    title: 'Settle these reports',
    custom_id: reportIds.resolved.id(reportId, index),
    components: [
      {
        type: ComponentType.Label,
        label: 'What came of it? (may be left empty)',
        description: 'Whoever reported it is told once that it is settled, with this sentence.',
        component: {
          type: ComponentType.TextInput,
          custom_id: NOTE_INPUT,
          style: TextInputStyle.Paragraph,
          max_length: 500,
          required: false,
        },
      },
    ],
  };
}

/** What Resolved did. */
export function settledNote({ reports, people }: Settled): string {
  if (reports === 0) return '**Settled already:** somebody else was faster.';
  return `**Settled:** ${counted(reports, 'report')}. ${people === 1 ? 'Whoever wrote it is' : `The ${people} people who wrote them are`} told: directly, or at their next \`/quiz\` or \`/review\`.`;
}
