import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { questionSource } from '../../src/play/library.ts';
import type { Actor, Reply } from '../../src/preview/driver.ts';
import type { Question } from '../../src/study/question.ts';
import { DAY, HOUR, MINUTE } from '../../src/study/schedule/day.ts';
import type { Grade } from '../../src/study/schedule/memory.ts';
import { fixtureSource } from './fixture-questions.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());

function textOf(reply: Reply): string {
  return reply.message?.text ?? '';
}

function labels(reply: Reply): string[] {
  return reply.message?.buttons.map((each) => each.label) ?? [];
}

async function memoryOf(person: Actor, card: string) {
  return (await stage.store.cardInfo(person.id, card, Date.now()))?.memory;
}

describe('a choice card', () => {
  test('answered right is Good; Hard and Easy show what they lead to, and lead there', async () => {
    const ada = stage.driver.person('Ada');
    const asked = await ada.run('review', { topic: 'choice' });
    expect(asked.message?.ephemeral).toBe(true);
    expect(textOf(asked)).toContain('1 left: 1 new');
    expect(labels(asked)).toEqual(['A', 'B', 'C', 'Suspend', 'Bury until tomorrow', 'Card info']);
    await ada.press(asked.message, 'B');
    expect(textOf(asked)).toContain('The container sets it.');
    expect(textOf(asked)).toContain('+2 points · Graded Good · comes back in 10 min');
    expect(labels(asked)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Hard · 6 min$/), 'Good · 10 min']),
    );
    const easy = labels(asked).find((label) => label.startsWith('Easy · ')) ?? '';
    await ada.press(asked.message, easy);
    expect(textOf(asked)).toContain('Graded Easy');
    const memory = await memoryOf(ada, 'first/choice');
    expect(easy).toBe(`Easy · ${memory?.scheduledDays} days`);
    expect(memory?.state).toBe('review');
    expect((await stage.store.stats(ada.id, Date.now())).answered).toBe(1);
  });

  test('answered wrong is Again, offers no other grade, and comes back in its step', async () => {
    const ben = stage.driver.person('Ben');
    const asked = await ben.run('review', { topic: 'choice' });
    await ben.press(asked.message, 'A');
    expect(textOf(asked)).toContain('The pod gives way to the container.');
    expect(textOf(asked)).toContain('Graded Again · comes back in 1 min');
    expect(labels(asked).join()).not.toContain('Easy');
    await ben.press(asked.message, 'Next');
    expect(textOf(asked)).toContain('1 left: 1 learning');
    await ben.press(asked.message, 'B');
    expect(textOf(asked)).toContain('Graded Good');
    expect((await memoryOf(ben, 'first/choice'))?.reps).toBe(2);
  });

  test('pressed twice, or replayed by the gateway, is one review', async () => {
    const eve = stage.driver.person('Eve');
    const asked = await eve.run('review', { topic: 'choice' });
    const [first] = await Promise.all([eve.press(asked.message, 'B'), eve.press(asked.message, 'A')]);
    stage.driver.replay(first.interaction);
    await eve.run('help');
    expect((await memoryOf(eve, 'first/choice'))?.reps).toBe(1);
    expect((await stage.store.stats(eve.id, Date.now())).answered).toBe(1);
  });
});

describe('Hard and Easy are offered after a right answer', () => {
  test.each([
    ['multi', async (person: Actor, asked: Reply) => person.choose(asked.message, 0, 'A', 'C')],
    ['locate', async (person: Actor, asked: Reply) => person.choose(asked.message, 0, '5')],
    [
      'number',
      async (person: Actor, asked: Reply) =>
        person.submit(await person.press(asked.message, 'Answer…'), { value: '1000' }),
    ],
  ] as const)('to a %s card', async (topic, solve) => {
    const person = stage.driver.person(`Solves ${topic}`);
    const asked = await person.run('review', { topic });
    await solve(person, asked);
    expect(textOf(asked)).toContain('✓ Right');
    expect(labels(asked)).toEqual(expect.arrayContaining(['Hard · 6 min', 'Good · 10 min']));
    await person.press(asked.message, /^Easy · \d+ days$/);
    expect(textOf(asked)).toContain('Graded Easy');
  });

  test('to a drill, which is drawn anew each time it comes back as a card', async () => {
    const drills = await startStage({ questions: questionSource(() => []) });
    const person = drills.driver.person('Drill');
    const seen = new Set<string>();
    for (const ahead of [0, 400]) {
      drills.advance(ahead * DAY);
      const asked = await person.run('review');
      const { card, seed, options } = await lastAsked(drills, person.id);
      seen.add(`${card} ${seed}`);
      const key = (options ?? []).find((option) => option.correct)?.key ?? '';
      await person.press(asked.message, key);
      expect(textOf(asked)).toContain('✓ Right');
      await person.press(asked.message, /^Easy · \d+ days$/);
      expect(textOf(asked)).toContain('Graded Easy');
    }
    const cards = [...seen].map((each) => each.split(' ')[0]);
    expect([seen.size, new Set(cards).size]).toEqual([2, 1]);
    await drills.close();
  });
});

