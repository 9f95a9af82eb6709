import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Reply } from '../../src/preview/driver.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
let ada: Actor;
beforeAll(async () => {
  stage = await startStage();
  ada = stage.driver.person('Ada');
});
afterAll(() => stage.close());

function labelsOf(reply: Reply): string[] {
  return reply.message?.buttons.map((each) => each.label) ?? [];
}

function textOf(reply: Reply): string {
  return reply.message?.text ?? '';
}

describe('a choice question', () => {
  test('is shown to who asked alone, with its options in the message and a button for each', async () => {
    const asked = await ada.run('quiz', { topic: 'choice' });
    expect(asked.kind).toBe('message');
    expect(asked.message?.ephemeral).toBe(true);
    expect(textOf(asked)).toContain('First deck');
    expect(textOf(asked)).toContain('**B**  2000');
    expect(textOf(asked)).toContain('```yaml\napiVersion: v1');
    expect(asked.message?.buttons.map((each) => each.label)).toEqual(['A', 'B', 'C']);
  });

  test('answered right tells why, the source and the points, and offers Next first and the rest behind More', async () => {
    const ben = stage.driver.person('Ben');
    const asked = await ben.run('quiz', { topic: 'choice' });
    await ben.press(asked.message, 'B');
    expect(textOf(asked)).toContain('✓ Right');
    expect(textOf(asked)).toContain('The container sets it.');
    expect(textOf(asked)).toContain('+2 points');
    expect(textOf(asked)).toContain('Source: [Configure a security context](<https://kubernetes.io/docs/>)');
    expect(labelsOf(asked)).toEqual(['Next', 'Why not the others', 'More…']);
    await ben.press(asked.message, 'More…');
    expect(labelsOf(asked)).toEqual([
      'Next',
      'Why not the others',
      'Less',
      'Explain this',
      'Show as picture',
      'Card info',
      'Suspend',
      'Bury until tomorrow',
      'Report a mistake',
    ]);
    await ben.press(asked.message, 'Less');
    expect(labelsOf(asked)).toEqual(['Next', 'Why not the others', 'More…']);
  });

  test('answered wrong tells why the chosen option is wrong and why the right one is right', async () => {
    const cleo = stage.driver.person('Cleo');
    const asked = await cleo.run('quiz', { topic: 'choice' });
    await cleo.press(asked.message, 'A');
    expect(textOf(asked)).toContain('✗ Wrong');
    expect(textOf(asked)).toContain('The pod gives way to the container.');
    expect(textOf(asked)).toContain('The container sets it.');
    expect(textOf(asked)).toContain('No points this time');
  });

  test('counts for points once a person a day, and again the day after', async () => {
    const dora = stage.driver.person('Dora');
    const answer = async (): Promise<string> => {
      const asked = await dora.run('quiz', { topic: 'choice' });
      await dora.press(asked.message, 'B');
      return textOf(asked);
    };
    expect(await answer()).toContain('+2 points');
    expect(await answer()).toContain('already counted today');
    expect((await stage.store.stats(dora.id, Date.now())).points).toBe(2);
    stage.advance(24 * 3600 * 1000);
    expect(await answer()).toContain('+2 points');
    stage.advance(-24 * 3600 * 1000);
  });

  test('pressed twice counts once and shows the first outcome both times', async () => {
    const eve = stage.driver.person('Eve');
    const asked = await eve.run('quiz', { topic: 'choice' });
    const [first, second] = await Promise.all([eve.press(asked.message, 'A'), eve.press(asked.message, 'B')]);
    expect([first.kind, second.kind]).toEqual(['message', 'message']);
    expect(textOf(asked)).toContain('✗ **A**  1000 · *your answer, wrong*');
    expect((await stage.store.stats(eve.id, Date.now())).answered).toBe(1);
  });

  test('whose press is delivered twice counts once', async () => {
    const finn = stage.driver.person('Finn');
    const asked = await finn.run('quiz', { topic: 'choice' });
    const pressed = await finn.press(asked.message, 'B');
    stage.driver.replay(pressed.interaction);
    await finn.run('stats');
    expect((await stage.store.stats(finn.id, Date.now())).answered).toBe(1);
    expect(stage.driver.firstAnswers(pressed.interaction)).toBe(1);
  });

  test('may be answered only by who was asked; anybody else is told so privately', async () => {
    const asked = await ada.run('quiz', { topic: 'choice', share: true });
    expect(asked.message?.ephemeral).toBe(false);
    const before = textOf(asked);
    const stranger = await stage.driver.person('Grace').press(asked.message, 'B');
    expect(stranger.message?.ephemeral ?? stranger.followUps[0]?.ephemeral).toBe(true);
    const told = stage.driver.person('Grace').messages().at(-1);
    expect(told?.text).toContain('only they may answer');
    expect(textOf(asked)).toBe(before);
    await ada.press(asked.message, 'B');
    expect(textOf(asked)).toContain('✓ Right');
  });
});

