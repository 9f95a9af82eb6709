import { cardText } from '../../decks/index.ts';
import type { ChangedCard, Proposed } from '../../store/store.ts';
import type { Card } from '../../study/index.ts';
import { ACCENT, button, codeBlock, container, row, text } from '../platform/components.ts';
import { diffLines, withContext } from '../platform/difference.ts';
import { counted, moment } from '../platform/intervals.ts';
import { sentence } from '../platform/markdown.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { file } from '../platform/paste-file.ts';
import { deckIds } from './ids.ts';

const CHANGES_FILE = 'changes.diff';
/** Cards named on the message, of each kind; the rest are counted. */
const NAMED = 5;
/** What of the list of changes stands on the message, in bytes and lines: a phone is small; all of it is in the file. */
const SHOWN = { bytes: 1200, lines: 16 } as const;
/** Cards written out in the file; a deck of a thousand that is all new is known by the first ones. */
const WRITTEN = 300;

type Asked = Extract<Proposed, { readonly kind: 'asked' }>;

/** `/deck import` where cards of the server's deck would go or change: what would, and whether it shall. */
export function replaceMessage({ id, expiresAt, loss, voided }: Asked): OutgoingMessage {
  const { title, dropped, changed, added, same, learners } = loss;
  const anew = changed.filter((each) => each.anew).map(({ before }) => before);
  const reworded = changed.filter((each) => !each.anew).map(({ before }) => before);
  const lines = [
    ...line(dropped, 'would go', 'would go', learning(learners.dropped, dropped.length)),
    ...line(
      anew,
      'would have another right answer',
      'would have other right answers',
      learners.anew === 0
        ? ''
        : ` ${counted(learners.anew, 'person')} would learn ${them(anew.length)} again.`.replace(
            'persons',
            'people',
          ),
    ),
    ...line(
      reworded,
      'would read differently and keep its schedule',
      'would read differently and keep their schedules',
      '',
    ),
    ...(added === 0 ? [] : [`- ${counted(added, 'card')} would be new.`]),
    ...(same === 0 ? [] : [`- ${counted(same, 'card')} would stay as ${same === 1 ? 'it is' : 'they are'}.`]),
  ];
  const changes = changesOf(dropped, changed);
  const fits = Buffer.byteLength(changes) <= SHOWN.bytes && changes.split('\n').length <= SHOWN.lines + 1;
  const earlier = voided ? ' Your earlier import of this deck, which waited here, is void now.' : '';
  return {
    components: [
      container(ACCENT.hint, [
        text(
          `## Replace ${sentence(title, 80).text}?\n**Nothing has changed yet.**${earlier} This server has a deck of that id, and this file would replace it:\n${lines.join('\n')}`,
        ),
        ...(fits ? [text(codeBlock('diff', changes.trimEnd()))] : []),
        text(
          `-# Waits for you until ${moment(expiresAt, 'f')}; then the deck stays as it is. \`/deck export\` gives you a copy of it.`,
        ),
        row([button(deckIds.replace.id(id), 'Replace', 'danger'), button(deckIds.cancel.id(id), 'Cancel')]),
      ]),
      ...(fits ? [] : [file(CHANGES_FILE)]),
    ],
    files: fits
      ? []
      : [{ name: CHANGES_FILE, data: changes, description: 'What would go and what would change' }],
  };
}

/** `- **3 cards would go**: “…”, “…” and 1 more.` */
function line(cards: readonly Card[], one: string, many: string, more: string): readonly string[] {
  if (cards.length === 0) return [];
  const names = cards.slice(0, NAMED).map(({ prompt }) => `“${sentence(prompt, 60).text}”`);
  const left = cards.length - names.length;
  const listed = `${names.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
  return [`- **${counted(cards.length, 'card')} ${cards.length === 1 ? one : many}**: ${listed}.${more}`];
}

function learning(people: number, cards: number): string {
  if (people === 0) return '';
  const who = people === 1 ? '1 person has' : `${people} people have`;
  return ` ${who} ${them(cards)} in \`/review\`; what they know is kept in case ${cards === 1 ? 'it comes' : 'they come'} back.`;
}

const them = (cards: number): string => (cards === 1 ? 'it' : 'them');

/** What would go and what would change, card by card, as lines with - and +. */
function changesOf(dropped: readonly Card[], changed: readonly ChangedCard[]): string {
  const gone = dropped.map((card) => block(`${card.id}: would go`, signed('-', cardText(card))));
  const other = changed.map(({ before, after, anew }) => {
    const lines = withContext(diffLines(cardText(before).trimEnd(), cardText(after).trimEnd()), 1);
    const shown = lines.map((each) => (each === undefined ? '  …' : `${each.sign} ${each.text}`));
    return block(
      `${before.id}: ${anew ? 'another right answer, to be learned again' : 'reads differently'}`,
      shown,
    );
  });
  const all = [...gone, ...other];
  const left = all.length - WRITTEN;
  const more = left > 0 ? [`@@ and ${counted(left, 'card')} more @@`] : [];
  return `${[...all.slice(0, WRITTEN), ...more].join('\n')}\n`;
}

function block(head: string, lines: readonly string[]): string {
  return [`@@ ${head} @@`, ...lines].join('\n');
}

function signed(sign: string, words: string): readonly string[] {
  return words
    .trimEnd()
    .split('\n')
    .map((each) => `${sign} ${each}`);
}

/** After Cancel. */
export function cancelledImport(): OutgoingMessage {
  return { components: [container(ACCENT.neutral, [text('Cancelled: the deck stays as it was.')])] };
}

/** Said beside an import that was carried out at once. */
export const VOIDED = 'Your earlier import of this deck, which waited for a decision, is void now.';
