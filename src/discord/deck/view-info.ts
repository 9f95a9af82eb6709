import { stringify } from 'csv-stringify/sync';
import { ComponentType } from 'discord.js';
import { harmless } from '../../decks/index.ts';
import type { ItemStats } from '../../store/store.ts';
import { type Card, type Deck, DRILL_DECK } from '../../study/index.ts';
import { ACCENT, container, separator, text } from '../platform/components.ts';
import { counted } from '../platform/intervals.ts';
import { sentence } from '../platform/markdown.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { percent } from '../platform/percent.ts';

/** Cards listed on the message, and the bytes they may take; all of them are in the file. */
const LISTED = 8;
const ROOM = 2000;
const PROMPT = 90;
const OPTION = 60;

/** A card with how it is answered. */
interface Item {
  readonly name: string;
  readonly prompt: string;
  readonly right: number;
  readonly answered: number;
  /** Wrong options, most chosen first; `times` is 0 for one that nobody chose. */
  readonly wrong: readonly { readonly option: string; readonly times: number }[];
}

/** ` · 2 cards retired here`; nothing where there is none. */
function retiredText(retired: number): string {
  return retired === 0 ? '' : ` · ${counted(retired, 'card')} retired here`;
}

/** What is in a deck, and how its cards are answered: the hardest first. `retired`: its cards that are not asked here. */
export function deckInfo(deck: Deck, stats: ReadonlyMap<string, ItemStats>, retired = 0): OutgoingMessage {
  const items = deck.cards.map((card) => itemOf(card, stats.get(card.key)));
  const kinds = countsOf(deck.cards.map(({ kind }) => kind));
  const topics = countsOf(deck.cards.map(({ topic }) => topic));
  const shownTopics = topics.slice(0, 12).map(([topic, cards]) => `${sentence(topic, 40).text} ${cards}`);
  const moreTopics = topics.length > 12 ? `, and ${topics.length - 12} more` : '';
  const head = [
    `## ${sentence(deck.title, 80).text}`,
    sentence(deck.description, 300).text,
    `${counted(deck.cards.length, 'card')}: ${kinds.map(([kind, cards]) => `${cards} ${kind}`).join(', ')} · id \`${deck.id}\`${retiredText(retired)}`,
    `-# Topics: ${shownTopics.join(', ')}${moreTopics}`,
  ].join('\n');
  return withItems(head, items, `${deck.id}-statistics.csv`);
}

/** The drills, each with the misconceptions that its wrong options stand for. */
export function drillInfo(stats: ReadonlyMap<string, ItemStats>, retired = 0): OutgoingMessage {
  const items = [...stats].map(([card, { right, wrong, chosen }]) => ({
    name: card,
    prompt: card,
    right,
    answered: right + wrong,
    wrong: [...chosen].map(([option, times]) => ({ option, times })).toSorted((a, b) => b.times - a.times),
  }));
  const head = `## ${DRILL_DECK.title}${retiredText(retired)}\nEach draws a fresh manifest, so its wrong options are counted by the misconception behind them.`;
  return withItems(head, items, `${DRILL_DECK.id}-statistics.csv`);
}

function itemOf(card: Card, stats: ItemStats | undefined): Item {
  const options = card.options
    .filter((option) => !option.correct)
    .map(({ id, text, line }) => ({
      option: line === undefined ? text : `line ${line}`,
      times: stats?.chosen.get(id) ?? 0,
    }))
    .toSorted((a, b) => b.times - a.times);
  const right = stats?.right ?? 0;
  return {
    name: card.id,
    prompt: card.prompt,
    right,
    answered: right + (stats?.wrong ?? 0),
    wrong: options,
  };
}

function withItems(head: string, items: readonly Item[], file: string): OutgoingMessage {
  const answered = items
    .filter((item) => item.answered > 0)
    .toSorted((a, b) => a.right / a.answered - b.right / b.answered || b.answered - a.answered);
  if (answered.length === 0) {
    const none = 'None of its cards has been answered yet, so there are no statistics.';
    return { components: [container(ACCENT.neutral, [text(head), separator(), text(none)])] };
  }
  const total = answered.reduce((sum, item) => sum + item.answered, 0);
  const right = answered.reduce((sum, item) => sum + item.right, 0);
  const lines: string[] = [];
  let room = ROOM;
  for (const line of answered.slice(0, LISTED).map(itemLine)) {
    room -= Buffer.byteLength(line) + 1;
    if (room < 0) break;
    lines.push(line);
  }
  const intro = `**How it is answered**: ${counted(total, 'answer')}, ${percent(right, total)} right. Hardest first:`;
  return {
    components: [
      container(ACCENT.neutral, [
        text(head),
        separator(),
        text(`${intro}\n${lines.join('\n')}`),
        text('-# First answers of a day, of everyone together. Every card is in the file.'),
        { type: ComponentType.File, file: { url: `attachment://${file}` } },
      ]),
    ],
    files: [{ name: file, data: table(items) }],
  };
}

function itemLine({ prompt, right, answered, wrong }: Item): string {
  const [most] = wrong;
  const never = wrong.filter(({ times }) => times === 0).map(({ option }) => `“${shown(option)}”`);
  const details = [
    ...(most !== undefined && most.times > 0
      ? [`most chosen wrongly: “${shown(most.option)}” (${most.times})`]
      : []),
    ...(never.length > 0 ? [`never chosen: ${never.join(', ')}`] : []),
  ];
  const line = `**${percent(right, answered)}** of ${answered} · ${sentence(prompt.replaceAll(/\s+/g, ' '), PROMPT).text}`;
  return details.length === 0 ? line : `${line}\n-# ${details.join(' · ')}`;
}

function shown(option: string): string {
  return sentence(option.replaceAll(/\s+/g, ' '), OPTION).text;
}

/** Every card as CSV, wrong options with how often each was chosen. */
function table(items: readonly Item[]): string {
  const rows = items.map(({ name, prompt, right, answered, wrong }) => [
    name,
    prompt,
    answered,
    right,
    answered === 0 ? '' : percent(right, answered),
    wrong
      .filter(({ times }) => times > 0)
      .map(({ option, times }) => `${option} (${times})`)
      .join('; '),
    answered === 0
      ? ''
      : wrong
          .filter(({ times }) => times === 0)
          .map(({ option }) => option)
          .join('; '),
  ]);
  return stringify([
    ['id', 'prompt', 'answered', 'right', 'right in %', 'wrong options chosen', 'never chosen'],
    ...rows.map((cells) => cells.map((cell) => harmless(String(cell)))),
  ]);
}

/** What there is how often, most first. */
function countsOf(values: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1]);
}