describe('the other kinds', () => {
  test('multi: every right option, chosen in a select', async () => {
    const asked = await ada.run('quiz', { topic: 'multi' });
    await ada.choose(asked.message, 0, 'A', 'B');
    expect(textOf(asked)).toContain('✗ Wrong');
    expect(textOf(asked)).toContain('Only a pod has volumes to own.');
    expect(textOf(asked)).toContain('Both levels have it, too.');
  });

  test('number: typed into a modal; what is no number is said to be none', async () => {
    const asked = await ada.run('quiz', { topic: 'number' });
    const opened = await ada.press(asked.message, 'Answer…');
    expect(opened.kind).toBe('modal');
    await ada.submit(opened, { value: 'a thousand' });
    expect(ada.messages().at(-1)?.text).toContain('not a number');
    await ada.submit(opened, { value: ' 1 000 ' });
    expect(textOf(asked)).toContain('✓ Right');
  });

  test('recall: Reveal shows the back, then the person says whether they knew it', async () => {
    const asked = await ada.run('quiz', { topic: 'recall' });
    expect(textOf(asked)).not.toContain('The volumes of the pod.');
    await ada.press(asked.message, 'Reveal');
    expect(textOf(asked)).toContain('The volumes of the pod.');
    expect(asked.message?.buttons.map((each) => each.label)).toEqual(['I knew it', 'I did not']);
    await ada.press(asked.message, 'I knew it');
    expect(textOf(asked)).toContain('You knew it');
  });

  test('locate: numbered lines, chosen in a select', async () => {
    const asked = await ada.run('quiz', { topic: 'locate' });
    expect(textOf(asked)).toContain('5      runAsUser: 1000');
    await ada.choose(asked.message, 0, '5');
    expect(textOf(asked)).toContain('✓ Right');
    expect(textOf(asked)).toContain('The UID stands here.');
  });
});

describe('a series', () => {
  test('counts its questions, never repeats a card and closes with the result', async () => {
    const hal = stage.driver.person('Hal');
    const asked = await hal.run('quiz', { deck: 'first', count: 3 });
    const prompts = new Set<string>();
    for (let index = 1; index <= 3; index++) {
      expect(textOf(asked)).toContain(`${index} of 3`);
      prompts.add(textOf(asked).split('\n')[1] ?? '');
      await answerRight(hal, asked);
      if (index < 3) await hal.press(asked.message, 'Next');
    }
    expect(prompts.size).toBe(3);
    expect(textOf(asked)).toContain('3 of 3 right');
    await hal.press(asked.message, 'Another 3');
    expect(textOf(asked)).toContain('1 of 3');
  });

  test('is no longer than there are cards', async () => {
    const asked = await ada.run('quiz', { deck: 'second', count: 20 });
    expect(textOf(asked)).toContain('1 of 2');
  });
});

describe('what does not work says what does', () => {
  test('a deck that does not exist', async () => {
    const reply = await ada.run('quiz', { deck: 'third' });
    expect(textOf(reply)).toBe("I don't know that deck. You can choose from: First deck, Second deck.");
    expect(reply.message?.ephemeral).toBe(true);
  });

  test('a topic that the deck does not have', async () => {
    const reply = await ada.run('quiz', { deck: 'Second deck', topic: 'choice' });
    expect(textOf(reply)).toContain('You can choose from: locate, recall.');
  });

  test('a button of another version', async () => {
    const asked = await ada.run('quiz', { topic: 'choice', share: true });
    const button = JSON.stringify(asked.message?.raw.components).replaceAll('quiz:answer', 'quiz:gone');
    const raw = asked.message?.stored.message as { components: unknown };
    raw.components = JSON.parse(button);
    await ada.press(asked.message, 'A');
    expect(ada.messages().at(-1)?.text).toContain('another version');
  });
});

test('deck and topic are completed from what there is, at most within the deck chosen', async () => {
  expect(await ada.complete('quiz', 'deck', 'sec')).toMatchObject([{ name: 'Second deck', value: 'second' }]);
  expect((await ada.complete('quiz', 'topic', '', { deck: 'second' })).map((each) => each.value)).toEqual([
    'locate',
    'recall',
  ]);
});

test('a reported mistake is kept with its text and its card', async () => {
  const ivy = stage.driver.person('Ivy');
  const asked = await ivy.run('quiz', { topic: 'choice' });
  await ivy.press(asked.message, 'B');
  await ivy.press(asked.message, 'More…');
  const opened = await ivy.press(asked.message, 'Report a mistake');
  expect(opened.kind).toBe('modal');
  await ivy.submit(opened, { text: 'The answer should be C.' });
  expect(ivy.messages().at(-1)?.text).toContain('Thank you');
  const kept = JSON.stringify(await stage.store.exportUser(ivy.id));
  expect(kept).toContain('The answer should be C.');
  expect(kept).toContain('first/choice');
});

test('works in a direct message and in a server without the bot', async () => {
  for (const place of [stage.driver.person('Joe').inDm(), stage.driver.person('Joe').elsewhere()]) {
    const asked = await place.run('quiz', { topic: 'choice' });
    await place.press(asked.message, 'B');
    expect(textOf(asked)).toContain('✓ Right');
  }
});

async function answerRight(person: Actor, asked: Reply): Promise<void> {
  const labels = asked.message?.buttons.map((each) => each.label) ?? [];
  if (labels.includes('B')) await person.press(asked.message, 'B');
  else if (labels.includes('Answer…')) {
    await person.submit(await person.press(asked.message, 'Answer…'), { value: '1000' });
  } else await person.choose(asked.message, 0, 'A', 'C');
}