/** The question put to somebody last, as it is kept. */
async function lastAsked({ store }: Stage, userId: string): Promise<Question> {
  const rows = (await store.exportUser(userId)).asks as readonly { question: Question }[];
  const last = rows.at(-1);
  if (last === undefined) throw new Error('nothing was asked');
  return last.question;
}

describe('a recall card', () => {
  test.each(['Again', 'Hard', 'Good', 'Easy'])('%s leads to the interval on its button', async (name) => {
    const person = stage.driver.person(`Recall ${name}`);
    const asked = await person.run('review', { topic: 'recall' });
    expect(textOf(asked)).not.toContain('The volumes of the pod.');
    await person.press(asked.message, 'Reveal');
    expect(textOf(asked)).toContain('The volumes of the pod.');
    expect(
      labels(asked)
        .slice(0, 4)
        .map((label) => label.split(' · ')[0]),
    ).toEqual(['Again', 'Hard', 'Good', 'Easy']);
    const label = labels(asked).find((each) => each.startsWith(name)) ?? '';
    await person.press(asked.message, label);
    expect(textOf(asked)).toContain(`Graded ${name} · comes back in ${label.split(' · ')[1]}`);
    const memory = await memoryOf(person, 'second/recall');
    if (memory === undefined) throw new Error('no memory');
    const minutes = Math.round((memory.due - (memory.lastReview ?? 0)) / MINUTE);
    const scheduled = memory.state === 'review' ? `${memory.scheduledDays} days` : `${minutes} min`;
    expect(label).toBe(`${name} · ${scheduled}`);
  });
});

describe('a session', () => {
  test('goes through all that is due, and says when the next is due and how many tomorrow', async () => {
    const hal = stage.driver.person('Hal');
    const asked = await hal.run('review', { deck: 'second' });
    await hal.press(asked.message, 'Reveal');
    await hal.press(asked.message, /^Easy/);
    await hal.press(asked.message, 'Next');
    expect(textOf(asked)).toContain('Which line sets the UID?');
    await hal.choose(asked.message, 0, '5');
    await hal.press(asked.message, /^Easy/);
    await hal.press(asked.message, 'Next');
    expect(textOf(asked)).toContain('All done for now.');
    const due = await Promise.all(['second/recall', 'second/locate'].map((card) => memoryOf(hal, card)));
    const shown = Number(/<t:(\d+):R>/.exec(textOf(asked))?.[1]) * 1000;
    const first = Math.min(...due.map((memory) => memory?.dueDay ?? 0));
    expect(Math.floor((shown - 4 * HOUR) / DAY)).toBe(first);
    expect(textOf(asked)).toContain('Tomorrow: no reviews.');
    const again = await hal.run('review', { deck: 'second' });
    expect(textOf(again)).toContain('All done for now.');
  });

  test('knows what was answered in /quiz: it is no new card any more', async () => {
    const ida = stage.driver.person('Ida');
    const quiz = await ida.run('quiz', { topic: 'locate' });
    await ida.choose(quiz.message, 0, '5');
    const asked = await ida.run('review', { deck: 'second' });
    expect(textOf(asked)).toContain('What does fsGroup own?');
    expect(textOf(asked)).toContain('2 left: 1 learning, 1 new');
  });

  test('works in a direct message and in a server without the bot', async () => {
    const joe = stage.driver.person('Joe');
    for (const [place, topic] of [
      [joe.inDm(), 'choice'],
      [joe.elsewhere(), 'multi'],
    ] as const) {
      const asked = await place.run('review', { topic });
      if (topic === 'choice') await place.press(asked.message, 'B');
      else await place.choose(asked.message, 0, 'A', 'C');
      expect(textOf(asked)).toContain('✓ Right');
    }
  });

  test('completes deck and topic', async () => {
    const ada = stage.driver.person('Ada');
    expect(await ada.complete('review', 'deck', 'sec')).toMatchObject([{ value: 'second' }]);
    expect(await ada.complete('review', 'topic', 'loc', { deck: 'second' })).toMatchObject([
      { value: 'locate' },
    ]);
  });
});

