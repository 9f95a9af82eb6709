import { describe, expect, test } from 'vitest';
import { deckOf } from '../../../src/decks/deck-file.ts';
import type { CardFile } from '../../../src/decks/schema.ts';
import { replaceMessage } from '../../../src/discord/deck/view-replace.ts';
import { checkMessage, textsOf } from '../../../src/discord/platform/payload-limits.ts';
import { reportMessage } from '../../../src/discord/reports/view.ts';
import type { ReportSheet } from '../../../src/play/reported.ts';
import { DECK_LIMITS, DRILLS, drawDrill, drawQuestion, drillCard } from '../../../src/study/index.ts';

const GUILD = '200000000000000001';
/** What a deck may hold at most, in letters of three bytes each, and in Discord's own marks. */
const FILLINGS = ['漢', '*', '`', 'a', '> ', '\\', '@everyone ', '```\n'];

function longest(fill: string, kind: 'choice' | 'recall') {
  const as = (length: number): string => fill.repeat(length).slice(0, length);
  const options = Array.from({ length: DECK_LIMITS.options }, (_, index) => ({
    id: `o${index}`,
    text: `${index}${as(DECK_LIMITS.choiceText - 1)}`,
    why: as(DECK_LIMITS.why),
    ...(index === 0 ? { correct: true } : {}),
  }));
  const card = {
    id: 'a'.repeat(DECK_LIMITS.id),
    topic: as(DECK_LIMITS.topic),
    difficulty: 5,
    prompt: as(DECK_LIMITS.prompt),
    manifest: as(DECK_LIMITS.manifest),
    explanation: as(DECK_LIMITS.explanation),
    ...(kind === 'choice' ? { kind, options } : { kind, answer: as(DECK_LIMITS.answer) }),
  } as CardFile;
  const deck = deckOf({
    id: 'd'.repeat(DECK_LIMITS.id),
    title: as(DECK_LIMITS.title),
    description: '',
    cards: [card],
  });
  const [whole] = deck.cards;
  if (whole === undefined) throw new Error('no card');
  return { ...whole, key: `${GUILD}.${whole.key}` };
}

function sheet(fill: string, kind: 'choice' | 'recall'): ReportSheet {
  const whole = longest(fill, kind);
  return {
    card: whole.key,
    reports: 50,
    people: 50,
    first: 1,
    last: 50,
    retiredId: 7,
    index: 1,
    total: 3,
    notes: Array.from({ length: 50 }, (_, index) => ({
      id: index,
      text: fill.repeat(1500).slice(0, 1500),
      createdAt: 0,
      drawn: null,
      question: undefined,
    })),
    question: drawQuestion(whole, 1),
    gone: false,
    whole,
    stats: { right: 1, wrong: 2, chosen: new Map(whole.options.map(({ id }, index) => [id, index + 1])) },
    here: { asked: 3, answered: 2, right: 1 },
  };
}

/** The card with these reports, the newest first, each by the seed of what its writer was asked; null: not kept. */
function reportedBy(seeds: readonly (number | null)[]): ReportSheet {
  const one = sheet('a', 'choice');
  const { whole } = one;
  if (whole === undefined) throw new Error('no card');
  const notes = seeds.map((seed, id) => ({
    id,
    text: `Report ${id}`,
    createdAt: 0,
    drawn: seed === null ? null : { seed, difficulty: 5 },
    question: seed === null ? undefined : drawQuestion(whole, seed),
  }));
  return { ...one, notes, question: notes[0]?.question ?? one.question };
}

const allOf = (one: ReportSheet, done?: string): string =>
  textsOf(reportMessage(one, done).components ?? []).join('\n');

test('what was just done stood at the top of a message longer than the screen, far from the button', () => {
  const last = textsOf(reportMessage(sheet('a', 'choice'), '**Settled:** 1 report.').components ?? []).at(-1);
  expect(last).toBe('**Settled:** 1 report.');
});

