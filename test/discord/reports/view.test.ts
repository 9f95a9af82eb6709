import { describe, expect, test } from 'vitest';
import { deckOf } from '../../../src/decks/deck-file.ts';
import type { CardFile } from '../../../src/decks/schema.ts';
import { replaceMessage } from '../../../src/discord/deck/view-replace.ts';
import { checkMessage, textsOf } from '../../../src/discord/platform/payload-limits.ts';
import { reportMessage } from '../../../src/discord/reports/view.ts';
import type { ReportSheet } from '../../../src/play/reported.ts';
import { DECK_LIMITS, drawQuestion } from '../../../src/study/index.ts';

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
    })),
    question: drawQuestion(whole, 1),
    gone: false,
    whole,
    stats: { right: 1, wrong: 2, chosen: new Map(whole.options.map(({ id }, index) => [id, index + 1])) },
    here: { asked: 3, answered: 2, right: 1 },
  };
}

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