describe('Undo', () => {
  test('takes the last grade back exactly and asks the card again', async () => {
    const kim = stage.driver.person('Kim');
    const asked = await kim.run('review', { topic: 'choice' });
    await kim.press(asked.message, 'A');
    await kim.press(asked.message, 'Undo');
    expect(textOf(asked)).toContain('Which UID');
    expect(await memoryOf(kim, 'first/choice')).toMatchObject({ state: 'new', reps: 0, lastReview: null });
    expect((await stage.store.stats(kim.id, Date.now())).answered).toBe(0);
    await kim.press(asked.message, 'B');
    expect(textOf(asked)).toContain('Graded Good');
  });

  test('is offered on the next question, and when all is done', async () => {
    const lea = stage.driver.person('Lea');
    const asked = await lea.run('review', { deck: 'second' });
    await lea.press(asked.message, 'Reveal');
    await lea.press(asked.message, /^Easy/);
    await lea.press(asked.message, 'Next');
    await lea.press(asked.message, 'Undo');
    expect(textOf(asked)).toContain('What does fsGroup own?');
    expect((await memoryOf(lea, 'second/recall'))?.reps).toBe(0);
    await lea.press(asked.message, 'Reveal');
    await lea.press(asked.message, /^Easy/);
    await lea.press(asked.message, 'Next');
    await lea.press(asked.message, 'Suspend');
    await lea.press(asked.message, 'Next');
    expect(textOf(asked)).toContain('All done for now.');
    await lea.press(asked.message, 'Undo');
    expect(textOf(asked)).toContain('What does fsGroup own?');
  });
});

describe('Suspend, Bury and Card info', () => {
  test('a suspended card comes no more until it is brought back', async () => {
    const mia = stage.driver.person('Mia');
    const asked = await mia.run('review', { topic: 'choice' });
    await mia.press(asked.message, 'Suspend');
    expect(textOf(asked)).toContain('Suspended.');
    expect(textOf(await mia.run('review', { topic: 'choice' }))).toContain('All done');
    await mia.press(asked.message, 'Bring it back');
    expect(textOf(await mia.run('review', { topic: 'choice' }))).toContain('Which UID');
  });

  test('suspended cards are listed when all is done, and brought back from there', async () => {
    const rob = stage.driver.person('Rob');
    const asked = await rob.run('review', { topic: 'choice' });
    await rob.press(asked.message, 'Suspend');
    await rob.press(asked.message, 'Next');
    await rob.press(asked.message, 'Suspended cards');
    const list = rob.messages().at(-1) ?? null;
    expect(list?.ephemeral).toBe(true);
    expect(list?.text).toContain('1 card suspended');
    await rob.choose(list, 0, list?.selects[0]?.options?.[0]?.value ?? '');
    expect(list?.text).toContain('No card is suspended');
    expect(textOf(await rob.run('review', { topic: 'choice' }))).toContain('Which UID');
  });

  test('a buried card comes tomorrow', async () => {
    const ned = stage.driver.person('Ned');
    const asked = await ned.run('review', { topic: 'choice' });
    await ned.press(asked.message, 'Bury until tomorrow');
    await ned.press(asked.message, 'Next');
    expect(textOf(asked)).toContain('All done');
    stage.advance(DAY);
    expect(textOf(await ned.run('review', { topic: 'choice' }))).toContain('Which UID');
    stage.advance(-DAY);
  });

  test('Card info tells the memory and the history, privately, and leaves the card standing', async () => {
    const oda = stage.driver.person('Oda');
    const asked = await oda.run('review', { topic: 'choice' });
    await oda.press(asked.message, 'Card info');
    expect(oda.messages().at(-1)?.text).toContain('not reviewed this card yet');
    await oda.press(asked.message, 'A');
    await oda.press(asked.message, 'More…');
    await oda.press(asked.message, 'Card info');
    const info = oda.messages().at(-1);
    expect(info?.ephemeral).toBe(true);
    const memory = await memoryOf(oda, 'first/choice');
    expect(info?.text).toContain(`Stability: ${memory?.stability.toFixed(2)} days`);
    expect(info?.text).toContain(`Difficulty: ${memory?.difficulty.toFixed(2)} of 10`);
    expect(info?.text).toMatch(/> · Again$/m);
    expect(textOf(asked)).toContain('✗ Wrong');
  });
});

