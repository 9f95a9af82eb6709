import { describe, expect, test } from 'vitest';
import { ourDecks } from '../../src/cli/shipped.ts';
import { scoreOf } from '../../src/play/exam-score.ts';
import { examSource } from '../../src/play/exam-source.ts';
import { drawExam, finishExam } from '../../src/play/exams.ts';
import { labWorkHere } from '../../src/play/labs-in-thread.ts';
import { labSource } from '../../src/play/labs-source.ts';
import { questionSource } from '../../src/play/library.ts';
import type { Blueprint } from '../../src/study/exams/blueprint.ts';
import type { Deck } from '../../src/study/index.ts';
import { ADA } from '../store/exam-fixture.ts';
import { NOON, tempStore } from '../store/fixtures.ts';

const DECKS = await ourDecks();
const SECTIONS = [
  { title: 'A', topics: ['runAsUser'], weight: 75 },
  { title: 'B', topics: ['levels'], weight: 25 },
];
const item = (section: number, worth: number, correct: boolean | null) => ({
  section,
  worth,
  correct,
  dropped: correct === null ? ('gone' as const) : null,
});

describe('the score', () => {
  test('is each section’s share of what its tasks are worth, by its weight, rounded down', () => {
    const { percent, sections } = scoreOf({ sections: SECTIONS }, [
      item(0, 1, true),
      item(0, 2, false),
      item(1, 1, true),
    ]);
    expect(sections.map(({ share }) => share)).toEqual([1 / 3, 1]);
    // 75 / 3 + 25
    expect(percent).toBe(50);
    expect(
      scoreOf({ sections: SECTIONS }, [item(0, 3, true), item(0, 3, true), item(0, 3, false)]).percent,
    ).toBe(66);
  });

  test('leaves out what was dropped, and gives the weight of a section without a task to the others', () => {
    expect(scoreOf({ sections: SECTIONS }, [item(0, 1, null), item(1, 1, true)]).percent).toBe(100);
    expect(scoreOf({ sections: SECTIONS }, [item(0, 1, null), item(1, 1, null)]).percent).toBe(0);
  });
});

describe('a card that is another one when the exam ends', () => {
  const BLUEPRINT: Blueprint = {
    id: 'b',
    title: 'B',
    about: 'B',
    minutes: 10,
    pass: 50,
    sections: [
      {
        ...SECTIONS[0],
        title: 'A',
        topics: ['runAsUser'],
        weight: 100,
        difficulty: [1, 5],
        questions: 3,
        drills: 1,
        repairs: 0,
        labs: 0,
      },
    ],
  };

  /** Draws from these decks, answers everything right, and marks with what the decks became. */
  async function sat(become: (decks: readonly Deck[], keys: readonly string[]) => readonly Deck[]) {
    let decks: readonly Deck[] = DECKS;
    const store = await tempStore();
    const questions = () => questionSource(() => decks);
    const play = () => ({
      store,
      now: () => NOON,
      labs: labSource(() => []),
      labWork: labWorkHere(),
      questions: questions(),
      exams: examSource(() => [BLUEPRINT]),
    });
    const { id: examId } = await drawExam(play(), { userId: ADA, guildId: null, channelId: '1' }, 'b', 5);
    const me = { examId, userId: ADA, now: NOON };
    await store.beginExam({ ...me, roleId: null });
    const { items } = await store.examView(examId, ADA);
    for (const { item: at, question } of items) {
      const keys = (question.options ?? []).filter(({ correct }) => correct).map(({ key }) => key);
      const answer =
        question.number === undefined
          ? ({ kind: 'options', keys } as const)
          : ({ kind: 'number', value: question.number } as const);
      await store.answerExam({ ...me, item: at, answer });
    }
    await store.submitExam(me);
    decks = become(
      DECKS,
      items.map(({ question }) => question.card),
    );
    return { ...(await finishExam(play(), { examId, userId: ADA })).view, store };
  }

  const changed = (
    decks: readonly Deck[],
    key: string | undefined,
    to: (card: Deck['cards'][number]) => readonly Deck['cards'][number][],
  ) =>
    decks.map((deck) => ({
      ...deck,
      cards: deck.cards.flatMap((card) => (card.key === key ? to(card) : [card])),
    }));

  test('is dropped from the total where it was removed, and feeds no memory', async () => {
    const { items, exam, store } = await sat((decks, [first]) => changed(decks, first, () => []));
    expect(items.map(({ dropped }) => dropped)).toEqual(['gone', null, null, null]);
    expect(exam.result).toMatchObject({ percent: 100, passed: true });
    expect((await store.stats(ADA, NOON)).answered).toBe(3);
  });

  test('is dropped where its right answer changed, and judged as drawn where only its words did', async () => {
    const { items } = await sat((decks, [first, second]) =>
      changed(
        changed(decks, first, (card) => [{ ...card, revision: card.revision + 1 }]),
        second,
        (card) => [{ ...card, prompt: `${card.prompt} (mended)`, explanation: 'Other words.' }],
      ),
    );
    expect(items.map(({ dropped }) => dropped)).toEqual(['changed', null, null, null]);
    expect(items.map(({ correct }) => correct)).toEqual([null, true, true, true]);
  });
});