test('a report whose writer saw other letters says which, one with the same letters nothing', () => {
  const [first, second] = allOf(reportedBy([1, 2])).split('> Report 1');
  expect(first).not.toContain('another order');
  const one = drawQuestion(longest('a', 'choice'), 1).options ?? [];
  const two = drawQuestion(longest('a', 'choice'), 2).options ?? [];
  const others = two.filter(({ key, id }) => one.find((each) => each.id === id)?.key !== key);
  expect(others).not.toEqual([]);
  for (const { key, id } of others)
    expect(second).toContain(`their **${key}** is **${one.find((each) => each.id === id)?.key}** below`);
  expect(allOf(reportedBy([2, 2]))).not.toContain('another order');
  expect(String(reportMessage(reportedBy([1, 2, 1, 2])).files?.[0]?.data)).toContain(
    `Its writer saw:\n${two.map(({ key, text }) => `  ${key}  ${text}`).join('\n')}\n`,
  );
});

test('how often an option was chosen goes by the letters that are shown', () => {
  for (const seed of [1, 2]) {
    const one = reportedBy([seed]);
    const most = one.question?.options?.find(({ id }) => id === `o${DECK_LIMITS.options - 1}`);
    expect(allOf(one)).toContain(`chosen: **${most?.key}** ${DECK_LIMITS.options}`);
  }
});

test('a report from before the order was kept says so', () => {
  expect(allOf(reportedBy([null]))).toContain('In which order its writer saw the options is not kept');
  expect(allOf({ ...sheet('a', 'recall'), notes: reportedBy([null]).notes })).not.toContain('order');
});

test('a report of another question of the same drill was shown as if it were about this one', () => {
  const drill = DRILLS.find(({ id }) => id === 'uid');
  if (drill === undefined) throw new Error('no such drill');
  const notes = [1, 2].map((seed) => ({
    id: seed,
    text: `Report ${seed}`,
    createdAt: 0,
    drawn: { seed, difficulty: 3 },
    question: drawDrill(drill, seed, 3),
  }));
  const { whole: _, ...rest } = sheet('a', 'recall');
  const card = drillCard(drill);
  const [first, second] = allOf({
    ...rest,
    whole: undefined,
    card,
    notes,
    question: notes[0]?.question,
  }).split('> Report 2');
  expect(first).not.toContain('another question');
  expect(second).toContain('Its writer saw another question of this drill: seed 2, difficulty 3.');
});

describe.each(FILLINGS)('filled with %j', (fill) => {
  test.each(['choice', 'recall'] as const)(
    'a report of the longest %s card fits, and its file has all',
    (kind) => {
      const message = reportMessage(sheet(fill, kind), '**Settled:** 1 report.');
      expect(checkMessage(message)).toEqual([]);
      const texts = textsOf(message.components ?? []);
      expect(texts.join('\n')).toContain('**50 reports by 50 people**');
      // Inside a code block nothing is a mention.
      expect(texts.filter((each) => !each.startsWith('```')).join('\n')).not.toMatch(/@everyone/);
      // A fence that is opened is closed in the same text.
      for (const each of texts) expect((each.match(/^```/gm)?.length ?? 0) % 2).toBe(0);
      expect(String(message.files?.[0]?.data).length).toBeGreaterThan(50 * 1500);
    },
  );

  test('what an import would drop and change fits', () => {
    const card = longest(fill, 'choice');
    const cards = Array.from({ length: 20 }, () => card);
    const message = replaceMessage({
      kind: 'asked',
      id: 1,
      expiresAt: 0,
      voided: true,
      loss: {
        title: fill.repeat(80).slice(0, 80),
        dropped: cards,
        changed: cards.flatMap((before) => [
          { before, after: { ...before, prompt: 'Other' }, anew: true },
          { before, after: { ...before, prompt: 'Other' }, anew: false },
        ]),
        added: 5,
        same: 1,
        learners: { dropped: 1000, anew: 1000 },
      },
    });
    expect(checkMessage(message)).toEqual([]);
    expect(textsOf(message.components ?? []).join('\n')).not.toMatch(/@everyone/);
    expect(message.files?.[0]?.data).toContain('+ prompt: Other');
  });
});