describe('a grade button drawn before the day began or a setting changed', () => {
  const grades = (reply: Reply) => labels(reply).filter((label) => / · \d+ (day|min)/.test(label));

  test('of a recall card grades nothing, shows what holds now, and then does that', async () => {
    const zoe = stage.driver.person('Zoe');
    const asked = await zoe.run('review', { topic: 'recall' });
    await zoe.press(asked.message, 'Reveal');
    await zoe.press(asked.message, /^Easy/);
    stage.advance(20 * DAY);
    const later = await zoe.run('review', { topic: 'recall' });
    await zoe.press(later.message, 'Reveal');
    const before = grades(later);
    stage.advance(30 * DAY);
    await zoe.press(later.message, /^Good/);
    expect(textOf(later)).toContain('Nothing was graded yet.');
    expect(textOf(later)).toContain('The volumes of the pod.');
    expect(grades(later)).not.toEqual(before);
    expect((await memoryOf(zoe, 'second/recall'))?.reps).toBe(1);
    const good = labels(later).find((label) => label.startsWith('Good')) ?? '';
    await zoe.press(later.message, /^Good/);
    expect(textOf(later)).toContain(`Graded Good · comes back in ${good.split(' · ')[1]}`);
    stage.advance(-50 * DAY);
  });

  test('on the reveal changes nothing, shows what holds now, and then does that', async () => {
    const yan = stage.driver.person('Yan');
    const asked = await yan.run('review', { topic: 'choice' });
    await yan.press(asked.message, 'B');
    await yan.press(asked.message, /^Easy/);
    stage.advance(20 * DAY);
    const later = await yan.run('review', { topic: 'choice' });
    await yan.press(later.message, 'B');
    const [, good] = grades(later);
    await yan.run('settings', { retention: '97 %' });
    await yan.press(later.message, /^Easy/);
    expect(textOf(later)).toContain('Nothing was graded yet.');
    expect(textOf(later)).toContain('Graded Good');
    // What is scheduled keeps its day; what the others lead to is new.
    expect(grades(later)[1]).toBe(good);
    const easy = labels(later).find((label) => label.startsWith('Easy')) ?? '';
    await yan.press(later.message, /^Easy/);
    expect(textOf(later)).toContain(`Graded Easy · comes back in ${easy.split(' · ')[1]}`);
    stage.advance(-20 * DAY);
  });
});

/** Seven lapses of one card, which is due again now. */
async function forgotten(person: Actor): Promise<void> {
  let now = Date.now() - 90 * DAY;
  const review = async (grade: Grade): Promise<void> => {
    const question = fixtureSource.drawCard('first/choice', 1);
    if (question === undefined) throw new Error('no card');
    const run = { index: 0, count: 1, deck: null, topic: null, shared: false, right: 0, seen: [] };
    const ask = await stage.store.ask({
      userId: person.id,
      guildId: null,
      channelId: '1',
      question,
      run,
      now,
    });
    const correct = grade !== 'again';
    const answer = { kind: 'options', keys: [correct ? 'B' : 'A'] } as const;
    const input = {
      askId: ask.id,
      userId: person.id,
      answer,
      correct,
      points: 1,
      grade,
      inReview: true,
      now,
    };
    now = (await stage.store.recordAnswer(input)).review?.after?.due ?? now;
  };
  await review('easy');
  for (let lapse = 1; lapse <= 7; lapse++) {
    await review('again');
    await review('good');
  }
  expect(now).toBeLessThan(Date.now());
}

test('a card forgotten for the 8th time is a leech: suspended, told, and brought back on request', async () => {
  const pia = stage.driver.person('Pia');
  await forgotten(pia);
  const asked = await pia.run('review', { topic: 'choice' });
  expect(textOf(asked)).toContain('1 left: 1 review');
  await pia.press(asked.message, 'A');
  expect(textOf(asked)).toContain('you have forgotten this card 8 times, so it is suspended now');
  expect(textOf(asked)).toContain('Container level wins, field by field.');
  expect((await stage.store.cardInfo(pia.id, 'first/choice', Date.now()))?.suspended).toBe(true);
  await pia.press(asked.message, 'Bring it back');
  expect((await stage.store.cardInfo(pia.id, 'first/choice', Date.now()))?.suspended).toBe(false);
});

test('a leech made in /quiz is told in private, below an outcome that everybody may see', async () => {
  const quin = stage.driver.person('Quin');
  await forgotten(quin);
  const asked = await quin.run('quiz', { topic: 'choice', share: true });
  const note = quin.next((message) => message.text.includes('leech'));
  await quin.press(asked.message, 'A');
  const told = await note;
  expect(textOf(asked)).toContain('Container level wins, field by field.');
  expect(textOf(asked)).not.toContain('leech');
  expect(told.ephemeral).toBe(true);
  expect(told.text).toContain('you have forgotten this card 8 times, so it is suspended now');
  await quin.press(told, 'Bring it back');
  expect((await stage.store.cardInfo(quin.id, 'first/choice', Date.now()))?.suspended).toBe(false);
});
