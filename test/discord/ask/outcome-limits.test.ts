import { describe, expect, test } from 'vitest';
import { ourDecks } from '../../../src/cli/shipped.ts';
import { moreMessage } from '../../../src/discord/ask/view-buttons.ts';
import { othersMessage } from '../../../src/discord/ask/view-others.ts';
import { outcomeMessage } from '../../../src/discord/ask/view-outcome.ts';
import { outcomeParts } from '../../../src/discord/ask/view-review.ts';
import { checkMessage, textsOf } from '../../../src/discord/platform/payload-limits.ts';
import type { Ask, Outcome } from '../../../src/store/store.ts';
import { drawDrill } from '../../../src/study/drills/index.ts';
import {
  type Answer,
  beliefsBehind,
  DRILLS,
  drawQuestion,
  mark,
  type Question,
} from '../../../src/study/index.ts';
import { NEW_MEMORY } from '../../../src/study/schedule/memory.ts';
import { preview } from '../../../src/study/schedule/scheduler.ts';

const now = Date.parse('2026-03-02T12:00:00Z');
const CLOCK = { zone: 'UTC', rollover: 4 };
const previews = preview(NEW_MEMORY, now, { ...CLOCK, retention: 0.9, card: 'a' });
const DECKS = await ourDecks();
const CARDS = DECKS.flatMap(({ cards }) => cards).map((card) => drawQuestion(card, 3));
const DRAWN = DRILLS.flatMap((drill) => [1, 3, 5].map((d) => drawDrill(drill, 17, d as 1 | 3 | 5)));

function askOf(question: Question): Ask {
  const review = { previous: 4, left: { learning: 1, review: 2, new: 4 } };
  const run = { deck: null, topic: null, index: 0, count: 1, shared: false, right: 0, seen: [], review };
  return { id: 999_999, userId: '1', guildId: null, channelId: '2', question, run, now, outcome: null };
}

/** A right answer and a wrong one. */
function answers({ kind, options = [], number = 0 }: Question): readonly Answer[] {
  if (kind === 'recall') return [true, false].map((knew) => ({ kind: 'recall', knew }));
  if (kind === 'number') return [number, number + 1].map((value) => ({ kind: 'number', value }));
  const right = options.filter((each) => each.correct).map(({ key }) => key);
  const wrong = options.filter((each) => !each.correct).map(({ key }) => key);
  return [right, kind === 'multi' ? wrong : wrong.slice(0, 1)].map((keys) => ({ kind: 'options', keys }));
}

function outcomeOf(question: Question, answer: Answer): Outcome {
  const { correct } = mark(question, answer);
  const grade = correct ? 'good' : 'again';
  return {
    answer,
    correct,
    points: correct ? 3 : 0,
    repeated: false,
    answeredAt: now,
    day: 20_514,
    first: true,
    undone: false,
    review: { grade, before: NEW_MEMORY, after: previews[grade], leech: !correct },
    beliefs: beliefsBehind(question, answer).map((id) => ({ id, times: 2 })),
  };
}

describe.each([
  ['cards of our decks', CARDS],
  ['drills', DRAWN],
])('%s after an answer', (_name, questions) => {
  test('fit in a message with everything behind More open, and begin with Next in a row of five at most', () => {
    for (const question of questions) {
      const ask = askOf(question);
      for (const answer of answers(question)) {
        const outcome = outcomeOf(question, answer);
        const parts = outcomeParts(ask, outcome, previews, CLOCK);
        for (const open of [undefined, { levels: true }]) {
          const message = outcomeMessage(ask, outcome, open === undefined ? parts : { ...parts, open });
          expect(checkMessage(message), question.card).toEqual([]);
          expect(JSON.stringify(message.components)).toMatch(/"label":"Next"/);
        }
        expect(checkMessage(moreMessage(ask, outcome, true, true)), question.card).toEqual([]);
        expect(checkMessage(othersMessage(ask, outcome)), question.card).toEqual([]);
      }
    }
  });

  test('print each option once, with its mark in words', () => {
    for (const question of questions.filter(({ kind }) => kind === 'choice' || kind === 'multi')) {
      const ask = askOf(question);
      for (const answer of answers(question)) {
        const outcome = outcomeOf(question, answer);
        const said = textsOf(outcomeMessage(ask, outcome).components ?? []).join('\n');
        for (const { key, text, correct } of question.options ?? []) {
          const lines = said
            .split('\n')
            .filter((line) => line.includes(`**${key}**  ${text.split('\n')[0]}`));
          expect(lines, `${question.card} ${key}`).toHaveLength(1);
          const chosen = answer.kind === 'options' && answer.keys.includes(key);
          const words = chosen ? `your answer, ${correct ? 'right' : 'wrong'}` : 'right';
          if (chosen || correct) expect(said, `${question.card} ${key}`).toContain(words);
        }
      }
    }
  });
});
